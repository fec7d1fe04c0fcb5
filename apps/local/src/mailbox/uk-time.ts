import { formatInstant, formatPeriod } from '@case-consultation/domain';

const ZONE = 'Europe/London';

/** An instant (ISO 8601) → `Tuesday 2 March 2027, 10:00am`, in UK time. */
export function ukInstant(iso: string): string {
  return formatInstant(new Date(iso), ZONE);
}

/** `Tuesday 2 March 2027, 10:00am to 11:00am`, in UK time; both days when they differ. */
export function ukSpan(start: string, end: string | undefined): string {
  return end === undefined ? ukInstant(start) : formatPeriod(new Date(start), new Date(end), ZONE);
}
