import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Asking, Idempotency, TimesQueries } from '@case-consultation/features';
import { type ProblemCode } from '../http/problems/problem-codes.js';
import { codeInPath } from '../http/validation/fields.js';
import { setVersion, versionIn } from '../http/versions.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { timesAnswer, timesQuery, timesWish, withdrawal } from './asking.dto.js';
import { consultation, draft, standing } from './consultation.dto.js';
import { ConsultationReader } from './consultation-reader.js';
import { draftOf } from './draft.js';
import { requestPart } from './request.dto.js';
import { standingOf } from './standing.js';

/** What can be wrong with a form, as far as it is given. */
const FORM_PROBLEMS: readonly ProblemCode[] = [
  ...WRITTEN_PROBLEMS,
  'case-reference-format',
  'email-not-allowed',
];

@ApiTags('Asking')
@Controller('api/v1/consultations')
export class AskingController {
  constructor(
    private readonly asking: Asking,
    private readonly times: TimesQueries,
    private readonly reader: ConsultationReader,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    scope: 'consultations:write',
    summary: 'Begin to ask: make a draft',
    description:
      'Give as much of the form as there is; it is checked as it grows. Agency and team are your own at first.',
    status: 201,
    answer: consultation,
    creates: true,
    problems: FORM_PROBLEMS,
  })
  async startDraft(
    @Who() actor: Caller,
    @Body({ schema: requestPart }) part: z.output<typeof requestPart>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof consultation>> {
    const answer =
      key === undefined
        ? draftOf(await this.asking.start(actor, part))
        : await this.idempotency.once<z.output<typeof consultation>>(
            actor,
            key,
            { make: 'consultation', part },
            async (remember) => draftOf(await this.asking.start(actor, part, remember)),
            (code) => this.reader.read(actor, code),
          );
    void reply.header('location', `/api/v1/consultations/${answer.code}`);
    setVersion(reply, answer.version);
    return answer;
  }

  @Patch(':code')
  @Operation({
    scope: 'consultations:write',
    summary: 'Save part of a draft',
    description: 'What is left out stays as it was.',
    answer: draft,
    ifMatch: 'optional',
    problems: ['wrong-state', ...FORM_PROBLEMS],
  })
  async saveDraft(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: requestPart }) part: z.output<typeof requestPart>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof draft>> {
    const answer = draftOf(await this.asking.save(actor, code, part, versionIn(ifMatch)));
    setVersion(reply, answer.version);
    return answer;
  }

  @Get(':code/times')
  @Operation({
    scope: 'consultations:read',
    summary: 'See the free times to choose from',
    description: 'Starts at which at least one consultant who may take it is free. Who that is stays unsaid.',
    answer: timesAnswer,
    problems: ['not-your-task', 'request-incomplete', 'wrong-state'],
  })
  async listTimes(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Query({ schema: timesQuery }) { from, days }: z.output<typeof timesQuery>,
  ): Promise<z.output<typeof timesAnswer>> {
    return { items: await this.times.forRequest(actor, code, { from: from ?? null, days }) };
  }

  @Post(':code/submit')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Submit a draft',
    description: 'Everything is checked once more; a consultant is looked for at once.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'request-incomplete',
      ...FORM_PROBLEMS,
      'safety-gate-stops',
      'time-not-offered',
    ],
  })
  async submitRequest(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.asking.submit(actor, code), actor);
  }

  @Post(':code/times')
  @Operation({
    scope: 'consultations:write',
    summary: 'Wish for other times while nothing is booked',
    description: 'Who is asked at that moment need not answer any more.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state'],
  })
  async changeTimes(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: timesWish }) wish: z.output<typeof timesWish>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.asking.changeTimes(actor, code, wish), actor);
  }

  @Post(':code/withdraw')
  @Operation({
    scope: 'consultations:write',
    summary: 'Withdraw what I asked for',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async withdrawRequest(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: withdrawal }) { reason, ...kept }: z.output<typeof withdrawal>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.asking.withdraw(actor, code, reason, kept), actor);
  }
}
