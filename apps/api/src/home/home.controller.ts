import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { HomeQueries } from '@case-consultation/features';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { homeAnswer } from './home.dto.js';

@ApiTags('My day')
@Controller('api/v1/home')
export class HomeController {
  constructor(private readonly home: HomeQueries) {}

  @Get()
  @Operation({
    scope: 'consultations:read',
    summary: 'Read what needs me now',
    description:
      'What the home page and “My day” show: of each kind of thing the most pressing few, and nothing of any case.',
    answer: homeAnswer,
  })
  readHome(@Who() actor: Caller): Promise<z.output<typeof homeAnswer>> {
    return this.home.of(actor);
  }
}
