import { PRIORITIES, STAGES } from '@case-consultation/domain';
import { type BoardFilters, type DemandWish } from '@case-consultation/features';
import { type Query } from '../../parts/list-wish.js';
import {
  type PeriodAsked,
  periodParameters,
  periodWishOf,
  readPeriod,
} from '../../parts/period/period-asked.js';

/** What the address of the page asks for, as its form shows it. */
export interface DemandAsked extends PeriodAsked {
  /** Ids and codes of what there is; null is all. */
  readonly agency: string | null;
  readonly stage: (typeof STAGES)[number] | null;
  readonly priority: (typeof PRIORITIES)[number] | null;
}

/** Reads an address. What is no choice of the form counts as not said; dates are kept as they were typed. */
export function readAsked(query: Query, { agencies }: BoardFilters): DemandAsked {
  const given = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const oneOf = <T extends string>(known: readonly T[], name: string): T | null =>
    known.find((one) => one === given(name)) ?? null;
  const { period, typed } = readPeriod(query);
  return {
    period: period ?? 'last-12-weeks',
    typed,
    agency: oneOf(
      agencies.map(({ id }) => id),
      'agency',
    ),
    stage: oneOf(STAGES, 'stage'),
    priority: oneOf(PRIORITIES, 'priority'),
  };
}

/** What the use case is asked for; a date that is none is for it to refuse. */
export function wishOf(asked: DemandAsked): DemandWish {
  const { agency, stage, priority } = asked;
  return { period: periodWishOf(asked), filter: { agencyId: agency, stage, priority } };
}

/** The same again as the part of an address after its question mark. */
export function queryOf(asked: DemandAsked): string {
  const given = new URLSearchParams(periodParameters(asked));
  const { agency, stage, priority } = asked;
  for (const [name, value] of Object.entries({ agency, stage, priority }))
    if (value !== null) given.set(name, value);
  return given.toString();
}
