import { dayOf, formatDay, formatPeriod, mondayOf } from '@case-consultation/domain';
import { type LeadTime, type LeadTimes } from '@case-consultation/features';

interface TimeItem {
  readonly id: string;
  readonly value: string;
  readonly text: string;
  readonly hint: string | null;
  readonly checked: boolean;
}

export interface TimesView {
  readonly wished: readonly TimeItem[];
  /** Wished times that are no choice, because this lead is not free. */
  readonly notFree: readonly string[];
  readonly soonest: boolean;
  readonly weeks: readonly {
    readonly title: string;
    readonly count: string;
    readonly open: boolean;
    readonly items: readonly TimeItem[];
  }[];
  readonly hasAny: boolean;
}

export interface TimesShown {
  readonly zone: string;
  readonly sessionMinutes: number;
  readonly targetOn: string | null;
  readonly chosen: string;
  /** Whether it matters how many are free, or only whether somebody is. */
  readonly own: boolean;
}

/** The wished times first, then every free one by the week. */
export function timesView({ wished, soonest, free }: LeadTimes, shown: TimesShown): TimesView {
  const { zone, chosen, own } = shown;
  let first = true;
  const item = ({ startsAt, free: able }: LeadTime, isWish: boolean): TimeItem => {
    const value = startsAt.toISOString();
    const id = first ? 'time' : `time-${startsAt.getTime() / 60_000}`;
    first = false;
    return {
      id,
      value,
      text: timeWords(startsAt, shown),
      hint: hintOf(able, dayOf(startsAt, zone), shown, isWish),
      checked: value === chosen,
    };
  };
  const isChoice = ({ free: able }: LeadTime): boolean => !own || able > 0;
  const wishes = wished.filter(isChoice).map((time) => item(time, true));
  const others = free.filter(({ startsAt }) => !wished.some((time) => +time.startsAt === +startsAt));
  const weeks = byWeek(others, zone).map(([monday, times], at) => {
    const items = times.map((time) => item(time, false));
    return {
      title: `Week of ${formatDay(monday)}`,
      count: `${times.length} ${times.length === 1 ? 'time' : 'times'}`,
      open: (at === 0 && wishes.length === 0) || items.some(({ checked }) => checked),
      items,
    };
  });
  return {
    wished: wishes,
    notFree: wished.filter((time) => !isChoice(time)).map(({ startsAt }) => timeWords(startsAt, shown)),
    soonest,
    weeks,
    hasAny: weeks.length > 0 || wishes.length > 0,
  };
}

/** “Tuesday 2 March 2027, 10:00am to 11:00am”. */
export function timeWords(
  startsAt: Date,
  { zone, sessionMinutes }: Pick<TimesShown, 'zone' | 'sessionMinutes'>,
): string {
  return formatPeriod(startsAt, new Date(startsAt.getTime() + sessionMinutes * 60_000), zone);
}

/** By the Monday of their week, in the order in which they come. */
function byWeek(times: readonly LeadTime[], zone: string): [string, LeadTime[]][] {
  const weeks = new Map<string, LeadTime[]>();
  for (const time of times) {
    const monday = mondayOf(dayOf(time.startsAt, zone));
    weeks.set(monday, [...(weeks.get(monday) ?? []), time]);
  }
  return [...weeks];
}

function hintOf(able: number, day: string, { own, targetOn }: TimesShown, isWish: boolean): string | null {
  const late = targetOn !== null && day > targetOn ? 'After the target' : null;
  const who = own ? null : ableWords(able, isWish);
  const words = [who, late].filter((one) => one !== null);
  return words.length === 0 ? null : `${words.join('. ')}.`;
}

function ableWords(able: number, isWish: boolean): string {
  if (able === 0) return isWish ? 'Nobody is free then; you can see why' : 'Nobody is free then';
  return able === 1 ? 'One consultant can' : `${able} consultants can`;
}
