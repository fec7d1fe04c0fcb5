import {
  dayOf,
  formatDay,
  formatMinuteOfDay,
  formatPeriod,
  minuteOfDay,
  mondayOf,
} from '@case-consultation/domain';

/** A free time as a radio button. */
export interface TimeItem {
  readonly id: string;
  readonly value: string;
  /** All of it: “Tuesday 2 March 2027, 10:00am to 11:00am”. */
  readonly text: string;
  readonly checked: boolean;
}

export interface DayOfTimes {
  readonly title: string;
  /** “4 times, between 10:00am and 3:00pm”. */
  readonly summary: string;
  readonly open: boolean;
  readonly items: readonly TimeItem[];
}

export interface WeekOfTimes {
  /** “Week of Monday 8 March 2027”. */
  readonly title: string;
  readonly days: readonly DayOfTimes[];
  /** The Mondays of the weeks beside it in which there are times. */
  readonly earlier: string | null;
  readonly later: string | null;
}

export interface TimesShown {
  readonly zone: string;
  readonly sessionMinutes: number;
}

/** What a time is called everywhere. */
export function timeWords(start: Date, { zone, sessionMinutes }: TimesShown): string {
  return formatPeriod(start, new Date(start.getTime() + sessionMinutes * 60_000), zone);
}

/** @param targetOn null while there is no target */
export function isAfterTarget(start: Date, targetOn: string | null, zone: string): boolean {
  return targetOn !== null && dayOf(start, zone) > targetOn;
}

/**
 * One week of free times, by day; the first in which there are any, unless another is asked for.
 * @param asked the Monday of a week, as it came in an address
 * @param chosen the value of the radio that is selected
 */
export function weekOfTimes(
  starts: readonly Date[],
  shown: TimesShown,
  asked: unknown,
  chosen: string,
): WeekOfTimes | null {
  const { zone } = shown;
  const days = byDay(starts, zone);
  const mondays = [...new Set([...days.keys()].map(mondayOf))].sort();
  const place = Math.max(
    0,
    mondays.findLastIndex((monday) => typeof asked === 'string' && monday <= asked),
  );
  const monday = mondays[place];
  if (monday === undefined) return null;
  const ofWeek = [...days].filter(([day]) => mondayOf(day) === monday).sort(([a], [b]) => (a < b ? -1 : 1));
  const isChosen = (start: Date): boolean => start.toISOString() === chosen;
  const open = Math.max(
    0,
    ofWeek.findIndex(([, times]) => times.some(isChosen)),
  );
  return {
    title: `Week of ${formatDay(monday)}`,
    days: ofWeek.map(([day, times], i) => ({
      title: formatDay(day),
      summary: summaryOf(times, shown),
      open: i === open,
      items: times.map((start) => ({
        id: `time-${start.getTime() / 60_000}`,
        value: start.toISOString(),
        text: timeWords(start, shown),
        checked: isChosen(start),
      })),
    })),
    earlier: mondays[place - 1] ?? null,
    later: mondays[place + 1] ?? null,
  };
}

function byDay(starts: readonly Date[], zone: string): Map<string, Date[]> {
  const days = new Map<string, Date[]>();
  for (const start of starts) {
    const day = dayOf(start, zone);
    const known = days.get(day);
    if (known) known.push(start);
    else days.set(day, [start]);
  }
  return days;
}

function summaryOf(times: readonly Date[], { zone, sessionMinutes }: TimesShown): string {
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return '';
  const at = (time: Date): string => formatMinuteOfDay(minuteOfDay(time, zone));
  const end = at(new Date(last.getTime() + sessionMinutes * 60_000));
  const count = times.length === 1 ? '1 time' : `${times.length} times`;
  return `${count}, between ${at(first)} and ${end}`;
}
