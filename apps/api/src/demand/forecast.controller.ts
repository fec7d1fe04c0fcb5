import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { ForecastQueries } from '@case-consultation/features';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { forecastAnswer, whatIfAnswer, whatIfOf, whatIfQuery } from './forecast.dto.js';

@ApiTags('Demand')
@Controller('api/v1/demand')
export class ForecastController {
  constructor(private readonly forecasts: ForecastQueries) {}

  @Get('forecast')
  @Operation({
    scope: 'lead',
    summary: 'Read what is to be expected of demand, waits and capacity',
    answer: forecastAnswer,
    problems: ['not-your-task'],
  })
  readForecast(@Who() actor: Caller): Promise<z.output<typeof forecastAnswer>> {
    return this.forecasts.forecast(actor);
  }

  @Get('what-if')
  @Operation({
    scope: 'lead',
    summary: 'Try what would follow if something were different',
    description: 'What is left out stays as today. Nothing is changed.',
    answer: whatIfAnswer,
    problems: ['not-your-task'],
  })
  readWhatIf(
    @Who() actor: Caller,
    @Query({ schema: whatIfQuery }) query: z.output<typeof whatIfQuery>,
  ): Promise<z.output<typeof whatIfAnswer>> {
    return this.forecasts.whatIf(actor, whatIfOf(query));
  }
}
