import { type Day } from '../people/consultant.js';
import { type Problem } from '../problems.js';
import { dayNumber, isDay } from '../time/day.js';

/** The longest that somebody is away to a day; beyond it they are away until further notice. */
const LONGEST_DAYS = 366;

/** What is wrong with the days of somebody who is away, in the order `from`, `until` (null: for good). @param today the programme's day */
export function awayProblems({ from, until }: { from: Day; until: Day | null }, today: Day): Problem[] {
  const first = firstDayAwayProblem(from, today);
  const last = until === null ? null : lastDayAwayProblem(until, from);
  return [
    ...(first === null ? [] : [{ field: 'from', message: first }]),
    ...(last === null ? [] : [{ field: 'until', message: last }]),
  ];
}

/** In words; null when nothing is. */
export function firstDayAwayProblem(from: Day, today: Day): string | null {
  if (!isDay(from)) return 'Enter the first day they are away';
  if (from < today) return 'The first day they are away must be today or later';
  if (dayNumber(from) - dayNumber(today) > LONGEST_DAYS) return 'The first day must be within a year';
  return null;
}

/** In words; null when nothing is. @param from the first day; what is no day is not looked at */
export function lastDayAwayProblem(until: Day, from: Day): string | null {
  if (!isDay(until)) return 'Enter the last day they are away';
  if (!isDay(from)) return null;
  if (until < from) return 'The last day they are away must be the first day or later';
  return dayNumber(until) - dayNumber(from) > LONGEST_DAYS
    ? 'The last day must be within a year of the first. Leave it out when they do not come back.'
    : null;
}
