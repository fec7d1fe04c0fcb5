import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type z } from 'zod';
import { fromEpochMinutes } from '@case-consultation/domain';
import { Lead, RoutingQueries } from '@case-consultation/features';
import { standing } from '../consultations/consultation.dto.js';
import { standingOf } from '../consultations/standing.js';
import { codeInPath } from '../http/validation/fields.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import {
  assignment,
  candidatesAnswer,
  candidatesQuery,
  closing,
  priorityOverride,
  reassignment,
  runsAnswer,
  taking,
  turningDown,
} from './lead.dto.js';

@ApiTags('Lead')
@Controller('api/v1/consultations/:code')
export class LeadController {
  constructor(
    private readonly lead: Lead,
    private readonly routing: RoutingQueries,
  ) {}

  @Post('assign')
  @Operation({
    scope: 'lead',
    summary: 'Ask one consultant at one time',
    description:
      'Every hard rule holds for this choice too. An open offer to someone else is withdrawn first.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'reason-needed',
      'consultant-not-eligible',
      'time-taken',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async assignConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: assignment }) choice: z.output<typeof assignment>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.assign(actor, code, choice), actor);
  }

  @Post('take')
  @Operation({
    scope: 'lead',
    summary: 'Take it myself, having no conflict',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'reason-needed',
      'conflict-check-first',
      'consultant-not-eligible',
      'time-taken',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async takeConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: taking }) choice: z.output<typeof taking>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.take(actor, code, choice), actor);
  }

  @Post('reassign')
  @Operation({
    scope: 'lead',
    summary: 'Give a booking to another consultant at the same time',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'reason-needed',
      'consultant-not-eligible',
      'time-taken',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async reassignConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: reassignment }) choice: z.output<typeof reassignment>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.reassign(actor, code, choice), actor);
  }

  @Post('hand-over')
  @Operation({
    scope: 'lead',
    summary: 'Give the record of what was held to another consultant to write',
    description: 'They say first that there is no conflict.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'reason-needed',
      'consultant-not-eligible',
      'record-shared-already',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async handOverRecord(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: reassignment }) choice: z.output<typeof reassignment>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.handOverRecord(actor, code, choice), actor);
  }

  @Post('close')
  @Operation({
    scope: 'lead',
    summary: 'Close what was held although the record or the review is missing',
    description: 'Once no action is open.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async closeConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: closing }) { reason, ...kept }: z.output<typeof closing>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.close(actor, code, reason, undefined, kept), actor);
  }

  @Post('turn-down')
  @Operation({
    scope: 'lead',
    summary: 'Turn a request down, with a reason and where to turn instead',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async turnDownConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: turningDown }) answer: z.output<typeof turningDown>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.turnDown(actor, code, answer), actor);
  }

  @Post('priority')
  @Operation({
    scope: 'lead',
    summary: 'Set another priority, and with it another target',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async overridePriority(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: priorityOverride }) to: z.output<typeof priorityOverride>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.lead.overridePriority(actor, code, to), actor);
  }

  @Get('routing')
  @Operation({
    scope: 'lead',
    summary: 'Read why one was asked and another not',
    description: 'The latest 50 runs, newest first.',
    answer: runsAnswer,
    problems: ['not-your-task'],
  })
  async readRouting(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof runsAnswer>> {
    const runs = await this.routing.runs(actor, code);
    return {
      items: runs.map(({ id, at, sentences, outcome, override, replays }) => ({
        id,
        at,
        sentences,
        override,
        replays,
        chosen: outcome.offer && {
          consultantId: outcome.offer.consultantId,
          startsAt: fromEpochMinutes(outcome.offer.start),
        },
      })),
    };
  }

  @Get('candidates')
  @Operation({
    scope: 'lead',
    summary: 'See every consultant, and what stands in their way at a time',
    answer: candidatesAnswer,
    problems: ['not-your-task', 'wrong-state'],
  })
  async listCandidates(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Query({ schema: candidatesQuery }) { startsAt }: z.output<typeof candidatesQuery>,
  ): Promise<z.output<typeof candidatesAnswer>> {
    return { items: await this.routing.candidates(actor, code, startsAt) };
  }
}
