import { DomainError } from '../errors.js';
import { dayFromNumber, dayNumber } from './day.js';
import { localDay, type LocalDay } from './local-day.js';

/** Which of two instants is meant when the clocks go back and a wall time comes twice. */
export type Which = 'earlier' | 'later';

/** Whole minutes since 1970-01-01T00:00Z; seconds are dropped. */
export function epochMinutes(date: Date): number {
  return Math.floor(date.getTime() / 60_000);
}

/** The instant `minutes` whole minutes after 1970-01-01T00:00Z. */
export function fromEpochMinutes(minutes: number): Date {
  return new Date(minutes * 60_000);
}

/**
 * The instant at which clocks in `zone` read `minuteOfDay` (0 to 1,439) on `day` (`YYYY-MM-DD`).
 * @throws DomainError `time-does-not-exist` when the clocks skip that time; `time-is-ambiguous` when it comes twice and
 * `which` is not given (`details` holds both instants, `earlier` and `later`, as ISO strings); `invalid-input` for a day,
 * minute or zone that is not one.
 */
export function wallTimeToInstant(day: string, minuteOfDay: number, zone: string, which?: Which): Date {
  if (!Number.isInteger(minuteOfDay) || minuteOfDay < 0 || minuteOfDay > 1_439) {
    throw new DomainError('invalid-input', 'Enter a time between 00:00 and 23:59');
  }
  const local = localDay(zone, dayNumber(day));
  const candidates = local.stretches
    .map((stretch) => ({ stretch, at: local.wallBase + minuteOfDay - stretch.offset }))
    .filter(({ stretch, at }) => at >= stretch.start && at < stretch.end)
    .map(({ at }) => at);
  const [earlier, later] = candidates;
  if (earlier === undefined) {
    throw new DomainError(
      'time-does-not-exist',
      'The clocks go forward over that time, so it does not exist. Choose another time',
    );
  }
  if (later === undefined || which === 'earlier') return fromEpochMinutes(earlier);
  if (which === 'later') return fromEpochMinutes(later);
  throw new DomainError(
    'time-is-ambiguous',
    'The clocks go back and that time comes twice. Say whether you mean the earlier or the later one',
    undefined,
    { earlier: fromEpochMinutes(earlier).toISOString(), later: fromEpochMinutes(later).toISOString() },
  );
}

/** The local day in `zone` that holds epoch minute `at`. */
export function localDayAt(at: number, zone: string): LocalDay {
  if (!Number.isFinite(at)) throw new DomainError('invalid-input', 'Enter a real time');
  // No zone is more than 15 hours from UTC, so the day is the UTC day or one beside it.
  const guess = Math.floor(at / (24 * 60));
  for (const number of [guess, guess + 1, guess - 1]) {
    const local = localDay(zone, number);
    if (at >= local.start && at < local.end) return local;
  }
  throw new DomainError('invalid-input', 'Enter a real time');
}

/** The day (`YYYY-MM-DD`) it is in `zone` at `instant`. */
export function dayOf(instant: Date, zone: string): string {
  return dayFromNumber(localDayAt(epochMinutes(instant), zone).number);
}

/** What the clocks in `zone` read at `instant`, in minutes of the day, 0 to 1,439. */
export function minuteOfDay(instant: Date, zone: string): number {
  const at = epochMinutes(instant);
  const local = localDayAt(at, zone);
  const stretch = local.stretches.find(({ start, end }) => at >= start && at < end);
  return at + (stretch?.offset ?? 0) - local.wallBase;
}
