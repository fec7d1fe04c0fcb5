import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type ConsultationListItem, ConsultationQueries } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { codeInPath } from '../http/validation/fields.js';
import { setVersion } from '../http/versions.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { consultationPage, listWish } from './consultation-list.dto.js';
import { consultation, historyAnswer, readersAnswer } from './consultation.dto.js';
import { ConsultationReader } from './consultation-reader.js';

const place = z.strictObject({ id: z.uuid(), targetOn: z.iso.date().nullable() });
const CURSORS = {
  newest: new Cursor('consultations, newest first', place),
  target: new Cursor('consultations by target', place),
};

@ApiTags('Consultations')
@Controller('api/v1/consultations')
export class ConsultationsController {
  constructor(
    private readonly reader: ConsultationReader,
    private readonly consultations: ConsultationQueries,
  ) {}

  @Get()
  @Operation({
    scope: 'consultations:read',
    summary: 'List what I may see',
    description: 'Never holds case text.',
    answer: consultationPage,
    paged: true,
  })
  async listConsultations(
    @Who() actor: Caller,
    @Query({ schema: listWish }) wish: z.output<typeof listWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { limit, order, status = null, role = null } = wish;
    const cursor = CURSORS[order];
    const after = cursor.read(wish.cursor);
    const page = await this.consultations.list(actor, { limit, order, status, role, after });
    const placeOf = ({ id, targetOn }: ConsultationListItem) => ({ id, targetOn });
    return pageAnswer(page, { item: (row) => itemOf(row, actor), place: placeOf, cursor }, request, reply);
  }

  @Get(':code')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read one consultation, as far as it is mine to see',
    description:
      '`access` tells how far: a draft is its author’s, with what is still missing; its consultant sees the outline until the conflict check is made; detail is for those who may see the case, and reading it is audited.',
    answer: consultation,
  })
  async readConsultation(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof consultation>> {
    const answer = await this.reader.read(actor, code);
    setVersion(reply, answer.version);
    return answer;
  }

  @Get(':code/history')
  @Operation({
    scope: 'consultations:read',
    summary: 'Read what happened, in order',
    answer: historyAnswer,
    problems: ['conflict-check-first'],
  })
  async readHistory(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof historyAnswer>> {
    return { items: await this.consultations.history(actor, code) };
  }

  @Get(':code/readers')
  @Operation({
    scope: 'consultations:read',
    summary: 'See who opened the case text, newest first',
    answer: readersAnswer,
    problems: ['conflict-check-first'],
  })
  async listReaders(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof readersAnswer>> {
    return { items: await this.consultations.readers(actor, code) };
  }
}

/** Without internal ids. */
function itemOf({ id, requesterId, ...item }: ConsultationListItem, actor: Caller) {
  void id;
  return { ...item, isMine: requesterId === actor.personId };
}
