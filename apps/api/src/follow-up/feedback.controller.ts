import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { Feedback } from '@case-consultation/features';
import { codeInPath } from '../http/validation/fields.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { feedback, feedbackGiven } from './feedback.dto.js';

@ApiTags('Follow-up')
@Controller('api/v1/consultations/:code/feedback')
export class FeedbackController {
  constructor(private readonly feedback: Feedback) {}

  @Get()
  @Operation({
    scope: 'consultations:read',
    summary: 'Read what the practitioner said of the consultation',
    answer: feedback,
    problems: ['conflict-check-first'],
  })
  async readFeedback(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof feedback>> {
    return this.feedback.view(actor, code);
  }

  @Put()
  @Operation({
    scope: 'consultations:write',
    summary: 'Say how the consultation I asked for was, or change what I said',
    description: 'Once it was held; to be changed for 14 days. The whole of it each time.',
    answer: feedback,
    problems: ['not-your-task', 'wrong-state', ...WRITTEN_PROBLEMS],
  })
  async giveFeedback(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: feedbackGiven }) given: z.output<typeof feedbackGiven>,
  ): Promise<z.output<typeof feedback>> {
    return this.feedback.give(actor, code, given);
  }
}
