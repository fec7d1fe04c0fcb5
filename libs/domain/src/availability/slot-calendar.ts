import { dayFromNumber, weekdayOfNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { localDayAt } from '../time/zone.js';
import { type Day } from '../people/consultant.js';
import { type EpochMinute, type Interval } from './intervals.js';

/** A stretch of one local day in which the offset does not change; a clock-change day has two of them. */
export interface DayPiece extends Interval {
  /** Days since 1970-01-01. */
  day: number;
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: number;
  /** Monday-to-Sunday weeks, counted from the calendar's first. */
  week: number;
  /** The instant that local minute 0 has, or would have, at this piece's offset. */
  midnight: EpochMinute;
}

/** The local days that decide about the starts of one window, worked out once for many consultants. */
export interface SlotCalendar {
  window: Interval;
  pieces: readonly DayPiece[];
  firstDay: Day;
  lastDay: Day;
  /** Where each Monday-to-Sunday week begins, and where the last one ends: one more than there are weeks. */
  weekStarts: readonly EpochMinute[];
}

/**
 * The calendar of `zone` for starts in `window` and sessions of at most `longestSession` minutes.
 * @throws DomainError `invalid-input` for an unknown zone.
 */
export function slotCalendar(window: Interval, longestSession: number, zone: string): SlotCalendar {
  const to = Math.max(window.from, window.to) + longestSession;
  const first = localDayAt(window.from, zone).number;
  const last = localDayAt(to, zone).number;
  const monday = mondayNumber(first);
  const pieces: DayPiece[] = [];
  for (let number = first; number <= last; number += 1) {
    const { stretches, wallBase } = localDay(zone, number);
    const weekday = weekdayOfNumber(number);
    const week = Math.floor((number - monday) / 7);
    for (const { start, end, offset } of stretches) {
      const from = Math.max(start, window.from);
      const until = Math.min(end, to);
      if (from < until)
        pieces.push({ from, to: until, day: number, weekday, week, midnight: wallBase - offset });
    }
  }
  const weekStarts: EpochMinute[] = [];
  for (let number = monday; number <= mondayNumber(last) + 7; number += 7) {
    weekStarts.push(localDay(zone, number).start);
  }
  return { window, pieces, firstDay: dayFromNumber(first), lastDay: dayFromNumber(last), weekStarts };
}

/** The Monday-to-Sunday week, by the wall clock of `zone`, that holds `at`. */
export function weekAround(at: EpochMinute, zone: string): Interval {
  const monday = mondayNumber(localDayAt(at, zone).number);
  return { from: localDay(zone, monday).start, to: localDay(zone, monday + 7).start };
}

function mondayNumber(day: number): number {
  return day - (weekdayOfNumber(day) - 1);
}
