import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import {
  Idempotency,
  type ImportDone,
  type ImportPreview,
  PeopleImports,
  type Remember,
} from '@case-consultation/features';
import { idInPath } from '../http/validation/fields.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { importAnswer, importConfirmation, importGiven } from './people.dto.js';

/** People from a CSV text: first what would come of it, then all of it or nothing. */
@ApiTags('People')
@Controller('api/v1/people-imports')
export class PeopleImportsController {
  constructor(
    private readonly imports: PeopleImports,
    private readonly idempotency: Idempotency,
  ) {}

  @Post()
  @Operation({
    scope: 'people',
    summary: 'See what a list of people would change',
    description:
      'Nothing changes until it is confirmed. It is kept for two hours, for you alone; of two the later.',
    answer: importAnswer,
    status: 201,
    creates: true,
    problems: ['not-your-task'],
  })
  async previewPeopleImport(
    @Who() actor: Caller,
    @Headers('idempotency-key') key: string | undefined,
    @Body({ schema: importGiven }) given: z.output<typeof importGiven>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof importAnswer>> {
    const create = async (remember?: Remember): Promise<string> =>
      (await this.imports.read(actor, given.csv, remember)).id;
    const id =
      key === undefined
        ? await create()
        : await this.idempotency.once(
            actor,
            key,
            ['previewPeopleImport', given],
            create,
            async (name) => name,
          );
    void reply.header('location', `/api/v1/people-imports/${id}`);
    return answerOf(await this.imports.view(actor, id));
  }

  @Get(':id')
  @Operation({
    scope: 'people',
    summary: 'Read what a list of people would change now, or has changed',
    answer: importAnswer,
    problems: ['not-your-task'],
  })
  async readPeopleImport(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
  ): Promise<z.output<typeof importAnswer>> {
    return answerOf(await this.imports.view(actor, id));
  }

  @Post(':id/confirm')
  @Operation({
    scope: 'people',
    summary: 'Do what the preview said, all of it or nothing',
    description: 'Confirming again changes nothing.',
    answer: importAnswer,
    problems: ['not-your-task', 'changed-meanwhile', 'wrong-state'],
  })
  async confirmPeopleImport(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: importConfirmation }) confirmation: z.output<typeof importConfirmation>,
  ): Promise<z.output<typeof importAnswer>> {
    return answerOf(await this.imports.confirm(actor, id, confirmation));
  }
}

function answerOf(found: ImportPreview | ImportDone): z.output<typeof importAnswer> {
  if ('confirmedAt' in found) {
    const { id, added: add, changed: change } = found;
    const nothing = { expiresAt: null, seen: null, otherwise: [], problems: [], lines: [] };
    return { id, state: 'confirmed', counts: { add, change, same: null }, ...nothing };
  }
  const { id, counts, expiresAt, seen, otherwise, problems, lines } = found;
  return {
    id,
    state: 'preview',
    counts,
    expiresAt,
    seen,
    otherwise,
    problems,
    lines: lines.map((line) => ({
      line: line.line,
      outcome: line.outcome,
      changes: line.outcome === 'same' ? [] : line.changes,
      meets: line.outcome === 'change' ? line.meets.length : 0,
    })),
  };
}
