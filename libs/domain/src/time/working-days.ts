import { DomainError } from '../errors.js';
import { bankHolidaysOf } from './bank-holidays.js';
import { dayFromNumber, dayNumber, weekdayOfNumber, yearOfNumber } from './day.js';
import { appendWallRange, localDay } from './local-day.js';
import { epochMinutes, localDayAt } from './zone.js';

/** What a calendar is made from; `ProgrammeSettings` has all of it. */
export interface WorkingCalendarSettings {
  /** `YYYY-MM-DD`. */
  closureDays: readonly string[];
  zone: string;
  /** Working hours in local minutes of the day, 0 to 1,440, end excluded. */
  workingDay: { startMinute: number; endMinute: number };
}

/** Working days (Monday to Friday less bank holidays and closure days) and the working hours in them. */
export interface WorkingCalendar {
  readonly zone: string;
  isWorkingDay(day: string): boolean;
  /** A bank holiday or a closure day: nobody consults. A weekend by itself is none, since who gives hours on it means it. */
  isClosed(day: string): boolean;
  /** The `n`th working day after `day`, day 0 not counted; `n` negative counts back; 0 gives `day` itself. */
  addWorkingDays(day: string, n: number): string;
  /** How many working days come after `a` up to and including `b`; negative when `b` is before `a`. */
  workingDaysBetween(a: string, b: string): number;
  /** For each day from `first` to `last`: how many working days there are from `first` up to and including it. */
  workingDaysUpToEach(first: string, last: string): number[];
  /** The first instant, from `instant` on, by which `minutes` (0 or more) of working time have passed. */
  addWorkingMinutes(instant: Date, minutes: number): Date;
  /** Working minutes from `a` to `b` (parts of a minute kept); negative when `b` is before `a`. */
  workingMinutesBetween(a: Date, b: Date): number;
  /** Half-way through a window of `windowMinutes` working minutes opened at `made`: when a reminder is due. */
  halfTime(made: Date, windowMinutes: number): Date;
}

/** A council that is closed for a whole year on end is a slip in the settings, not a calendar. */
const LONGEST_CLOSURE_DAYS = 366;

/**
 * The working calendar of one programme. Bank holidays are those of England and Wales.
 * @throws DomainError `invalid-input` when a closure day, the zone or the working hours are not what they should be;
 * later, when no working day is found within a year.
 */
export function makeWorkingCalendar(settings: WorkingCalendarSettings): WorkingCalendar {
  const { zone } = settings;
  const { startMinute, endMinute } = settings.workingDay;
  if (!(startMinute >= 0 && startMinute < endMinute && endMinute <= 24 * 60)) {
    throw new DomainError(
      'invalid-input',
      'Working hours must start before they end, within one day',
      'workingDay',
    );
  }
  const closed = new Set(settings.closureDays.map(dayNumber));
  localDay(zone, 0);

  const isWeekend = (number: number): boolean => weekdayOfNumber(number) > 5;
  const isClosed = (number: number): boolean =>
    closed.has(number) || (!isWeekend(number) && bankHolidaysOf(yearOfNumber(number)).has(number));
  const worksOn = (number: number): boolean => !isWeekend(number) && !isClosed(number);

  const nextWorkingDay = (number: number, step: 1 | -1): number => {
    for (let tries = 1; tries <= LONGEST_CLOSURE_DAYS; tries += 1) {
      if (worksOn(number + tries * step)) return number + tries * step;
    }
    throw new DomainError(
      'invalid-input',
      'The closure days leave no working day within a year',
      'closureDays',
    );
  };

  /** Milliseconds of the working hours of a day as `start, end` pairs; empty when it is not a working day. */
  const workingHours = (number: number): number[] => {
    if (!worksOn(number)) return [];
    const minutes: number[] = [];
    appendWallRange(localDay(zone, number), startMinute, endMinute, minutes);
    return minutes.map((minute) => minute * 60_000);
  };

  const addWorkingMinutes = (instant: Date, minutes: number): Date => {
    if (!(minutes >= 0 && Number.isFinite(minutes))) {
      throw new DomainError('invalid-input', 'Working minutes cannot be negative');
    }
    if (minutes === 0) return new Date(instant);
    let left = minutes * 60_000;
    const from = instant.getTime();
    let number = localDayAt(epochMinutes(instant), zone).number;
    for (;;) {
      const hours = workingHours(number);
      for (let i = 0; i < hours.length; i += 2) {
        const start = Math.max(from, hours[i] ?? 0);
        const length = (hours[i + 1] ?? 0) - start;
        if (length >= left) return new Date(start + left);
        if (length > 0) left -= length;
      }
      number = nextWorkingDay(number, 1);
    }
  };

  const workingMinutesBetween = (a: Date, b: Date): number => {
    if (b < a) return -workingMinutesBetween(b, a);
    const last = localDayAt(epochMinutes(b), zone).number;
    let milliseconds = 0;
    for (let number = localDayAt(epochMinutes(a), zone).number; number <= last; number += 1) {
      const hours = workingHours(number);
      for (let i = 0; i < hours.length; i += 2) {
        const start = Math.max(a.getTime(), hours[i] ?? 0);
        const end = Math.min(b.getTime(), hours[i + 1] ?? 0);
        if (end > start) milliseconds += end - start;
      }
    }
    return milliseconds / 60_000;
  };

  const workingDaysBetween = (a: string, b: string): number => {
    const first = dayNumber(a);
    const last = dayNumber(b);
    if (last < first) return -workingDaysBetween(b, a);
    let count = 0;
    for (let number = first + 1; number <= last; number += 1) if (worksOn(number)) count += 1;
    return count;
  };

  const workingDaysUpToEach = (first: string, last: string): number[] => {
    const counts: number[] = [];
    const end = dayNumber(last);
    let count = 0;
    for (let number = dayNumber(first); number <= end; number += 1) {
      if (worksOn(number)) count += 1;
      counts.push(count);
    }
    return counts;
  };

  return {
    zone,
    isWorkingDay: (day) => worksOn(dayNumber(day)),
    isClosed: (day) => isClosed(dayNumber(day)),
    addWorkingDays: (day, n) => {
      if (!Number.isInteger(n))
        throw new DomainError('invalid-input', 'Working days are counted in whole days');
      let number = dayNumber(day);
      for (let left = Math.abs(n); left > 0; left -= 1) number = nextWorkingDay(number, n > 0 ? 1 : -1);
      return dayFromNumber(number);
    },
    workingDaysBetween,
    workingDaysUpToEach,
    addWorkingMinutes,
    workingMinutesBetween,
    halfTime: (made, windowMinutes) => addWorkingMinutes(made, windowMinutes / 2),
  };
}
