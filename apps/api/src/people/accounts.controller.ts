import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PeopleQueries, type PersonItem } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { accountsPage, accountsWish } from './people.dto.js';

const byName = new Cursor('accounts by name', z.strictObject({ name: z.string(), id: z.uuid() }));
const placeOf = ({ name, id }: PersonItem) => ({ name, id });

/** Everybody who can use the service, with what only those see who look after accounts. */
@ApiTags('People')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(private readonly queries: PeopleQueries) {}

  @Get()
  @Operation({
    scope: 'people',
    summary: 'List who can use the service, by name',
    description: 'For leads and administrators. Colleagues in general are listed at /api/v1/people.',
    answer: accountsPage,
    paged: true,
    problems: ['not-your-task'],
  })
  async listAccounts(
    @Who() actor: Caller,
    @Query({ schema: accountsWish }) wish: z.output<typeof accountsWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof accountsPage>> {
    const { limit, cursor, search, role, agencyId, active } = wish;
    const page = await this.queries.list(actor, {
      search: search ?? null,
      role: role ?? null,
      agencyId: agencyId ?? null,
      active,
      limit,
      after: byName.read(cursor),
    });
    return pageAnswer(page, { item: (person) => person, place: placeOf, cursor: byName }, request, reply);
  }
}
