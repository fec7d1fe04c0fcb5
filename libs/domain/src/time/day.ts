import { DomainError } from '../errors.js';

/**
 * Plain calendar days as integers: days since 1970-01-01, with no zone and no clock.
 * `Day` strings are `YYYY-MM-DD` in the proleptic Gregorian calendar, years 0001 to 9999.
 */
const MINUTES_A_DAY = 24 * 60;
const MILLISECONDS_A_DAY = MINUTES_A_DAY * 60_000;

/**
 * The number of days from 1970-01-01 to `day`.
 * @throws DomainError `invalid-input` when `day` is not a real day written `YYYY-MM-DD`.
 */
export function dayNumber(day: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // Date.parse lets 31 February roll over in some engines: the day of the month tells.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).getUTCDate() !== Number(day.slice(8))) {
    throw new DomainError('invalid-input', 'Enter a real date as year-month-day, for example 2027-03-02');
  }
  return milliseconds / MILLISECONDS_A_DAY;
}

/** The day `YYYY-MM-DD` that is `number` whole days after 1970-01-01. */
export function dayFromNumber(number: number): string {
  return new Date(number * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The year that a day is in. */
export function yearOfNumber(number: number): number {
  return new Date(number * MILLISECONDS_A_DAY).getUTCFullYear();
}

/** True for a real day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** `day` plus `days` calendar days; `days` may be negative. */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** ISO weekday of a day number: 1 Monday to 7 Sunday. (1970-01-01, day 0, was a Thursday.) */
export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** ISO weekday of a day: 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return weekdayOfNumber(dayNumber(day));
}

/** The Monday of the week (Monday to Sunday) that `day` is in. */
export function mondayOf(day: string): string {
  const number = dayNumber(day);
  return dayFromNumber(number - (weekdayOfNumber(number) - 1));
}
