import { Body, Controller, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Idempotency, type KeptPathway, Pathways, type Remember } from '@case-consultation/features';
import { idInPath } from '../http/validation/fields.js';
import { setVersion, versionNeeded } from '../http/versions.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { pathwayGiven, pathwayKept, pathwayPatch } from './places.dto.js';

/** Pathways as leads and administrators look after them; those in use are listed for everybody beside. */
@ApiTags('Settings')
@Controller('api/v1/pathways')
export class PathwaysController {
  constructor(
    private readonly pathways: Pathways,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    scope: 'settings',
    summary: 'Add a ready-made pathway',
    description: 'It counts as checked today.',
    status: 201,
    answer: pathwayKept,
    creates: true,
    problems: ['not-your-task'],
  })
  async addPathway(
    @Who() actor: Caller,
    @Body({ schema: pathwayGiven }) given: z.output<typeof pathwayGiven>,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof pathwayKept>> {
    const create = (remember?: Remember) => this.pathways.add(actor, given, remember);
    const id =
      key === undefined
        ? await create()
        : await this.idempotency.once(actor, key, ['addPathway', given], create, (name) =>
            Promise.resolve(name),
          );
    void reply.header('location', `/api/v1/pathways/${id}`);
    return this.pathways.one(actor, id);
  }

  @Get(':id')
  @Operation({
    scope: 'settings',
    summary: 'Read a pathway as it is kept',
    answer: pathwayKept,
    problems: ['not-your-task'],
  })
  async readPathway(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof pathwayKept>> {
    return shown(await this.pathways.one(actor, id), reply);
  }

  @Patch(':id')
  @Operation({
    scope: 'settings',
    summary: 'Change a pathway, retire it or take it into use again',
    answer: pathwayKept,
    ifMatch: 'required',
    problems: ['not-your-task', 'reason-needed', 'identifier-found'],
  })
  async changePathway(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: pathwayPatch }) { reason, ...change }: z.output<typeof pathwayPatch>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof pathwayKept>> {
    await this.pathways.change(actor, id, change, { reason, seen: versionNeeded(ifMatch) });
    return shown(await this.pathways.one(actor, id), reply);
  }

  @Post(':id/checked')
  @TakesNoBody()
  @Operation({
    scope: 'settings',
    summary: 'Say that a pathway was checked today',
    description: 'Saying it twice changes nothing.',
    answer: pathwayKept,
    problems: ['not-your-task'],
  })
  async checkPathway(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof pathwayKept>> {
    await this.pathways.checkedToday(actor, id);
    return shown(await this.pathways.one(actor, id), reply);
  }
}

function shown(view: KeptPathway, reply: FastifyReply): KeptPathway {
  setVersion(reply, view.version);
  return view;
}
