import { DomainError } from '../errors.js';
import { type Day, type DayRange, isWithin } from '../people/consultant.js';
import { addDays, mondayOf } from '../time/day.js';
import { type Availability, type AvailabilityOutcome } from './availability.js';
import { hoursOn } from './weekly-hours.js';

/** Days off between two pauses that are one; who has no hours for longer is not kept away by the pause. */
const MOST_DAYS_OFF = 14;

/**
 * "Not this week": nothing new from today to Sunday. A pause that has begun or follows at once is made one with it, and so is
 * one that is over when no day lies between on which they could be asked: only one is kept, and the weeks of a longer absence
 * count in fairness.
 * @param today in the programme's zone
 * @param isWorkingDay whether the programme is open that day
 * @throws DomainError `wrong-state` when another pause is set for later, which would be lost
 */
export function pauseThisWeek(
  present: Availability,
  today: Day,
  isWorkingDay: (day: Day) => boolean,
): AvailabilityOutcome {
  const sunday = addDays(mondayOf(today), 6);
  const { paused } = present;
  if (isPaused(paused, today) && (paused.until === null || paused.until >= sunday))
    return { next: present, change: null };
  const ahead = paused !== null && (paused.until === null || paused.until >= today);
  if (ahead && paused.from > addDays(sunday, 1)) {
    throw new DomainError('wrong-state', 'There is a pause set for later. Take it back first.');
  }
  const couldBeAsked = (day: Day) => isWorkingDay(day) && hoursOn(present.weeklyHours, day).length > 0;
  const goesOn = paused !== null && (ahead || followsOn(paused.until, today, couldBeAsked));
  const range: DayRange = {
    from: goesOn && paused.from < today ? paused.from : today,
    until: ahead && paused.from > today ? paused.until : sunday,
  };
  return { next: { ...present, paused: range }, change: { kind: 'paused', from: today, until: range.until } };
}

function followsOn(until: Day | null, today: Day, couldBeAsked: (day: Day) => boolean): boolean {
  if (until === null || until < addDays(today, -MOST_DAYS_OFF - 1)) return false;
  for (let day = addDays(until, 1); day < today; day = addDays(day, 1)) if (couldBeAsked(day)) return false;
  return true;
}

/**
 * Takes a pause back from today on. Its days that are over are kept, since nobody could be asked on them.
 * @throws DomainError `wrong-state` when there is none
 */
export function resume(present: Availability, today: Day): AvailabilityOutcome {
  const { paused } = present;
  if (paused === null || (paused.until !== null && paused.until < today)) {
    throw new DomainError('wrong-state', 'Nothing is paused.');
  }
  const begun = paused.from < today;
  return {
    next: { ...present, paused: begun ? { from: paused.from, until: addDays(today, -1) } : null },
    change: { kind: 'resumed', from: begun ? today : paused.from, until: paused.until },
  };
}

/** Whether nothing new is taken on that day. */
export function isPaused(paused: DayRange | null, day: Day): paused is DayRange {
  return paused !== null && isWithin(day, paused);
}
