import { type Priority } from '../asking/request.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type WorkingCalendar } from '../time/working-days.js';

const AN_HOUR_MS = 60 * 60_000;
const LEAST_TO_ANSWER_MINUTES = 60;

/**
 * The first start at which a consultant can be asked: a working hour to answer, and then the last hour, which no window
 * reaches into. Notice keeps routing well after it; a lead, who may do without notice, is held by this alone.
 */
export function firstStartToAsk(madeAt: Date, calendar: Pick<WorkingCalendar, 'addWorkingMinutes'>): Date {
  const answered = calendar.addWorkingMinutes(madeAt, LEAST_TO_ANSWER_MINUTES);
  return new Date(answered.getTime() + AN_HOUR_MS);
}

/**
 * How long a consultant has to answer: the programme's window for that priority in working time, but never into the
 * last hour before the consultation itself (nor, where that is nearer than an hour, past half of what is left).
 *
 * @returns `expiresAt`, and `remindAt` half-way there in working time
 */
export function offerWindow(
  madeAt: Date,
  startsAt: Date,
  priority: Priority,
  settings: Pick<ProgrammeSettings, 'offerWindowMinutes'>,
  calendar: Pick<WorkingCalendar, 'addWorkingMinutes' | 'workingMinutesBetween'>,
): { remindAt: Date; expiresAt: Date } {
  const left = startsAt.getTime() - madeAt.getTime();
  const latest = madeAt.getTime() + Math.max(left - AN_HOUR_MS, left / 2);
  const whole = calendar.addWorkingMinutes(madeAt, settings.offerWindowMinutes[priority]);
  const expiresAt = whole.getTime() <= latest ? whole : new Date(latest);
  const working = calendar.workingMinutesBetween(madeAt, expiresAt);
  const half = calendar.addWorkingMinutes(madeAt, working / 2);
  // A window outside of working hours has no working half: then half of the clock.
  const remindAt =
    working > 0 && half < expiresAt ? half : new Date((madeAt.getTime() + expiresAt.getTime()) / 2);
  return { remindAt, expiresAt };
}
