import {
  addDays,
  type Day,
  dayNumber,
  type Interval,
  localDay,
  mondayOf,
  type WorkingCalendar,
} from '@case-consultation/domain';

/** A week, Monday to Sunday, or what of it lies in a period. */
export interface WeekSpan extends Interval {
  monday: Day;
  /** The first and the last day that count. */
  first: Day;
  last: Day;
}

/** The weeks that the days from `first` to `last`, both included, touch; those at the ends may be cut short. */
export function weeksOf(first: Day, last: Day, zone: string): WeekSpan[] {
  const weeks: WeekSpan[] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6);
    const from = monday < first ? first : monday;
    const to = sunday > last ? last : sunday;
    weeks.push({
      monday,
      first: from,
      last: to,
      from: localDay(zone, dayNumber(from)).start,
      to: localDay(zone, dayNumber(to)).end,
    });
  }
  return weeks;
}

/** How many working days there are from `first` to `last`, both included. */
export function workingDaysIn(calendar: WorkingCalendar, { first, last }: { first: Day; last: Day }): number {
  return calendar.workingDaysBetween(addDays(first, -1), last);
}
