import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  Idempotency,
  People,
  PeopleQueries,
  type PersonHistoryItem,
  type Remember,
} from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { idInPath } from '../http/validation/fields.js';
import { setVersion, versionIn, versionNeeded } from '../http/versions.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import {
  personAnswer,
  personGiven,
  personHistoryPage,
  personHistoryWish,
  personPatch,
} from './people.dto.js';

const byAge = new Cursor('history of an account', z.int());
const placeIn = ({ id }: PersonHistoryItem) => id;

/** People as leads and administrators look after them; colleagues by name are listed for everybody beside. */
@ApiTags('People')
@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly queries: PeopleQueries,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    scope: 'people',
    summary: 'Add a person',
    description:
      'Champions are given the day from which their training is signed off. Only leads give the roles of lead and champion.',
    answer: personAnswer,
    status: 201,
    creates: true,
    problems: ['not-your-task', 'email-not-allowed'],
  })
  async addPerson(
    @Who() actor: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: personGiven }) given: z.output<typeof personGiven>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    const { invite, ...details } = given;
    const create = async (remember?: Remember): Promise<string> =>
      (await this.people.add(actor, details, { invite, remember })).id;
    const id =
      key === undefined
        ? await create()
        : await this.idempotency.once(actor, key, ['addPerson', given], create, async (name) => name);
    void reply.header('location', `/api/v1/people/${id}`);
    return this.queries.person(actor, id);
  }

  @Get(':id')
  @Operation({
    scope: 'people',
    summary: 'Read what is kept of a person',
    answer: personAnswer,
    problems: ['not-your-task'],
  })
  async readPerson(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    return this.answer(actor, id, reply);
  }

  @Patch(':id')
  @Operation({
    scope: 'people',
    summary: 'Change what is given, and nothing else',
    description:
      'A new address signs the person out and is told to the old one. The last lead stays one, and the last administrator. What they hold and may hold no more is asked about first.',
    answer: personAnswer,
    ifMatch: 'required',
    problems: [
      'not-your-task',
      'email-not-allowed',
      'last-lead',
      'last-administrator',
      'collides-with-bookings',
    ],
  })
  async changePerson(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: personPatch }) { keep: keeping, ...patch }: z.output<typeof personPatch>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    await this.people.update(actor, id, patch, versionNeeded(ifMatch), keeping);
    return this.answer(actor, id, reply);
  }

  @Post(':id/deactivate')
  @TakesNoBody()
  @Operation({
    scope: 'people',
    summary: 'Deactivate a person',
    description:
      'Ends their sessions and revokes their tokens at once. What they hold stays theirs until it is moved; the leads are told.',
    answer: personAnswer,
    ifMatch: 'optional',
    problems: ['not-your-task', 'last-lead', 'last-administrator'],
  })
  async deactivatePerson(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    await this.people.deactivate(actor, id, versionIn(ifMatch));
    return this.answer(actor, id, reply);
  }

  @Post(':id/reactivate')
  @TakesNoBody()
  @Operation({
    scope: 'people',
    summary: 'Let a person in again, with the roles that they had',
    description: 'Their tokens stay revoked. Of leads and champions it is a lead’s to do.',
    answer: personAnswer,
    ifMatch: 'optional',
    problems: ['not-your-task'],
  })
  async reactivatePerson(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    await this.people.reactivate(actor, id, versionIn(ifMatch));
    return this.answer(actor, id, reply);
  }

  @Post(':id/invite')
  @TakesNoBody()
  @Operation({
    scope: 'people',
    summary: 'Send a person a mail that says there is an account and where to sign in',
    description: 'Asked for again within ten minutes, it is sent once.',
    status: 204,
    problems: ['not-your-task', 'wrong-state', 'email-not-allowed'],
  })
  async invitePerson(@Who() actor: Caller, @Param('id', { schema: idInPath }) id: string): Promise<void> {
    await this.people.invite(actor, id);
  }

  @Get(':id/history')
  @Operation({
    scope: 'people',
    summary: 'Read what was changed of a person, by whom and when, newest first',
    answer: personHistoryPage,
    paged: true,
    problems: ['not-your-task'],
  })
  async readPersonHistory(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Query({ schema: personHistoryWish }) { limit, cursor }: z.output<typeof personHistoryWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof personHistoryPage>> {
    await this.queries.person(actor, id);
    const page = await this.queries.history(actor, id, { limit, before: byAge.read(cursor) });
    return pageAnswer(
      page,
      {
        item: ({ at, by, event, changes, imported }) => ({ at, by, event, changes, imported }),
        place: placeIn,
        cursor: byAge,
      },
      request,
      reply,
    );
  }

  private async answer(
    actor: Caller,
    id: string,
    reply: FastifyReply,
  ): Promise<z.output<typeof personAnswer>> {
    const person = await this.queries.person(actor, id);
    setVersion(reply, person.version);
    return person;
  }
}
