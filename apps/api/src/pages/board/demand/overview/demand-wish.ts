import { PERIODS, type PeriodName, PRIORITIES, STAGES } from '@case-consultation/domain';
import { type BoardFilters, type DemandWish } from '@case-consultation/features';
import { isoDay } from '../../../kit/date-parts.js';
import { type Query } from '../../parts/list-wish.js';

export const ENDS = ['first', 'last'] as const;
export type End = (typeof ENDS)[number];
export const PARTS = ['day', 'month', 'year'] as const;

/** What the address of the page asks for, as its form shows it. */
export interface DemandAsked {
  readonly period: PeriodName;
  /** Ids and codes of what there is; null is all. */
  readonly agency: string | null;
  readonly stage: (typeof STAGES)[number] | null;
  readonly priority: (typeof PRIORITIES)[number] | null;
  /** Day, month and year of one's own dates, as they were typed. */
  readonly typed: Readonly<Record<End, readonly [string, string, string]>>;
}

/** Reads an address. What is no choice of the form counts as not said; dates are kept as they were typed. */
export function readAsked(query: Query, { agencies }: BoardFilters): DemandAsked {
  const given = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const oneOf = <T extends string>(known: readonly T[], name: string): T | null =>
    known.find((one) => one === given(name)) ?? null;
  const typed = (end: End): [string, string, string] => [
    given(`${end}-day`),
    given(`${end}-month`),
    given(`${end}-year`),
  ];
  return {
    period: oneOf(PERIODS, 'period') ?? 'last-12-weeks',
    agency: oneOf(
      agencies.map(({ id }) => id),
      'agency',
    ),
    stage: oneOf(STAGES, 'stage'),
    priority: oneOf(PRIORITIES, 'priority'),
    typed: { first: typed('first'), last: typed('last') },
  };
}

/** What the use case is asked for; a date that is none is for it to refuse. */
export function wishOf({ period, agency, stage, priority, typed }: DemandAsked): DemandWish {
  const day = (end: End): string => {
    const [date, month, year] = typed[end];
    return isoDay({ day: date, month, year }) ?? '';
  };
  return {
    period:
      period === 'own-dates' ? { name: period, first: day('first'), last: day('last') } : { name: period },
    filter: { agencyId: agency, stage, priority },
  };
}

/** The same again as the part of an address after its question mark. */
export function queryOf({ period, agency, stage, priority, typed }: DemandAsked): string {
  const given = new URLSearchParams({ period });
  for (const [name, value] of Object.entries({ agency, stage, priority }))
    if (value !== null) given.set(name, value);
  if (period === 'own-dates') {
    for (const end of ENDS)
      PARTS.forEach((part, place) => given.set(`${end}-${part}`, typed[end][place] ?? ''));
  }
  return given.toString();
}
