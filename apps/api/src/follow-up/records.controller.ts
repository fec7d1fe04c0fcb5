import { Body, Controller, Get, Headers, Param, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Records, Reviews } from '@case-consultation/features';
import { standing } from '../consultations/consultation.dto.js';
import { standingOf } from '../consultations/standing.js';
import { codeInPath } from '../http/validation/fields.js';
import { setVersion, versionNeeded } from '../http/versions.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { record, recordGiven, review, reviewGiven } from './follow-up.dto.js';

@ApiTags('Follow-up')
@Controller('api/v1/consultations/:code')
export class RecordsController {
  constructor(
    private readonly records: Records,
    private readonly reviews: Reviews,
  ) {}

  @Get('record')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read the record',
    description:
      'Its consultant reads it at any time, the others once it is shared; until then it is answered as `none`.',
    answer: record,
    problems: ['conflict-check-first'],
  })
  async readRecord(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof record>> {
    const view = await this.records.view(actor, code);
    setVersion(reply, view.version);
    return view;
  }

  @Put('record')
  @Operation({
    scope: 'consultations:write',
    summary: 'Save the record as typed so far',
    description: 'The whole of it each time. `If-Match: "0"` for a new one.',
    answer: record,
    ifMatch: 'required',
    problems: [
      'not-your-task',
      'wrong-state',
      'conflict-check-first',
      'record-shared-already',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async saveRecord(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: recordGiven }) { headings, ...given }: z.output<typeof recordGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof record>> {
    const view = await this.records.save(actor, code, headings, versionNeeded(ifMatch), given);
    setVersion(reply, view.version);
    return view;
  }

  @Post('record/share')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Share the record with the practitioner',
    description: 'Once, with at least two headings filled in. It cannot be changed after that.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'conflict-check-first',
      'record-incomplete',
      'record-shared-already',
    ],
  })
  async shareRecord(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.records.share(actor, code), actor);
  }

  @Post('record/agree')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Agree the record that was shared with me',
    answer: standing,
    problems: ['not-your-task', 'wrong-state'],
  })
  async agreeRecord(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.records.agree(actor, code), actor);
  }

  @Get('review')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read the look-back',
    answer: review,
    problems: ['conflict-check-first'],
  })
  async readReview(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof review>> {
    return this.reviews.view(actor, code);
  }

  @Post('review')
  @Operation({
    scope: 'consultations:write',
    summary: 'Give the look-back, or say why it could not be done',
    description:
      'From its day on, once the record is shared. With every action settled this closes the consultation.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'conflict-check-first', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async giveReview(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: reviewGiven }) { identifierReason, ...given }: z.output<typeof reviewGiven>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.reviews.complete(actor, code, given, { identifierReason }), actor);
  }
}
