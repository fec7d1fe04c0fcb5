import { type Day } from '../people/consultant.js';
import { dayNumber } from '../time/day.js';
import { type ConsultantTime, type WeeklyHours } from './consultant-time.js';
import { append, type EpochMinute, type FlatIntervals, mergeSorted, union } from './intervals.js';
import { type SlotCalendar } from './slot-calendar.js';

/** Weekly hours as the wall clock shows them, joined with the extra time, within the calendar's pieces. */
export function openHours(
  time: ConsultantTime,
  { pieces, firstDay, lastDay, window }: SlotCalendar,
): FlatIntervals {
  const days: (HoursOfDay[] | undefined)[] = [];
  for (let weekday = 0; weekday <= 7; weekday += 1) days.push(undefined);
  for (const row of time.weeklyHours) {
    const ofDay = days[row.weekday];
    const hours = hoursOfDay(row, firstDay, lastDay);
    if (ofDay === undefined) {
      days[row.weekday] = [hours];
    } else {
      const inOrder = (ofDay.at(-1)?.startMinute ?? 0) <= hours.startMinute;
      ofDay.push(hours);
      if (!inOrder) ofDay.sort((a, b) => a.startMinute - b.startMinute);
    }
  }
  const hours: FlatIntervals = [];
  for (const piece of pieces) {
    const ofDay = days[piece.weekday];
    if (ofDay === undefined) continue;
    for (const { startMinute, endMinute, from, until } of ofDay) {
      if (piece.day < from || piece.day > until) continue;
      const start = Math.max(piece.midnight + startMinute, piece.from);
      append(hours, start, Math.min(piece.midnight + endMinute, piece.to));
    }
  }
  if (time.extra.length === 0) return hours;
  return mergeSorted(hours, sinceWindow(union(time.extra), window.from));
}

/** Days, about 1.5 million years; small enough to stay a small integer. */
const FOR_EVER = 2 ** 29;

interface HoursOfDay {
  startMinute: number;
  endMinute: number;
  /** Day numbers, inclusive. */
  from: number;
  until: number;
}

/**
 * Days are compared as text, which is cheap, and turned into numbers only where the hours begin or end in
 * between.
 */
function hoursOfDay(row: WeeklyHours, firstDay: Day, lastDay: Day): HoursOfDay {
  const { startMinute, endMinute, effectiveFrom, effectiveUntil } = row;
  const from = effectiveFrom <= firstDay ? -FOR_EVER : dayNumber(effectiveFrom);
  const openEnded = effectiveUntil === null || effectiveUntil >= lastDay;
  return {
    startMinute,
    endMinute,
    from,
    until: openEnded ? FOR_EVER : dayNumber(effectiveUntil),
  };
}

/** What of flat intervals lies at or after `from`. */
function sinceWindow(intervals: FlatIntervals, from: EpochMinute): FlatIntervals {
  const since: FlatIntervals = [];
  for (let i = 0; i < intervals.length; i += 2) {
    append(since, Math.max(intervals[i] ?? 0, from), intervals[i + 1] ?? 0);
  }
  return since;
}

/** For each week of the calendar, whether the cap is reached. */
export function fullWeeks(time: ConsultantTime, { weekStarts }: SlotCalendar): boolean[] {
  const weeks = weekStarts.length - 1;
  const booked: number[] = [];
  for (let week = 0; week < weeks; week += 1) booked.push(0);
  for (const { from } of time.held) {
    for (let week = 0; week < weeks; week += 1) {
      if (from >= (weekStarts[week] ?? 0) && from < (weekStarts[week + 1] ?? 0)) {
        booked[week] = (booked[week] ?? 0) + 1;
      }
    }
  }
  return booked.map((count) => count >= time.weeklyCap);
}
