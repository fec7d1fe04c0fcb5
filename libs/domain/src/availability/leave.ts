import { DomainError } from '../errors.js';
import { type Day } from '../people/consultant.js';
import { addDays, dayFromNumber, dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { localDayAt } from '../time/zone.js';
import { type Availability, type AvailabilityOutcome, type OneOffTime } from './availability.js';
import { type Interval, overlaps } from './intervals.js';

/** Days of one leave; a longer one is a pause that the lead sees to. */
export const LONGEST_LEAVE_DAYS = 366;
/** Leaves that are not over yet. */
export const MOST_LEAVES = 30;

export interface Leave {
  id: string;
  /** Inclusive. */
  from: Day;
  until: Day;
}

/** Whole local days, a clock-change day with its 23 or 25 hours. */
export function wholeDays(from: Day, until: Day, zone: string): Interval {
  return { from: localDay(zone, dayNumber(from)).start, to: localDay(zone, dayNumber(until)).end };
}

/** The days of a leave that is kept as a stretch of time. */
export function leaveDays({ id, from, to }: OneOffTime, zone: string): Leave {
  return {
    id,
    from: dayFromNumber(localDayAt(from, zone).number),
    until: dayFromNumber(localDayAt(to - 1, zone).number),
  };
}

/**
 * Leave on whole days.
 * @throws DomainError `invalid-input` for days that are over, run backwards, are too many or too far ahead, or are leave already
 */
export function takeLeave(
  present: Availability,
  { id, from, until }: Leave,
  { today, zone }: { today: Day; zone: string },
): AvailabilityOutcome {
  if (from < today) throw wrong('The first day must be today or later', 'from');
  if (from > addDays(today, LONGEST_LEAVE_DAYS))
    throw wrong('The first day must be within a year from now', 'from');
  if (until < from) throw wrong('The last day must be the first day or after it', 'until');
  if (until >= addDays(from, LONGEST_LEAVE_DAYS)) {
    throw wrong('Keep it to a year. For longer, the lead plans cover', 'until');
  }
  const days = wholeDays(from, until, zone);
  const leaves = present.oneOff.filter(
    (time) => time.kind === 'leave' && time.to > wholeDays(today, today, zone).from,
  );
  if (overlaps(leaves, days.from, days.to)) throw wrong('There is leave in those days already', 'from');
  if (leaves.length >= MOST_LEAVES)
    throw wrong(`There are ${MOST_LEAVES} leaves already. Take one back first`, 'from');
  return {
    next: { ...present, oneOff: [...present.oneOff, { id, kind: 'leave', ...days }] },
    change: { kind: 'leave-taken', from, until },
  };
}

/**
 * Takes leave back: all of it, or from today on when it has begun. Days that were leave stay leave, since nobody could be
 * asked on them.
 * @throws DomainError `not-found` when there is none with this id, `wrong-state` when it is over
 */
export function takeLeaveBack(
  present: Availability,
  id: string,
  { today, zone }: { today: Day; zone: string },
): AvailabilityOutcome {
  const time = present.oneOff.find((one) => one.id === id && one.kind === 'leave');
  if (!time) throw new DomainError('not-found', 'That leave is not there any more. Open the list again.');
  const { from, until } = leaveDays(time, zone);
  if (until < today) throw new DomainError('wrong-state', 'That leave is over.');
  const others = present.oneOff.filter((one) => one.id !== id);
  const midnight = wholeDays(today, today, zone).from;
  const begun = time.from < midnight;
  return {
    next: { ...present, oneOff: begun ? [...others, { ...time, to: midnight }] : others },
    change: { kind: 'leave-taken-back', from: begun ? today : from, until },
  };
}

function wrong(message: string, field: string): DomainError {
  return new DomainError('invalid-input', message, field);
}
