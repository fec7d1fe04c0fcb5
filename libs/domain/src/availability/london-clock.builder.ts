import { Temporal } from 'temporal-polyfill';

/** What a clock in London shows at one minute. */
export interface Shown {
  /** `YYYY-MM-DD`. */
  day: string;
  /** ISO, 1 Monday to 7 Sunday. */
  weekday: number;
  /** Of the day, 0 to 1,439. */
  minute: number;
  /** The Monday of its week. */
  monday: string;
}
const shown = new Map<number, Shown>();

/**
 * The clocks of London at an epoch minute, one minute at a time and by date objects: slow, and plainly
 * right.
 */
export function londonClock(at: number): Shown {
  const known = shown.get(at);
  if (known !== undefined) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(at * 60_000).toZonedDateTimeISO('Europe/London');
  const date = zoned.toPlainDate();
  const asked = {
    day: date.toString(),
    weekday: zoned.dayOfWeek,
    minute: zoned.hour * 60 + zoned.minute,
    monday: date.subtract({ days: zoned.dayOfWeek - 1 }).toString(),
  };
  shown.set(at, asked);
  return asked;
}
