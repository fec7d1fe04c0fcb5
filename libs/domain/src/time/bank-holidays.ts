import Holidays from 'date-holidays';
import { dayNumber } from './day.js';

/**
 * Bank holidays of England and Wales, with their substitute days, from the `date-holidays` package.
 * Only the names of days are read (`YYYY-MM-DD`), never its instants: those are midnights of a zone.
 */
let holidays: Holidays | undefined;
const byYear = new Map<number, ReadonlySet<number>>();

/** The bank holidays of one year as day numbers (days since 1970-01-01), computed once a year asked for. */
export function bankHolidaysOf(year: number): ReadonlySet<number> {
  const known = byYear.get(year);
  if (known !== undefined) return known;
  holidays ??= new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
  const found = new Set(holidays.getHolidays(year, 'en').map(({ date }) => dayNumber(date.slice(0, 10))));
  // Years asked for are few (a request, a review, a report); forget all rather than grow without end.
  if (byYear.size >= 200) byYear.clear();
  byYear.set(year, found);
  return found;
}
