import { type Day } from '../people/consultant.js';
import { meanOf, sumOf } from './counts.js';
import { type CountForecast, nextCount } from './next-count.js';
import { poissonInterval, type Range } from './rate-interval.js';
import { seasonal } from './seasons.js';
import { bestSmoothing, naive, valuesBehind } from './smoothing.js';
import { WORKING_WEEK } from './waiting-time.js';

/** Requests of one week, Monday to Sunday. */
export interface DemandWeek {
  monday: Day;
  /** Submitted in it, whatever became of them. */
  requests: number;
  /** Monday to Friday less bank holidays and closure days: 0 to 5. */
  workingDays: number;
}

/** A week still to come. */
export type WeekToCome = Pick<DemandWeek, 'monday' | 'workingDays'>;

/** With fewer weeks there is a rate and no forecast. */
export const WEEKS_TO_FORECAST = 8;
/** With so many, two years, the time of the year can be told from chance. */
export const WEEKS_FOR_SEASONS = 104;
/** Weekly counts scatter more than chance alone would have them, above this ratio of variance to mean. */
const SCATTERED = 1.5;

/** Requests a week of five working days, with the 95 % interval. */
export interface Rate extends Range {
  requests: number;
  /** Weeks of five working days that were looked at. */
  weeks: number;
  perWeek: number;
}

export interface WeekForecast extends WeekToCome, CountForecast {}

export type DemandForecast = { rate: Rate } & (
  | { kind: 'not-enough-data' }
  | {
      kind: 'forecast';
      method: 'as-last-week' | 'smoothed' | 'seasonal';
      /** Weight of the latest week, 0.1 to 0.5; 1 when the forecast is as the last week. */
      alpha: number;
      /** Requests a week of five working days, before the time of the year. */
      perWeek: number;
      /** Mean one-step error, requests a week: of this forecast, and of “as last week”. */
      error: number;
      naiveError: number;
      /** Variance ÷ mean of the weekly counts. */
      scatter: number;
      /** Eight of ten weeks should lie between `low` and `high`. */
      weeks: readonly WeekForecast[];
      total: CountForecast;
    }
);

/**
 * What is to be expected of the weeks to come, from as many weeks as there are: nothing but a rate under 8; simple
 * exponential smoothing where that beats “as last week”; with the time of the year from 104 weeks where that is
 * better still. Weeks are compared by working days. The band is that of `nextCount`, widened by √(variance ÷ mean)
 * where the counts scatter more than chance.
 * @param past whole weeks, oldest first, from the first in which there was a service
 */
export function forecastDemand(past: readonly DemandWeek[], toCome: readonly WeekToCome[]): DemandForecast {
  const rate = rateOf(past);
  const weeks = comparable(past);
  if (past.length < WEEKS_TO_FORECAST || weeks.length < 2) return { kind: 'not-enough-data', rate };
  const perFive = weeks.map(({ requests, workingDays }) => (requests * WORKING_WEEK) / workingDays);
  const seasons = weeks.length >= WEEKS_FOR_SEASONS ? seasonal(weeks, perFive) : null;
  const level = seasons ?? { ...bestSmoothing(perFive), values: perFive, indexOf: () => 1 };
  const scatter = scatterOf(level.values);
  const behind = valuesBehind(level.alpha, weeks.length);
  const widen = scatter > SCATTERED ? Math.sqrt(scatter) : 1;
  const counted = (weeksAhead: number): CountForecast => {
    const mean = level.next * weeksAhead;
    const { low, high } = nextCount(level.next * behind, behind, weeksAhead);
    return widened({ mean, low, high }, widen);
  };
  const exposure = ({ monday, workingDays }: WeekToCome): number =>
    (workingDays / WORKING_WEEK) * level.indexOf(monday);
  return {
    kind: 'forecast',
    rate,
    method: seasons ? 'seasonal' : level.alpha === 1 ? 'as-last-week' : 'smoothed',
    alpha: level.alpha,
    perWeek: level.next,
    error: level.error,
    naiveError: naive(perFive).error,
    scatter,
    weeks: toCome.map((week) => ({ ...week, ...counted(exposure(week)) })),
    total: counted(sumOf(toCome.map(exposure))),
  };
}

/** Requests a week of five working days, with its exact Poisson interval. */
export function rateOf(past: readonly DemandWeek[]): Rate {
  const requests = sumOf(past.map((week) => week.requests));
  const weeks = sumOf(past.map(({ workingDays }) => workingDays)) / WORKING_WEEK;
  if (weeks === 0) return { requests, weeks, perWeek: 0, low: 0, high: 0 };
  const { low, high } = poissonInterval(requests);
  return { requests, weeks, perWeek: requests / weeks, low: low / weeks, high: high / weeks };
}

/** What came in a week without a working day counts with the next week that has one. */
function comparable(past: readonly DemandWeek[]): DemandWeek[] {
  const weeks: DemandWeek[] = [];
  let carried = 0;
  for (const week of past) {
    if (week.workingDays === 0) {
      carried += week.requests;
      continue;
    }
    weeks.push({ ...week, requests: week.requests + carried });
    carried = 0;
  }
  return weeks;
}

/** Variance ÷ mean, 1 for counts that come by chance alone; 0 when there are none. */
export function scatterOf(values: readonly number[]): number {
  const mean = meanOf(values);
  if (mean === 0 || values.length < 2) return 0;
  return sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1) / mean;
}

function widened({ mean, low, high }: CountForecast, by: number): CountForecast {
  if (by === 1) return { mean, low: Math.min(low, mean), high: Math.max(high, mean) };
  return {
    mean,
    low: Math.max(0, Math.floor(mean - Math.max(0, mean - low) * by)),
    high: Math.ceil(mean + Math.max(0, high - mean) * by),
  };
}
