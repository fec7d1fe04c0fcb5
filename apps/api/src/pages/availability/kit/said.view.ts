import {
  type Day,
  type DayRange,
  formatDay,
  formatPeriod,
  hoursInWords,
  hoursOn,
  changesAhead,
} from '@case-consultation/domain';
import { type AvailabilityView, type SingleTime } from '@case-consultation/features';

export const ONE_OFF_WORDS: Readonly<Record<SingleTime['kind'], string>> = {
  extra: 'Extra time',
  blocked: 'Blocked',
};

/** `from Monday 1 March 2027 to Friday 5 March 2027`; `on …` for one day. */
export function daysWords({ from, until }: DayRange): string {
  if (until === null) return `from ${formatDay(from)}`;
  return from === until ? `on ${formatDay(from)}` : `from ${formatDay(from)} to ${formatDay(until)}`;
}

export function singleTimeWords({ kind, startsAt, endsAt }: SingleTime, zone: string): string {
  return `${ONE_OFF_WORDS[kind]}: ${formatPeriod(startsAt, endsAt, zone)}`;
}

/** The weekly hours today, and each time they change after it. */
export function hoursWords({ weeklyHours, today }: Pick<AvailabilityView, 'weeklyHours' | 'today'>): {
  now: string;
  ahead: readonly string[];
} {
  const on = (day: Day) => hoursInWords(hoursOn(weeklyHours, day));
  const now = on(today);
  return {
    now: now.charAt(0).toUpperCase() + now.slice(1),
    ahead: changesAhead(weeklyHours, today).map((day) => `From ${formatDay(day)}: ${on(day)}`),
  };
}
