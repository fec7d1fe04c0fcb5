import { targetDay } from '../asking/priority.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type WorkingCalendar } from '../time/working-days.js';

/**
 * Why a search or a request found no consultation. `no-acceptable-time`: the requester said that none of the times suits, or
 * none of theirs was to be had. `abandoned`: they said so of a draft, and left it. `nobody-eligible`: a search for a consultant
 * found none (of what is restricted, which goes to a lead by rule, none is noted). `out-of-area`, `turned-down`: the lead turned it down because the family is another area's to help, or for another reason.
 */
export const UNMET_KINDS = [
  'no-acceptable-time',
  'abandoned',
  'nobody-eligible',
  'out-of-area',
  'turned-down',
] as const;
export type UnmetKind = (typeof UNMET_KINDS)[number];

/**
 * What became of a request whose need was once not met. `open`: it still looks for its consultation. `not-sent`: a draft still.
 * `ended`: it is over, without one.
 */
export const UNMET_BECAME = ['held', 'booked', 'open', 'not-sent', 'ended'] as const;
export type UnmetBecame = (typeof UNMET_BECAME)[number];

/**
 * The day from which a draft counts as abandoned, when its author was last seen at it on `leftOn` and no time had suited them:
 * the working day after the one by which even a request of the usual priority, sent on that day, should have been held.
 */
export function abandonedOn(
  leftOn: string,
  calendar: WorkingCalendar,
  settings: Pick<ProgrammeSettings, 'targetWorkingDays'>,
): string {
  return calendar.addWorkingDays(targetDay('P3', leftOn, calendar, settings), 1);
}
