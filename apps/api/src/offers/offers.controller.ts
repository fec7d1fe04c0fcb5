import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OfferQueries, Offers, type OfferView } from '@case-consultation/features';
import { standing } from '../consultations/consultation.dto.js';
import { standingOf } from '../consultations/standing.js';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { codeInPath, idInPath } from '../http/validation/fields.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { acceptance, offerListWish, offerPage, refusal } from './offers.dto.js';

const cursor = new Cursor('my offers', z.strictObject({ expiresAt: z.coerce.date(), id: z.uuid() }));
const placeOf = ({ expiresAt, id }: OfferView) => ({ expiresAt, id });

@ApiTags('Offers')
@Controller('api/v1')
export class OffersController {
  constructor(
    private readonly offers: Offers,
    private readonly queries: OfferQueries,
  ) {}

  @Get('offers')
  @Operation({
    scope: 'consultations:read',
    summary: 'List the open offers made to me, soonest to expire first',
    answer: offerPage,
    paged: true,
  })
  async listOffers(
    @Who() actor: Caller,
    @Query({ schema: offerListWish }) { limit, cursor: given }: z.output<typeof offerListWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof offerPage>> {
    const page = await this.queries.mine(actor, { limit, after: cursor.read(given) });
    return pageAnswer(page, { item: (offer) => offer, place: placeOf, cursor }, request, reply);
  }

  @Post('offers/:id/accept')
  @Operation({
    scope: 'consultations:write',
    summary: 'Accept an offer, having no conflict',
    description: 'Books the time and opens the detail.',
    answer: standing,
    problems: ['not-your-task', 'offer-expired', 'offer-closed', 'conflict-check-first', 'time-taken'],
  })
  async acceptOffer(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: acceptance }) answer: z.output<typeof acceptance>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.offers.accept(actor, id, answer), actor);
  }

  @Post('offers/:id/decline')
  @Operation({
    scope: 'consultations:write',
    summary: 'Decline an offer; the next consultant is asked at once',
    answer: standing,
    problems: ['not-your-task', 'offer-closed', ...WRITTEN_PROBLEMS],
  })
  async declineOffer(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Body({ schema: refusal }) answer: z.output<typeof refusal>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.offers.decline(actor, id, answer), actor);
  }

  @Post('offers/:id/conflict')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Say that I have a conflict with what I am offered',
    description:
      'Needs no explanation. Someone else is asked at once, and this consultation stays shut to me for good.',
    answer: standing,
    problems: ['not-your-task', 'offer-closed'],
  })
  async declareConflictWithOffer(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.offers.conflict(actor, id), actor);
  }

  @Post('consultations/:code/conflict')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Say that I have a conflict with what I am booked for',
    description: 'A conflict may show itself late. Needs no explanation.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state'],
  })
  async declareConflict(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.offers.conflictWhenBooked(actor, code), actor);
  }

  @Post('consultations/:code/no-conflict')
  @TakesNoBody()
  @Operation({
    scope: 'consultations:write',
    summary: 'Say that I have no conflict, after it was booked without asking',
    description: 'Opens the detail. Saying it twice changes nothing.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state'],
  })
  async declareNoConflict(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.offers.noConflict(actor, code), actor);
  }
}
