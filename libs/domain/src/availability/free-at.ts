import { type ConsultantTime } from './consultant-time.js';
import { type EpochMinute, overlaps } from './intervals.js';
import { fullWeeks, openHours } from './open-hours.js';
import { slotCalendar } from './slot-calendar.js';

/** Why a consultant cannot hold a session at a time: no hours then, something else then, leave, or the cap. */
export type NotFree = 'outside-hours' | 'taken' | 'on-leave' | 'weekly-cap';

/**
 * Every reason why the session that starts at `start` does not fit; none when it does. It agrees with
 * `freeSlots` for every start on the step grid, and also judges a start off the grid.
 * @throws DomainError `invalid-input` when the zone is unknown.
 */
export function whyNotFree(time: ConsultantTime, start: EpochMinute, zone: string): NotFree[] {
  const sessionEnds = start + time.sessionMinutes;
  const freeAgain = sessionEnds + time.bufferAfterMinutes;
  const calendar = slotCalendar({ from: start, to: start + 1 }, time.sessionMinutes, zone);
  const [opens, closes] = openHours(time, calendar);
  const inHours = opens !== undefined && opens <= start && closes !== undefined && closes >= sessionEnds;
  const taken = [time.blocked, time.busy, time.held].some((list) => overlaps(list, start, freeAgain));

  const reasons: NotFree[] = [];
  if (!inHours) reasons.push('outside-hours');
  if (taken) reasons.push('taken');
  if (overlaps(time.leave, start, freeAgain)) reasons.push('on-leave');
  if (fullWeeks(time, calendar)[0] === true) reasons.push('weekly-cap');
  return reasons;
}
