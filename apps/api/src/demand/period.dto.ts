import { z } from 'zod';
import { PERIODS, type PeriodWish } from '@case-consultation/domain';
import { dayGiven } from '../http/validation/fields.js';

/** The name of a period in a query; each operation says what holds without one. */
export const periodName = z.enum(PERIODS);
export const PERIOD_DESCRIPTION = 'Whole weeks up to last Sunday; this quarter up to today; or `own-dates`';

/** The days of `own-dates` in a query. */
export const ownDays = {
  first: dayGiven.optional().meta({ description: 'The first day of own dates' }),
  last: dayGiven.optional().meta({ description: 'The last day of own dates: today at the latest' }),
};

interface PeriodGiven {
  readonly period?: z.output<typeof periodName> | undefined;
  readonly first?: string | undefined;
  readonly last?: string | undefined;
}

/** Whether days are given with own dates alone. */
export function hasDaysInPlace({ period, first, last }: PeriodGiven): boolean {
  return period === 'own-dates' || (first ?? last) === undefined;
}

/** What to say where they are not. */
export const DAYS_OUT_OF_PLACE = {
  error: 'Give a first and a last day only with own dates',
  path: ['first'],
};

/** What the use case is asked for; days that are none are for it to refuse. */
export function periodOfQuery({
  period,
  first = '',
  last = '',
}: PeriodGiven & { readonly period: z.output<typeof periodName> }): PeriodWish {
  return period === 'own-dates' ? { name: period, first, last } : { name: period };
}
