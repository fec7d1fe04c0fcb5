import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { DemandQueries } from '@case-consultation/features';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { demandAnswer, demandQuery, wishOf } from './demand.dto.js';

@ApiTags('Lead')
@Controller('api/v1/demand')
export class DemandController {
  constructor(private readonly demand: DemandQueries) {}

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'Read demand and capacity over a period',
    description:
      'Exact counts of the programme. Consultations that you are locked out of are in none of them. Slots, all requests and shares are for everybody, whatever the filter; what waits and what is overdue are as they are now.',
    answer: demandAnswer,
    problems: ['not-your-task', 'invalid-input'],
  })
  async readDemand(
    @Who() actor: Caller,
    @Query({ schema: demandQuery }) query: z.output<typeof demandQuery>,
  ): Promise<z.output<typeof demandAnswer>> {
    return this.demand.figures(actor, wishOf(query));
  }
}
