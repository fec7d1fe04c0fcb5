import { type ConsultantTime } from './consultant-time.js';
import { append, type EpochMinute, type FlatIntervals, mergeSorted, union } from './intervals.js';
import { type SlotCalendar } from './slot-calendar.js';

/** Weekly hours as the wall clock shows them, joined with the extra time, within the calendar's pieces. */
export function openHours(
  time: ConsultantTime,
  { pieces, firstDay, lastDay, window }: SlotCalendar,
): FlatIntervals {
  const days: HoursOfDay[][] = [[], [], [], [], [], [], [], []];
  for (const { weekday, startMinute, endMinute, effectiveFrom, effectiveUntil } of time.weeklyHours) {
    const until = effectiveUntil ?? lastDay;
    const always = effectiveFrom <= firstDay && until >= lastDay;
    const ofDay = days[weekday];
    ofDay?.push({ startMinute, endMinute, from: effectiveFrom, until, always });
    if (ofDay !== undefined && ofDay.length > 1) ofDay.sort((a, b) => a.startMinute - b.startMinute);
  }
  const hours: FlatIntervals = [];
  for (const piece of pieces) {
    const ofDay = days[piece.weekday] ?? [];
    for (const { startMinute, endMinute, from, until, always } of ofDay) {
      if (!always && (piece.day < from || piece.day > until)) continue;
      const start = Math.max(piece.midnight + startMinute, piece.from);
      append(hours, start, Math.min(piece.midnight + endMinute, piece.to));
    }
  }
  if (time.extra.length === 0) return hours;
  return mergeSorted(hours, sinceWindow(union(time.extra), window.from));
}

interface HoursOfDay {
  startMinute: number;
  endMinute: number;
  /** Days, inclusive; they matter only when the hours do not hold `always` in the calendar. */
  from: string;
  until: string;
  always: boolean;
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
