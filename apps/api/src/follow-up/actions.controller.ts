import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { gentleQuestion } from '@case-consultation/domain';
import { ActionQueries, Actions, type ActionView, Idempotency } from '@case-consultation/features';
import { standing } from '../consultations/consultation.dto.js';
import { standingOf } from '../consultations/standing.js';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { codeInPath, idInPath } from '../http/validation/fields.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import {
  action,
  actionAdded,
  actionListWish,
  actionPage,
  actionsOfConsultation,
  newAction,
  settlement,
} from './follow-up.dto.js';

const cursor = new Cursor('my actions', z.strictObject({ dueOn: z.iso.date(), id: z.uuid() }));
const placeOf = ({ dueOn, id }: ActionView) => ({ dueOn, id });

@ApiTags('Follow-up')
@Controller('api/v1')
export class ActionsController {
  constructor(
    private readonly actions: Actions,
    private readonly queries: ActionQueries,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('consultations/:code/actions')
  @Operation({
    scope: 'consultations:read',
    summary: 'List the actions of a consultation',
    answer: actionsOfConsultation,
    problems: ['conflict-check-first'],
  })
  async listActions(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof actionsOfConsultation>> {
    const items = await this.queries.ofConsultation(actor, code);
    return { items, question: gentleQuestion(items) };
  }

  @Post('consultations/:code/actions')
  @Operation({
    scope: 'consultations:write',
    summary: 'Add an action that was agreed',
    description: 'Its owner is reminded before and on the day, and chased once it is overdue.',
    status: 201,
    answer: actionAdded,
    creates: true,
    problems: ['not-your-task', 'wrong-state', 'conflict-check-first', ...WRITTEN_PROBLEMS],
  })
  async addAction(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: newAction }) given: z.output<typeof newAction>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof actionAdded>> {
    const id =
      key === undefined
        ? (await this.actions.add(actor, code, given)).id
        : await this.idempotency.once(
            actor,
            key,
            { make: 'action', code, given },
            async (remember) => (await this.actions.add(actor, code, given, remember)).id,
            async (name) => name,
          );
    const all = await this.queries.ofConsultation(actor, code);
    const made = all.find((one) => one.id === id) ?? (await this.queries.one(actor, id));
    void reply.header('location', `/api/v1/actions/${id}`);
    return { action: made, question: gentleQuestion(all) };
  }

  @Get('actions')
  @Operation({
    scope: 'consultations:read',
    summary: 'List the open actions that are mine to do, soonest due first',
    answer: actionPage,
    paged: true,
  })
  async listMyActions(
    @Who() actor: Caller,
    @Query({ schema: actionListWish }) { limit, cursor: given }: z.output<typeof actionListWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof actionPage>> {
    const page = await this.queries.mine(actor, { limit, after: cursor.read(given) });
    return pageAnswer(page, { item: (one) => one, place: placeOf, cursor }, request, reply);
  }

  @Get('actions/:id')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read one action',
    description: 'For its owner, and for those who may see the case.',
    answer: action,
    problems: ['conflict-check-first'],
  })
  async readAction(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
  ): Promise<z.output<typeof action>> {
    return this.queries.one(actor, id);
  }

  @Post('actions/:id/settle')
  @Operation({
    scope: 'consultations:write',
    summary: 'Say that an action is done, not done, or no longer needed',
    description: 'By its owner, or by who may see the case. The last one may close the consultation.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'action-settled-already',
      'conflict-check-first',
      'changed-meanwhile',
    ],
  })
  async settleAction(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: settlement }) { as }: z.output<typeof settlement>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.actions.settle(actor, id, as), actor);
  }
}
