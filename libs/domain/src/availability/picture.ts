import { type Day, type DayRange } from '../people/consultant.js';
import { dayFromNumber, dayNumber, mondayOf } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { dayOf, fromEpochMinutes } from '../time/zone.js';
import { type HeldSpan } from './collisions.js';
import { type ConsultantTime } from './consultant-time.js';
import { freeSlots } from './free-slots.js';
import { append, type EpochMinute, type FlatIntervals, type Interval, overlaps, union } from './intervals.js';
import { fullWeeks, openHours } from './open-hours.js';
import { isPaused } from './pause.js';
import { slotCalendar } from './slot-calendar.js';

/** Weeks from this one on that a picture shows. */
export const PICTURE_WEEKS = 8;

/**
 * What a stretch of time is, the first that holds: held for a consultation; free to be booked; or open hours that cannot
 * be booked, with the reason. `break`: the time kept free after a consultation. `too-short`: less than a session is left.
 */
export type SpanKind =
  | 'booked'
  | 'offered'
  | 'bookable'
  | 'over'
  | 'leave'
  | 'closed'
  | 'paused'
  | 'not-signed-off'
  | 'blocked'
  | 'busy'
  | 'break'
  | 'weekly-cap'
  | 'too-soon'
  | 'too-far'
  | 'too-short';

export interface PictureSpan<Held extends HeldSpan = HeldSpan> extends Interval {
  kind: SpanKind;
  /** What it is held for, when it is. */
  held: Held | null;
}

export interface PictureDay<Held extends HeldSpan = HeldSpan> {
  day: Day;
  /** Sorted and disjoint; none on a day without hours. */
  spans: readonly PictureSpan<Held>[];
  /** The whole day is leave. */
  onLeave: boolean;
  /** A bank holiday or closure day. */
  closed: boolean;
  paused: boolean;
}

export interface PictureWeek<Held extends HeldSpan = HeldSpan> {
  monday: Day;
  days: readonly PictureDay<Held>[];
  /** Held in that week, and how many are taken at most. */
  held: number;
  weeklyCap: number;
}

export interface PictureFacts<Held extends HeldSpan> {
  /** With no closed days in it; `held` to the end of each buffer. */
  time: ConsultantTime;
  held: readonly Held[];
  /** Bank holidays and closure days. */
  closed: readonly Interval[];
  paused: DayRange | null;
  signedOff: DayRange;
  /** Inactive: nothing can be booked. */
  active: boolean;
  now: EpochMinute;
  /** What notice and horizon allow. */
  window: Interval;
  zone: string;
}

/** This week and the seven after it, minute for minute as free times are found. */
export function pictureOf<Held extends HeldSpan>(facts: PictureFacts<Held>): PictureWeek<Held>[] {
  const { time, zone, now } = facts;
  const firstDay = dayNumber(mondayOf(dayOf(fromEpochMinutes(now), zone)));
  const range = {
    from: localDay(zone, firstDay).start,
    to: localDay(zone, firstDay + PICTURE_WEEKS * 7).start,
  };
  const calendar = slotCalendar({ from: range.from, to: range.to - 1 }, 0, zone);
  const open = openHours(time, calendar);
  const full = fullWeeks(time, calendar);
  const bookable = bookableTime(facts, range);
  const weeks: PictureWeek<Held>[] = [];
  for (let week = 0; week < PICTURE_WEEKS; week += 1) {
    const days: PictureDay<Held>[] = [];
    for (let number = firstDay + week * 7; number < firstDay + (week + 1) * 7; number += 1) {
      days.push(pictureDay(facts, number, { open, bookable, full: full[week] === true }));
    }
    const from = calendar.weekStarts[week] ?? 0;
    const to = calendar.weekStarts[week + 1] ?? range.to;
    weeks.push({
      monday: dayFromNumber(firstDay + week * 7),
      days,
      held: time.held.filter((one) => one.from >= from && one.from < to).length,
      weeklyCap: time.weeklyCap,
    });
  }
  return weeks;
}

/** Every minute of a session that somebody could be offered, sorted and joined. */
function bookableTime(
  { time, closed, paused, signedOff, active, window, zone }: PictureFacts<HeldSpan>,
  range: Interval,
) {
  const bookable: FlatIntervals = [];
  if (!active) return bookable;
  const asked = { from: Math.max(range.from, window.from), to: Math.min(range.to, window.to) };
  for (const start of freeSlots({ ...time, blocked: [...time.blocked, ...closed] }, asked, zone)) {
    const day = dayOf(fromEpochMinutes(start), zone);
    if (!isPaused(paused, day) && isPaused(signedOff, day))
      append(bookable, start, start + time.sessionMinutes);
  }
  return bookable;
}

interface OfRange {
  open: FlatIntervals;
  bookable: FlatIntervals;
  /** The cap of the day's week is reached. */
  full: boolean;
}

function pictureDay<Held extends HeldSpan>(
  facts: PictureFacts<Held>,
  number: number,
  { open, bookable, full }: OfRange,
): PictureDay<Held> {
  const { time, zone, held } = facts;
  const { start, end } = localDay(zone, number);
  const day = dayFromNumber(number);
  const sessions = held.map(({ start: from, sessionEnds: to }) => ({ from, to }));
  const edges = new Set([start, end]);
  const lists = [time.blocked, time.leave, time.busy, time.held, facts.closed, sessions];
  for (const at of [facts.now, facts.window.from, facts.window.to, ...open, ...bookable]) edges.add(at);
  for (const { from, to } of lists.flat()) edges.add(from).add(to);
  const inDay = [...edges].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  const pausedToday = isPaused(facts.paused, day);
  const reasons = {
    ...facts,
    full,
    pausedToday,
    signedOffToday: facts.active && isPaused(facts.signedOff, day),
  };

  const spans: PictureSpan<Held>[] = [];
  for (let i = 0; i + 1 < inDay.length; i += 1) {
    const piece = { from: inDay[i] ?? 0, to: inDay[i + 1] ?? 0 };
    const one = held.find((other) => other.start < piece.to && piece.from < other.sessionEnds) ?? null;
    if (one === null && !within(open, piece.from)) continue;
    const kind = kindOf(piece, one, within(bookable, piece.from), reasons);
    const last = spans.at(-1);
    if (last?.to === piece.from && last.kind === kind && last.held === one) last.to = piece.to;
    else spans.push({ ...piece, kind, held: one });
  }
  return {
    day,
    spans,
    onLeave: coveredBy(time.leave, start, end),
    closed: coveredBy(facts.closed, start, end),
    paused: pausedToday,
  };
}

function kindOf(
  { from, to }: Interval,
  held: HeldSpan | null,
  bookable: boolean,
  facts: PictureFacts<HeldSpan> & { full: boolean; pausedToday: boolean; signedOffToday: boolean },
): SpanKind {
  const { time, closed, now, window } = facts;
  if (held !== null) return held.status === 'tentative' ? 'offered' : 'booked';
  if (bookable) return 'bookable';
  if (to <= now) return 'over';
  if (overlaps(time.leave, from, to)) return 'leave';
  if (overlaps(closed, from, to)) return 'closed';
  if (facts.pausedToday) return 'paused';
  if (!facts.signedOffToday) return 'not-signed-off';
  if (overlaps(time.blocked, from, to)) return 'blocked';
  if (overlaps(time.busy, from, to)) return 'busy';
  if (overlaps(time.held, from, to)) return 'break';
  if (facts.full) return 'weekly-cap';
  if (from < window.from) return 'too-soon';
  if (from >= window.to) return 'too-far';
  return 'too-short';
}

/** Whether a minute lies in sorted, flat intervals. */
function within(intervals: FlatIntervals, at: EpochMinute): boolean {
  for (let i = 0; i < intervals.length; i += 2) {
    if (at < (intervals[i] ?? 0)) return false;
    if (at < (intervals[i + 1] ?? 0)) return true;
  }
  return false;
}

function coveredBy(list: readonly Interval[], start: EpochMinute, end: EpochMinute): boolean {
  const joined = union(list);
  for (let i = 0; i < joined.length; i += 2) {
    if ((joined[i] ?? 0) <= start && (joined[i + 1] ?? 0) >= end) return true;
  }
  return false;
}
