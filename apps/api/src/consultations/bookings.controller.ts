import { Body, Controller, Get, Headers, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { type z } from 'zod';
import { Attendees, Bookings, TimesQueries } from '@case-consultation/features';
import { codeInPath } from '../http/validation/fields.js';
import { setVersion, versionNeeded } from '../http/versions.js';
import { Operation } from '../operations/operation.decorator.js';
import { type Caller, Who } from '../operations/who.decorator.js';
import { WRITTEN_PROBLEMS } from '../operations/written-problems.js';
import { timesAnswer, timesQuery } from './asking.dto.js';
import { attendance, attendeeList, cancellation, move, wishIn } from './bookings.dto.js';
import { standing } from './consultation.dto.js';
import { standingOf } from './standing.js';

@ApiTags('Bookings')
@Controller('api/v1/consultations/:code')
export class BookingsController {
  constructor(
    private readonly bookings: Bookings,
    private readonly attendees: Attendees,
    private readonly times: TimesQueries,
  ) {}

  @Get('times-to-move')
  @Operation({
    scope: 'consultations:read',
    summary: 'See the times to which a booking can be moved',
    description: 'Starts at which its own consultant is free.',
    answer: timesAnswer,
    problems: ['wrong-state'],
  })
  async listTimesToMove(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Query({ schema: timesQuery }) { from, days }: z.output<typeof timesQuery>,
  ): Promise<z.output<typeof timesAnswer>> {
    return { items: await this.times.forMove(actor, code, { from: from ?? null, days }) };
  }

  @Post('reschedule')
  @Operation({
    scope: 'consultations:write',
    summary: 'Move a booking to another time with the same consultant',
    description: 'By either side or the lead. Everyone gets one update.',
    answer: standing,
    problems: [
      'not-your-task',
      'wrong-state',
      'reason-needed',
      'time-taken',
      'time-not-offered',
      ...WRITTEN_PROBLEMS,
    ],
  })
  async rescheduleBooking(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: move }) to: z.output<typeof move>,
  ): Promise<z.output<typeof standing>> {
    return standingOf(await this.bookings.reschedule(actor, code, to), actor);
  }

  @Post('cancel')
  @Operation({
    scope: 'consultations:write',
    summary: 'Cancel a booking; the search goes on',
    description: 'By either side or the lead. Who no longer needs a consultation withdraws instead.',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'reason-needed', ...WRITTEN_PROBLEMS],
  })
  async cancelBooking(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: cancellation }) what: z.output<typeof cancellation>,
  ): Promise<z.output<typeof standing>> {
    const { reason, identifierReason } = what;
    const cancelled = { reason, identifierReason, wish: wishIn(what) };
    return standingOf(await this.bookings.cancel(actor, code, cancelled), actor);
  }

  @Put('attendees')
  @Operation({
    scope: 'consultations:write',
    summary: 'Say who else attends',
    description:
      'The whole list each time, by the requester or the lead, before it begins. Once it is booked, those who are added get the invite and those who are left out are taken off it; nobody else is written to.',
    answer: standing,
    ifMatch: 'required',
    problems: ['not-your-task', 'wrong-state', 'email-not-allowed'],
  })
  async setAttendees(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: attendeeList }) { attendees }: z.output<typeof attendeeList>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof standing>> {
    const after = await this.attendees.set(actor, code, attendees, versionNeeded(ifMatch));
    setVersion(reply, after.version);
    return standingOf(after, actor);
  }

  @Post('attendance')
  @Operation({
    scope: 'consultations:write',
    summary: 'Say whether it was held',
    answer: standing,
    problems: ['not-your-task', 'wrong-state', 'not-started-yet'],
  })
  async sayAttendance(
    @Who() actor: Caller,
    @Param('code', { schema: codeInPath }) code: string,
    @Body({ schema: attendance }) said: z.output<typeof attendance>,
  ): Promise<z.output<typeof standing>> {
    const after = said.held
      ? await this.bookings.held(actor, code, said.minutesLate)
      : await this.bookings.notHeld(actor, code, said);
    return standingOf(after, actor);
  }
}
