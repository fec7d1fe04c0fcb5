import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.js';
import { dayFromNumber } from './day.js';

/** A stretch of one local day during which the zone's offset does not change; epoch minutes, end excluded. */
export interface OffsetStretch {
  start: number;
  end: number;
  /** Minutes to add to UTC to get the wall clock. */
  offset: number;
}

/**
 * One day of one zone as integers, all in *epoch minutes* (whole minutes since 1970-01-01T00:00Z).
 * An ordinary day has one stretch; a day on which the clocks change has two. Nothing here needs a date object:
 * the instant at wall minute `m` in a stretch is `wallBase + m - stretch.offset`.
 */
export interface LocalDay {
  /** Days since 1970-01-01. */
  number: number;
  /** `number × 1,440`: what local midnight would be at offset 0. */
  wallBase: number;
  /** The first minute of the day; `end` is the first of the next (1,380, 1,440 or 1,500 later in London). */
  start: number;
  end: number;
  stretches: readonly OffsetStretch[];
}

/** About eleven years of days for each zone, and far more zones than any programme will name. */
const DAYS_KEPT = 4_096;
const ZONES_KEPT = 32;
const days = new Map<string, Map<number, LocalDay>>();

/**
 * The local day numbered `number` (days since 1970-01-01) in the IANA `zone`, computed once and kept in a bounded cache.
 * The host's own zone plays no part.
 * @throws DomainError `invalid-input` when the zone is not known.
 */
export function localDay(zone: string, number: number): LocalDay {
  const kept = daysOf(zone);
  const known = kept.get(number);
  if (known !== undefined) return known;
  if (kept.size >= DAYS_KEPT) dropOldest(kept);
  const computed = computeLocalDay(zone, number);
  kept.set(number, computed);
  return computed;
}

function daysOf(zone: string): Map<number, LocalDay> {
  const known = days.get(zone);
  if (known !== undefined) return known;
  refuseUnknownZone(zone);
  if (days.size >= ZONES_KEPT) dropOldest(days);
  const fresh = new Map<number, LocalDay>();
  days.set(zone, fresh);
  return fresh;
}

/** A Map keeps the order of insertion, so its first key is the oldest. */
function dropOldest<K>(map: Map<K, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}

function refuseUnknownZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw new DomainError(
      'invalid-input',
      'Enter a time zone by its IANA name, for example Europe/London',
      'zone',
    );
  }
}

function computeLocalDay(zone: string, number: number): LocalDay {
  const midnight = Temporal.PlainDate.from(dayFromNumber(number)).toZonedDateTime(zone);
  const end = Temporal.PlainDate.from(dayFromNumber(number + 1)).toZonedDateTime(zone);
  const stretches: OffsetStretch[] = [];
  // Where midnight is skipped, a day that does not exist (Samoa, 30 December 2011) begins where it ends: no stretch.
  let from = midnight;
  while (Temporal.ZonedDateTime.compare(from, end) < 0) {
    const change = from.getTimeZoneTransition('next');
    const to = change !== null && Temporal.ZonedDateTime.compare(change, end) < 0 ? change : end;
    stretches.push({
      start: minutesOf(from),
      end: minutesOf(to),
      offset: Math.round(from.offsetNanoseconds / 60e9),
    });
    from = to;
  }
  return { number, wallBase: number * 24 * 60, start: minutesOf(midnight), end: minutesOf(end), stretches };
}

function minutesOf(moment: Temporal.ZonedDateTime): number {
  return Math.floor(moment.epochMilliseconds / 60_000);
}

/**
 * Appends to `into` the stretches of time (epoch minutes, end excluded, as `start, end, start, end …`) during which the
 * wall clock of that day reads from `fromMinute` up to `toMinute` (0 to 1,440). This is how weekly hours become instants:
 * an hour that the spring change skips gives nothing, an hour that comes twice in autumn gives both.
 */
export function appendWallRange(day: LocalDay, fromMinute: number, toMinute: number, into: number[]): void {
  for (const stretch of day.stretches) {
    const shift = day.wallBase - stretch.offset;
    const start = Math.max(stretch.start, shift + fromMinute);
    const end = Math.min(stretch.end, shift + toMinute);
    if (start >= end) continue;
    if (into.length > 0 && into[into.length - 1] === start) into[into.length - 1] = end;
    else into.push(start, end);
  }
}
