import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LeadTasks, type LeadTaskView } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { idInPath } from '../http/validation/fields.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { taskListWish, taskPage } from './lead.dto.js';

const cursor = new Cursor('lead tasks', z.uuid());
const placeOf = ({ id }: LeadTaskView): string => id;

@ApiTags('Lead')
@Controller('api/v1/lead/tasks')
export class LeadTasksController {
  constructor(private readonly tasks: LeadTasks) {}

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'List what only the lead can see to, oldest first',
    answer: taskPage,
    paged: true,
    problems: ['not-your-task'],
  })
  async listLeadTasks(
    @Who() actor: Caller,
    @Query({ schema: taskListWish }) { limit, cursor: given }: z.output<typeof taskListWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof taskPage>> {
    const page = await this.tasks.open(actor, { limit, after: cursor.read(given) });
    return pageAnswer(page, { item: (task) => task, place: placeOf, cursor }, request, reply);
  }

  @Post(':id/done')
  @TakesNoBody()
  @Operation({
    scope: 'lead',
    summary: 'Say that a task was seen to',
    description: 'Saying it twice changes nothing. Refused while what it is about is still to be solved.',
    status: 204,
    problems: ['not-your-task', 'wrong-state'],
  })
  async finishLeadTask(@Who() actor: Caller, @Param('id', { schema: idInPath }) id: string): Promise<void> {
    await this.tasks.done(actor, id);
  }
}
