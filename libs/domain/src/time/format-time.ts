import { dayNumber, weekdayOfNumber } from './day.js';
import { dayOf, minuteOfDay } from './zone.js';

/** Times as people read them: the words of pages, mails and explanations, in one place. Independent of the host's locale. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2027-03-02` → `Tuesday 2 March 2027`. */
export function formatDay(day: string): string {
  const weekday = WEEKDAYS[weekdayOfNumber(dayNumber(day)) - 1];
  const [year, month, date] = day.split('-').map(Number);
  return `${weekday} ${date} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/**
 * A minute of the day, 0 to 1,440 → `10:00am`, `2:30pm`, `midday`, `midnight` (the GOV.UK style guide: never `12pm`).
 */
export function formatMinuteOfDay(minute: number): string {
  if (minute % (24 * 60) === 0) return 'midnight';
  if (minute === 12 * 60) return 'midday';
  const hour = Math.floor(minute / 60);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return `${twelve}:${String(minute % 60).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`;
}

/** An instant → `Tuesday 2 March 2027, 10:00am` in `zone`. */
export function formatInstant(instant: Date, zone: string): string {
  return `${formatDay(dayOf(instant, zone))}, ${formatMinuteOfDay(minuteOfDay(instant, zone))}`;
}

/**
 * From `start` to `end` → `Tuesday 2 March 2027, 10:00am to 11:00am` in `zone`. The second day is named only when it is
 * another day and not just the midnight that ends the first.
 */
export function formatPeriod(start: Date, end: Date, zone: string): string {
  const startDay = dayOf(start, zone);
  const endDay = dayOf(end, zone);
  const endsAtMidnight = minuteOfDay(end, zone) === 0 && dayNumber(endDay) === dayNumber(startDay) + 1;
  const until =
    endDay === startDay || endsAtMidnight
      ? formatMinuteOfDay(minuteOfDay(end, zone))
      : formatInstant(end, zone);
  return `${formatInstant(start, zone)} to ${until}`;
}
