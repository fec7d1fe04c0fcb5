import { type Day } from '../people/consultant.js';
import { addDays, dayNumber, isDay, mondayOf } from '../time/day.js';
import { DomainError } from '../errors.js';
import { mustHaveNoProblems } from '../problems.js';

/** The periods that figures are shown for. Quarters begin in January, April, July and October. */
export const PERIODS = ['last-12-weeks', 'this-quarter', 'last-quarter', 'last-year', 'own-dates'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** Days, both included. */
export interface Period {
  first: Day;
  last: Day;
}

/** The longest period with dates of one's own, in days. */
export const LONGEST_PERIOD_DAYS = 366;

/** A period by its name, or from one day to another. */
export type PeriodWish =
  { name: Exclude<PeriodName, 'own-dates'> } | { name: 'own-dates'; first: string; last: string };

/**
 * The days of a period. The last 12 weeks and the last year (52 weeks) are whole weeks, Monday to Sunday, up to last Sunday;
 * this quarter ends today.
 * @throws DomainError `invalid-input` for own dates that are no days, end before they begin, end after today, or are more
 *   than 366 days; `field` is `first` or `last`, and both are in `details.problems` where neither is a day
 */
export function periodOf(wish: PeriodWish, today: Day): Period {
  switch (wish.name) {
    case 'last-12-weeks':
      return wholeWeeks(12, today);
    case 'last-year':
      return wholeWeeks(52, today);
    case 'this-quarter':
      return { first: quarterStart(today), last: today };
    case 'last-quarter': {
      const last = addDays(quarterStart(today), -1);
      return { first: quarterStart(last), last };
    }
    case 'own-dates':
      return ownDates(wish, today);
  }
}

function wholeWeeks(weeks: number, today: Day): Period {
  const monday = mondayOf(today);
  return { first: addDays(monday, -7 * weeks), last: addDays(monday, -1) };
}

function quarterStart(day: Day): Day {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

function ownDates({ first, last }: { first: string; last: string }, today: Day): Period {
  mustHaveNoProblems([
    ...(isDay(first) ? [] : [{ field: 'first', message: 'Enter the first day, for example 4 1 2027' }]),
    ...(isDay(last) ? [] : [{ field: 'last', message: 'Enter the last day, for example 28 2 2027' }]),
  ]);
  if (last > today) throw refusal('The last day must be today or earlier', 'last');
  if (last < first) throw refusal('The last day must be the first day or later', 'last');
  if (dayNumber(last) - dayNumber(first) >= LONGEST_PERIOD_DAYS) {
    throw refusal(`The period must be ${LONGEST_PERIOD_DAYS} days or shorter`, 'first');
  }
  return { first, last };
}

function refusal(message: string, field: 'first' | 'last'): DomainError {
  return new DomainError('invalid-input', message, field);
}
