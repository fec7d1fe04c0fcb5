import { PERIODS, type PeriodName, type PeriodWish } from '@case-consultation/domain';
import { DATE_PARTS, datePartField, isoDay } from '../../../kit/date-parts.js';

export const ENDS = ['first', 'last'] as const;
export type End = (typeof ENDS)[number];

/** Which period an address asks for, as its form shows it. @typeParam None how it says that no period is chosen */
export interface PeriodAsked<None = never> {
  readonly period: PeriodName | None;
  /** Day, month and year of one's own dates, as they were typed. */
  readonly typed: Readonly<Record<End, readonly [string, string, string]>>;
}

/** No period is chosen. */
export const AT_ANY_TIME: PeriodAsked<null> = {
  period: null,
  typed: { first: ['', '', ''], last: ['', '', ''] },
};

/** Reads an address. What is no choice of the form counts as not said; dates are kept as they were typed. */
export function readPeriod(query: Readonly<Record<string, unknown>>): PeriodAsked<null> {
  const given = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const typed = (end: End): [string, string, string] => [
    given(datePartField(end, 'day')),
    given(datePartField(end, 'month')),
    given(datePartField(end, 'year')),
  ];
  return {
    period: PERIODS.find((one) => one === given('period')) ?? null,
    typed: { first: typed('first'), last: typed('last') },
  };
}

/** What the use case is asked for; a date that is none is for it to refuse. */
export function periodWishOf(asked: PeriodAsked): PeriodWish;
export function periodWishOf(asked: PeriodAsked<null>): PeriodWish | null;
export function periodWishOf({ period, typed }: PeriodAsked<null>): PeriodWish | null {
  if (period === null) return null;
  const day = (end: End): string => {
    const [date, month, year] = typed[end];
    return isoDay({ day: date, month, year }) ?? '';
  };
  return period === 'own-dates' ? { name: period, first: day('first'), last: day('last') } : { name: period };
}

/** The same again as parameters of an address; none where no period is chosen. */
export function periodParameters({ period, typed }: PeriodAsked<null>): [string, string][] {
  if (period === null) return [];
  const dates = ENDS.flatMap((end) =>
    DATE_PARTS.map((part, place): [string, string] => [datePartField(end, part), typed[end][place] ?? '']),
  );
  return [['period', period], ...(period === 'own-dates' ? dates : [])];
}
