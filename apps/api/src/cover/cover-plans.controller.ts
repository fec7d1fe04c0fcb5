import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AppliedPlace, Cover, CoverQueries, Idempotency } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { codeInPath, idInPath } from '../http/validation/fields.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import {
  appliedOf,
  appliedPage,
  appliedWish,
  coverApplying,
  coverChoice,
  coverOptions,
  coverPlan,
  coverPlanOf,
  coverWish,
  optionsQuery,
} from './cover-plans.dto.js';

type PlanAnswer = z.output<typeof coverPlan>;

const cursor = new Cursor('applied cover plans', z.strictObject({ at: z.coerce.date(), id: z.uuid() }));
const placeOf = ({ at, id }: AppliedPlace): AppliedPlace => ({ at, id });

@ApiTags('Lead')
@Controller('api/v1/cover-plans')
export class CoverPlansController {
  constructor(
    private readonly cover: Cover,
    private readonly queries: CoverQueries,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    scope: 'lead',
    summary: 'Plan who takes over from somebody who is away',
    description:
      'One plan for all of their bookings that disturbs least, by every hard rule. Nothing is moved until it is applied.',
    status: 201,
    answer: coverPlan,
    creates: true,
    problems: ['not-your-task'],
  })
  async planCover(
    @Who() actor: Caller,
    @Body({ schema: coverWish }) wish: z.output<typeof coverWish>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanAnswer> {
    const id =
      key === undefined
        ? await this.cover.plan(actor, wish)
        : await this.idempotency.once(
            actor,
            key,
            { make: 'cover-plan', wish },
            (remember) => this.cover.plan(actor, wish, remember),
            (name) => Promise.resolve(name),
          );
    return this.made(actor, id, reply);
  }

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'List cover plans that were applied, by any lead, newest first',
    description: 'Counted is what of each you may see.',
    answer: appliedPage,
    paged: true,
    problems: ['not-your-task'],
  })
  async listCoverPlans(
    @Who() actor: Caller,
    @Query({ schema: appliedWish }) { limit, cursor: given }: z.output<typeof appliedWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof appliedPage>> {
    const page = await this.queries.applied(actor, { limit, before: cursor.read(given) });
    return pageAnswer(page, { item: appliedOf, place: placeOf, cursor }, request, reply);
  }

  @Get(':id')
  @Operation({
    scope: 'lead',
    summary: 'Read a cover plan of mine, or one that was applied',
    answer: coverPlan,
    problems: ['not-your-task'],
  })
  async readCoverPlan(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
  ): Promise<PlanAnswer> {
    return coverPlanOf(await this.queries.plan(actor, id));
  }

  @Get(':id/bookings/:code/options')
  @Operation({
    scope: 'lead',
    summary: 'List other ways to cover one booking of a plan, best first',
    description: 'While the rest of the plan stands.',
    answer: coverOptions,
    problems: ['not-your-task'],
  })
  async listCoverOptions(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Param('code', { schema: codeInPath }) code: string,
    @Query({ schema: optionsQuery }) { most }: z.output<typeof optionsQuery>,
  ): Promise<z.output<typeof coverOptions>> {
    const { options, more } = await this.queries.options(actor, id, code, most);
    return { items: options, more };
  }

  @Post(':id/bookings/:code')
  @Operation({
    scope: 'lead',
    summary: 'Choose otherwise for one booking of a plan',
    description: 'Makes another plan; the one that was changed stays as it was.',
    status: 201,
    answer: coverPlan,
    creates: true,
    problems: ['not-your-task', 'wrong-state', 'changed-meanwhile', 'consultant-not-eligible'],
  })
  async changeCoverPlan(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: coverChoice }) choice: z.output<typeof coverChoice>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanAnswer> {
    const changed =
      key === undefined
        ? await this.cover.change(actor, id, code, choice)
        : await this.idempotency.once(
            actor,
            key,
            { make: 'cover-change', id, code, choice },
            (remember) => this.cover.change(actor, id, code, choice, remember),
            (name) => Promise.resolve(name),
          );
    return this.made(actor, changed, reply);
  }

  @Post(':id/apply')
  @Operation({
    scope: 'lead',
    summary: 'Do all that a plan says, or nothing',
    description:
      'When anything changed since it was made, nothing is done and the codes are told. Applying it twice does it once.',
    answer: coverPlan,
    creates: true,
    problems: [
      'not-your-task',
      'wrong-state',
      'changed-meanwhile',
      'reason-needed',
      'time-taken',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async applyCoverPlan(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: coverApplying }) how: z.output<typeof coverApplying>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PlanAnswer> {
    if (key === undefined) await this.cover.apply(actor, id, how);
    else {
      await this.idempotency.once(
        actor,
        key,
        { make: 'cover', id, how },
        async (remember) => {
          await this.cover.apply(actor, id, how, remember);
          return id;
        },
        (name) => Promise.resolve(name),
      );
    }
    return this.made(actor, id, reply);
  }

  private async made(actor: Caller, id: string, reply: FastifyReply): Promise<PlanAnswer> {
    void reply.header('location', `/api/v1/cover-plans/${id}`);
    return coverPlanOf(await this.queries.plan(actor, id));
  }
}
