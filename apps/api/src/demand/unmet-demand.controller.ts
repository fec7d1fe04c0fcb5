import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { BoardQueries } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { linkedAnswer } from '../http/paging/page.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { unmetPage, unmetQuery, wishOf } from './unmet-demand.dto.js';

/** The board's list keeps its own places. */
const cursor = new Cursor('unmet demand', z.string());

@ApiTags('Demand')
@Controller('api/v1/unmet-demand')
export class UnmetDemandController {
  constructor(private readonly board: BoardQueries) {}

  @Get()
  @Operation({
    scope: 'lead',
    summary: 'List searches and requests that found no consultation, newest first',
    description:
      'Nobody is named. What you are locked out of is not in it. One request may be in it several times, each for another reason or day. Days are those of the programme’s zone.',
    answer: unmetPage,
    paged: true,
    problems: ['not-your-task', 'invalid-input'],
  })
  async listUnmetDemand(
    @Who() actor: Caller,
    @Query({ schema: unmetQuery }) query: z.output<typeof unmetQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof unmetPage>> {
    const { items, next } = await this.board.unmet(actor, {
      ...wishOf(query),
      order: 'newest',
      reversed: false,
      limit: query.limit,
      page: cursor.read(query.cursor),
    });
    return linkedAnswer(items, next === null ? null : cursor.write(next), request, reply);
  }
}
