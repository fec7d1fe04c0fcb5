import { Body, Controller, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Agencies, type AgencyView, Idempotency, type Remember } from '@case-consultation/features';
import { idInPath } from '../http/validation/fields.js';
import { setVersion, versionNeeded } from '../http/versions.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { agenciesAnswer, agency, agencyGiven, agencyPatch, teamGiven, teamPatch } from './places.dto.js';

@ApiTags('Settings')
@Controller('api/v1')
export class AgenciesController {
  constructor(
    private readonly agencies: Agencies,
    private readonly idempotency: Idempotency,
  ) {}

  @Get('agencies')
  @Operation({
    scope: 'settings',
    summary: 'List agencies and teams, with those that are closed',
    description:
      'For leads and administrators. Whoever asks finds those to choose from at /api/v1/programme.',
    answer: agenciesAnswer,
    problems: ['not-your-task'],
  })
  async listAgencies(@Who() actor: Caller): Promise<z.output<typeof agenciesAnswer>> {
    return { items: await this.agencies.list(actor) };
  }

  @Post('agencies')
  @Operation({
    scope: 'settings',
    summary: 'Add an agency',
    status: 201,
    answer: agency,
    creates: true,
    problems: ['not-your-task'],
  })
  async addAgency(
    @Who() actor: Caller,
    @Body({ schema: agencyGiven }) given: z.output<typeof agencyGiven>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof agency>> {
    const create = (remember?: Remember) => this.agencies.add(actor, given, remember);
    const id = await this.once(actor, key, ['addAgency', given], create);
    void reply.header('location', `/api/v1/agencies/${id}`);
    return this.agencies.one(actor, id);
  }

  @Patch('agencies/:id')
  @Operation({
    scope: 'settings',
    summary: 'Rename an agency, close it or open it again',
    description:
      'Nothing is deleted: requests that name it keep it. It is not closed while people are in it.',
    answer: agency,
    ifMatch: 'required',
    problems: ['not-your-task', 'wrong-state', 'reason-needed', 'identifier-found'],
  })
  async changeAgency(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: agencyPatch }) { reason, ...change }: z.output<typeof agencyPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof agency>> {
    await this.agencies.change(actor, id, change, { reason, seen: versionNeeded(ifMatch) });
    return this.shown(await this.agencies.one(actor, id), reply);
  }

  @Post('agencies/:id/teams')
  @Operation({
    scope: 'settings',
    summary: 'Add a team to an agency',
    status: 201,
    answer: agency,
    creates: true,
    problems: ['not-your-task', 'wrong-state'],
  })
  async addTeam(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) agencyId: string,
    @Body({ schema: teamGiven }) given: z.output<typeof teamGiven>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof agency>> {
    const create = (remember?: Remember) => this.agencies.addTeam(actor, agencyId, given, remember);
    await this.once(actor, key, ['addTeam', agencyId, given], create);
    void reply.header('location', `/api/v1/agencies/${agencyId}`);
    return this.agencies.one(actor, agencyId);
  }

  @Patch('teams/:id')
  @Operation({
    scope: 'settings',
    summary: 'Rename a team, close it or open it again',
    description: 'Answers with its agency; the ETag is the team’s.',
    answer: agency,
    ifMatch: 'required',
    problems: ['not-your-task', 'wrong-state', 'reason-needed', 'identifier-found'],
  })
  async changeTeam(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: teamPatch }) { reason, ...change }: z.output<typeof teamPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof agency>> {
    await this.agencies.changeTeam(actor, id, change, { reason, seen: versionNeeded(ifMatch) });
    const { team, agency: its } = await this.agencies.team(actor, id);
    setVersion(reply, team.version);
    return its;
  }

  private shown(view: AgencyView, reply: FastifyReply): AgencyView {
    setVersion(reply, view.version);
    return view;
  }

  private once(
    actor: Caller,
    key: string | undefined,
    request: unknown,
    create: (remember?: Remember) => Promise<string>,
  ): Promise<string> {
    if (key === undefined) return create();
    return this.idempotency.once(actor, key, request, create, (name) => Promise.resolve(name));
  }
}
