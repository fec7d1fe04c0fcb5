import { DomainError } from '../errors.js';
import { type Day } from '../people/consultant.js';
import { addDays } from '../time/day.js';
import { formatMinuteOfDay } from '../time/format-time.js';
import { type Availability, type AvailabilityOutcome, type HoursOfWeek } from './availability.js';
import { type WeeklyHours } from './consultant-time.js';
import { mustHaveNoProblems, type Problem } from '../problems.js';

/** More stretches in one day are a slip. */
export const MOST_STRETCHES_A_DAY = 3;
/** So many rows that are not over yet; each change from a day on may add seven. */
const MOST_ROWS = 200;
/** Days ahead from which hours may change. */
export const FURTHEST_AHEAD_DAYS = 366;

export interface HoursWish {
  hours: readonly HoursOfWeek[];
  /** The first day on which they hold. */
  from: Day;
  /** The last one, after which it is as it was before; null: until further notice. */
  until: Day | null;
}

/**
 * Weekly hours from a day on: what was before that day stays, and what was to come in those days is replaced.
 * @param rules `today` in the programme's zone; `sessionMinutes` how long a stretch is at least
 * @throws DomainError `invalid-input` with every problem in `details`: `hours/<index>`, `from`, `until`
 */
export function changeWeeklyHours(
  present: Availability,
  { hours, from, until }: HoursWish,
  { today, sessionMinutes }: { today: Day; sessionMinutes: number },
): AvailabilityOutcome {
  const first = firstDayOfHoursProblem(from, today);
  const last = until === null ? null : lastDayOfHoursProblem(until, from);
  mustHaveNoProblems([
    ...problemsOfHours(hours, sessionMinutes),
    ...(first === null ? [] : [{ field: 'from', message: first }]),
    ...(last === null ? [] : [{ field: 'until', message: last }]),
  ]);
  const weeklyHours = replaceHours(present.weeklyHours, hours, from, until);
  if (
    weeklyHours.filter((row) => row.effectiveUntil === null || row.effectiveUntil >= today).length > MOST_ROWS
  ) {
    throw new DomainError(
      'invalid-input',
      'There are too many changes of hours to come. Change them fewer times',
      'from',
    );
  }
  const same = JSON.stringify(weeklyHours) === JSON.stringify(joined(present.weeklyHours));
  if (same) return { next: present, change: null };
  return {
    next: { ...present, weeklyHours },
    change: { kind: 'hours-changed', from, until, hours: [...hours] },
  };
}

/** `present` with the days from `from` to `until` (inclusive; null: for ever) given to `hours`. */
export function replaceHours(
  present: readonly WeeklyHours[],
  hours: readonly HoursOfWeek[],
  from: Day,
  until: Day | null,
): WeeklyHours[] {
  const kept = present.flatMap((row) => {
    const pieces: WeeklyHours[] = [];
    if (row.effectiveFrom < from) {
      const last = addDays(from, -1);
      const endsBefore = row.effectiveUntil !== null && row.effectiveUntil < last;
      pieces.push({ ...row, effectiveUntil: endsBefore ? row.effectiveUntil : last });
    }
    if (until !== null && (row.effectiveUntil === null || row.effectiveUntil > until)) {
      const first = addDays(until, 1);
      pieces.push({ ...row, effectiveFrom: row.effectiveFrom > first ? row.effectiveFrom : first });
    }
    return pieces;
  });
  const fresh = hours.map(({ weekday, startMinute, endMinute }) => ({
    weekday,
    startMinute,
    endMinute,
    effectiveFrom: from,
    effectiveUntil: until,
  }));
  return joined([...kept, ...fresh]);
}

/** The stretches of the week that hold on a day and the days around it, in order. */
export function hoursOn(weeklyHours: readonly WeeklyHours[], day: Day): HoursOfWeek[] {
  return weeklyHours
    .filter((row) => row.effectiveFrom <= day && (row.effectiveUntil === null || day <= row.effectiveUntil))
    .map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute }))
    .sort(inOrder);
}

/** The days after today on which the weekly hours change, soonest first. */
export function changesAhead(weeklyHours: readonly WeeklyHours[], today: Day): Day[] {
  const days = weeklyHours.flatMap(({ effectiveFrom, effectiveUntil }) => [
    effectiveFrom,
    ...(effectiveUntil === null ? [] : [addDays(effectiveUntil, 1)]),
  ]);
  return [...new Set(days.filter((day) => day > today))].sort();
}

/** In words; null when nothing is wrong with the first day on which hours hold. */
export function firstDayOfHoursProblem(from: Day, today: Day): string | null {
  if (from < today) return 'The first day must be today or later';
  return from > addDays(today, FURTHEST_AHEAD_DAYS) ? 'The first day must be within a year from now' : null;
}

/** In words; null when nothing is wrong with the last day on which hours hold. */
export function lastDayOfHoursProblem(until: Day, from: Day): string | null {
  if (until < from) return 'The last day must be the first day or after it';
  return until > addDays(from, 2 * FURTHEST_AHEAD_DAYS)
    ? 'The last day must be within two years of the first. Leave it empty for no end'
    : null;
}

/** What is wrong with stretches of a week, each at most once, in their order: `hours/<index>`. */
export function problemsOfHours(hours: readonly HoursOfWeek[], sessionMinutes: number): Problem[] {
  const problems: Problem[] = [];
  hours.forEach(({ weekday, startMinute, endMinute }, index) => {
    const field = `hours/${index}`;
    const before = hours.slice(0, index).filter((other) => other.weekday === weekday);
    const overlapped = before.find((other) => other.startMinute < endMinute && startMinute < other.endMinute);
    if (!isWeekday(weekday))
      problems.push({ field, message: 'Give a day of the week, 1 Monday to 7 Sunday' });
    else if (!isMinute(startMinute) || !isMinute(endMinute))
      problems.push({ field, message: 'Give times between midnight and midnight' });
    else if (endMinute <= startMinute) problems.push({ field, message: 'The end must be after the start' });
    else if (endMinute - startMinute < sessionMinutes)
      problems.push({
        field,
        message: `Give at least ${sessionMinutes} minutes, the length of a consultation`,
      });
    else if (overlapped)
      problems.push({
        field,
        message: `This overlaps ${formatMinuteOfDay(overlapped.startMinute)} to ${formatMinuteOfDay(overlapped.endMinute)} on the same day`,
      });
    else if (before.length >= MOST_STRETCHES_A_DAY)
      problems.push({ field, message: `Give up to ${MOST_STRETCHES_A_DAY} stretches a day` });
  });
  return problems;
}

function isWeekday(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 7;
}

function isMinute(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 24 * 60;
}

/** In order, with what goes on without a gap as one row. */
function joined(rows: readonly WeeklyHours[]): WeeklyHours[] {
  const sorted = [...rows].sort((a, b) => inOrder(a, b) || (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const result: WeeklyHours[] = [];
  for (const row of sorted) {
    const last = result.at(-1);
    const goesOn =
      last !== undefined &&
      inOrder(last, row) === 0 &&
      last.effectiveUntil !== null &&
      addDays(last.effectiveUntil, 1) >= row.effectiveFrom;
    if (!goesOn) result.push({ ...row });
    else if (row.effectiveUntil === null || row.effectiveUntil > (last.effectiveUntil ?? ''))
      last.effectiveUntil = row.effectiveUntil;
  }
  return result;
}

function inOrder(a: HoursOfWeek, b: HoursOfWeek): number {
  return a.weekday - b.weekday || a.startMinute - b.startMinute || a.endMinute - b.endMinute;
}
