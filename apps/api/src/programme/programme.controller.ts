import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Bearer, type ColleagueView, ProgrammeQueries } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, notSignedIn, Token, Who } from '../operations/who.decorator.js';
import { me, pathwaysAnswer, peoplePage, peopleWish, programme } from './programme.dto.js';

const cursor = new Cursor('people by name', z.strictObject({ name: z.string(), id: z.uuid() }));
const placeOf = ({ name, id }: ColleagueView) => ({ name, id });

@ApiTags('Programme')
@Controller('api/v1')
export class ProgrammeController {
  constructor(private readonly queries: ProgrammeQueries) {}

  @Get('me')
  @Operation({
    scope: 'consultations:read',
    summary: 'See who I am and what this token may be used for',
    answer: me,
  })
  async readMe(@Token() { actor, scopes }: Bearer): Promise<z.output<typeof me>> {
    const found = await this.queries.me(actor);
    if (found === undefined) throw notSignedIn();
    return { ...found, scopes };
  }

  @Get('programme')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read what is needed to ask: contacts, formats, agencies and teams',
    answer: programme,
  })
  async readProgramme(@Who() actor: Caller): Promise<z.output<typeof programme>> {
    return this.queries.programme(actor);
  }

  @Get('people')
  @Operation({
    scope: 'consultations:read',
    summary: 'List colleagues by name',
    description: 'To say who must not see a request, and who owns an action.',
    answer: peoplePage,
    paged: true,
  })
  async listPeople(
    @Who() actor: Caller,
    @Query({ schema: peopleWish }) { limit, cursor: given, search }: z.output<typeof peopleWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof peoplePage>> {
    const page = await this.queries.people(actor, {
      limit,
      search: search ?? null,
      after: cursor.read(given),
    });
    return pageAnswer(page, { item: (person) => person, place: placeOf, cursor }, request, reply);
  }

  @Get('pathways')
  @Operation({
    scope: 'consultations:read',
    summary: 'List the ready-made pathways for actions',
    answer: pathwaysAnswer,
  })
  async listPathways(@Who() actor: Caller): Promise<z.output<typeof pathwaysAnswer>> {
    return { items: await this.queries.pathways(actor) };
  }
}
