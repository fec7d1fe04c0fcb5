import { Body, Controller, Get, Headers, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fromEpochMinutes } from '@case-consultation/domain';
import { AvailabilityChanges, AvailabilityQueries, type ChangeView } from '@case-consultation/features';
import { Cursor } from '../http/paging/cursor.js';
import { pageAnswer } from '../http/paging/page.js';
import { idInPath } from '../http/validation/fields.js';
import { setVersion, versionIn } from '../http/versions.js';
import { TakesNoBody } from '../operations/no-body.decorator.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import {
  availability,
  calendar,
  changePage,
  historyWish,
  hoursGiven,
  leaveGiven,
  neverMatchGiven,
  keptGiven,
  preferencesGiven,
  timeGiven,
  whoseQuery,
} from './availability.dto.js';

const cursor = new Cursor('availability changes', z.int());
const placeOf = ({ version }: ChangeView): number => version;

type Whose = z.output<typeof whoseQuery>;
type Answer = z.output<typeof availability>;

const problems = ['not-your-task', 'collides-with-bookings'] as const;
const changes = {
  scope: 'consultations:write',
  answer: availability,
  ifMatch: 'optional',
  problems,
} as const;

/** When one can consult: one's own, and for leads anybody's of their programme. */
@ApiTags('Availability')
@Controller('api/v1/availability')
export class AvailabilityController {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  @Operation({
    scope: 'consultations:read',
    summary: 'Read what a consultant has said about their time',
    answer: availability,
    problems: ['not-your-task'],
  })
  async readAvailability(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const said = await this.queries.of(actor, consultantId);
    setVersion(reply, said.version);
    return said;
  }

  @Get('calendar')
  @Operation({
    scope: 'consultations:read',
    summary: 'See this week and the seven after it: bookable, booked, or why not',
    answer: calendar,
    problems: ['not-your-task'],
  })
  async readCalendar(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
  ): Promise<z.output<typeof calendar>> {
    const { weeks } = await this.queries.overview(actor, consultantId);
    return {
      weeks: weeks.map(({ days, ...week }) => ({
        ...week,
        days: days.map(({ spans, ...day }) => ({
          ...day,
          spans: spans.map(({ from, to, kind, held }) => ({
            startsAt: fromEpochMinutes(from),
            endsAt: fromEpochMinutes(to),
            kind,
            code: held?.code ?? null,
          })),
        })),
      })),
    };
  }

  @Get('history')
  @Operation({
    scope: 'consultations:read',
    summary: 'List what was changed, by whom and when, newest first',
    answer: changePage,
    paged: true,
    problems: ['not-your-task'],
  })
  async listAvailabilityChanges(
    @Who() actor: Caller,
    @Query({ schema: historyWish }) wish: z.output<typeof historyWish>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof changePage>> {
    const { consultantId = actor.personId, limit } = wish;
    const page = await this.queries.history(actor, consultantId, { limit, before: cursor.read(wish.cursor) });
    return pageAnswer(page, { item: itemOf, place: placeOf, cursor }, request, reply);
  }

  @Put('hours')
  @Operation({
    ...changes,
    summary: 'Say the weekly hours from a day on',
    description: 'What was before that day stays. With a last day, it is as before after it.',
  })
  async setWeeklyHours(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: hoursGiven }) { keep: keeping, ...wish }: z.output<typeof hoursGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.changeHours(actor, consultantId, wish, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('times')
  @Operation({ ...changes, summary: 'Add one time that can be booked, or block one' })
  async addTime(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: timeGiven }) { keep: keeping, ...wish }: z.output<typeof timeGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.addTime(actor, consultantId, wish, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('times/:id/take-back')
  @Operation({ ...changes, problems: [...problems, 'wrong-state'], summary: 'Take a single time back' })
  async removeTime(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: keptGiven }) { keep: keeping }: z.output<typeof keptGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.removeTime(actor, consultantId, id, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('leave')
  @Operation({
    ...changes,
    summary: 'Take leave on whole days',
    description: 'Leave that meets what is booked tells the leads, once that is kept.',
  })
  async takeLeave(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: leaveGiven }) { keep: keeping, ...days }: z.output<typeof leaveGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.takeLeave(actor, consultantId, days, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('leave/:id/take-back')
  @TakesNoBody()
  @Operation({
    ...changes,
    problems: [...problems, 'wrong-state'],
    summary: 'Take leave back',
    description: 'All of it, or what is left of it once it has begun.',
  })
  async takeLeaveBack(
    @Who() actor: Caller,
    @Param('id', { schema: idInPath }) id: string,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.takeLeaveBack(actor, consultantId, id, { seen: versionIn(ifMatch) });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('pause')
  @Operation({
    ...changes,
    problems: [...problems, 'wrong-state'],
    summary: 'Not this week: nothing new from today to Sunday',
  })
  async pauseThisWeek(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: keptGiven }) { keep: keeping }: z.output<typeof keptGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.notThisWeek(actor, consultantId, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Post('resume')
  @TakesNoBody()
  @Operation({ ...changes, problems: ['not-your-task', 'wrong-state'], summary: 'Take consultations again' })
  async endPause(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.resume(actor, consultantId, { seen: versionIn(ifMatch) });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Put('preferences')
  @Operation({ ...changes, summary: 'Say what one takes, and how much of it' })
  async setPreferences(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: preferencesGiven }) { keep: keeping, ...wish }: z.output<typeof preferencesGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.changePreferences(actor, consultantId, wish, { seen: versionIn(ifMatch), keeping });
    return this.readAvailability(actor, { consultantId }, reply);
  }

  @Put('never-match')
  @Operation({
    ...changes,
    summary: 'Say with whom one is never to be matched',
    description:
      'The whole list each time. The leads can see it, also a lead who is named; nobody else who is named is told. What is booked with somebody named tells the leads, once that is kept.',
  })
  async setNeverMatch(
    @Who() actor: Caller,
    @Query({ schema: whoseQuery }) { consultantId = actor.personId }: Whose,
    @Body({ schema: neverMatchGiven }) { personIds, keep: keeping }: z.output<typeof neverMatchGiven>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    await this.changes.changeNeverMatch(actor, consultantId, personIds, {
      seen: versionIn(ifMatch),
      keeping,
    });
    return this.readAvailability(actor, { consultantId }, reply);
  }
}

function itemOf({ version, at, by, onBehalf, words, kept }: ChangeView) {
  return { version, at, by, onBehalf, words, kept };
}
