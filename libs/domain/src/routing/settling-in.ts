import { type EpochMinute, type Interval, union } from '../availability/intervals.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { localDayAt } from '../time/zone.js';
import { LONG_ABSENCE_DAYS, SETTLING_DAYS, SETTLING_SHARE } from './fairness.js';
import { type Candidate } from './routing-inputs.js';

const A_DAY = 24 * 60;
/** The clocks go forward once during an absence at the most. */
const AN_HOUR = 60;

/**
 * Whether one more consultation at `start` would give somebody who is new or just back more than their colleagues have, half
 * as much again (`SETTLING_SHARE`), in the two weeks since they came. Only sessions in those two weeks are looked at, of the
 * colleagues and their own, each against the cap and the days there; a colleague's share only grows until the two weeks are
 * over, so what is within the bound now is within it at the end. Nobody is held back when there are no colleagues.
 * @param colleagues who is asked in the same pool; the candidate themselves may be among them
 */
export function hasHadEnough(
  candidate: Candidate,
  start: EpochMinute,
  colleagues: readonly Candidate[],
  zone: string,
): boolean {
  const first = firstWeeksAround(candidate, start, zone);
  if (first === null) return false;
  let [work, capacity] = [0, 0];
  for (const other of colleagues) {
    if (other === candidate || !other.consultant.active) continue;
    work += workIn(first, other);
    capacity += capacityIn(first, other, zone);
  }
  if (capacity === 0) return false;
  return (
    (workIn(first, candidate) + 1) * capacity > SETTLING_SHARE * work * capacityIn(first, candidate, zone)
  );
}

/**
 * The two weeks, from the day on which they came or came back, in which `start` lies; null for somebody who has settled in by
 * then. Whoever was away for less than `LONG_ABSENCE_DAYS` has not come back, but taken a few days off.
 */
export function firstWeeksAround(candidate: Candidate, start: EpochMinute, zone: string): Interval | null {
  for (const { from, to } of awayOf(candidate, zone)) {
    if (to > start || to - from < LONG_ABSENCE_DAYS * A_DAY - AN_HOUR) continue;
    const end = localDay(zone, localDayAt(to, zone).number + SETTLING_DAYS).start;
    if (start < end) return { from: to, to: end };
  }
  return null;
}

/** When they cannot consult, whatever their hours: leave, pauses, before sign-off and after; in order, apart. */
function awayOf({ consultant, time }: Candidate, zone: string): Interval[] {
  const { signedOff, paused } = consultant;
  const starts = (day: string): EpochMinute => localDay(zone, dayNumber(day)).start;
  const ends = (day: string): EpochMinute => localDay(zone, dayNumber(day)).end;
  const away: Interval[] = [{ from: -Infinity, to: starts(signedOff.from) }, ...time.leave];
  if (signedOff.until !== null) away.push({ from: ends(signedOff.until), to: Infinity });
  if (paused)
    away.push({ from: starts(paused.from), to: paused.until === null ? Infinity : ends(paused.until) });
  const joined = union(away);
  return Array.from({ length: joined.length / 2 }, (_, n) => ({
    from: joined[2 * n] ?? 0,
    to: joined[2 * n + 1] ?? 0,
  }));
}

/** Consultations that they could take by their cap, on the days on which they are there. */
function capacityIn({ from, to }: Interval, candidate: Candidate, zone: string): number {
  const away = awayOf(candidate, zone).reduce(
    (sum, one) => sum + Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)),
    0,
  );
  return (candidate.time.weeklyCap * (to - from - away)) / (7 * A_DAY);
}

function workIn({ from, to }: Interval, { time }: Candidate): number {
  return time.held.filter((held) => held.from >= from && held.from < to).length;
}
