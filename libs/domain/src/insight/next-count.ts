import { countsFrom, quantileOf } from './counts.js';
import { type Range } from './rate-interval.js';

export interface CountForecast extends Range {
  mean: number;
}

/**
 * How many may come in the next `ahead` weeks, when `count` came in `seen` weeks: negative binomial with
 * r = count + ½ and p = seen ÷ (seen + ahead), which is what a Poisson count with Jeffreys' prior for its rate
 * predicts. `low` and `high` are whole counts that leave at most (1 − share) ÷ 2 on either side.
 * @param count 0 or more, need not be whole when it was smoothed
 * @param seen weeks, above 0
 * @param ahead weeks, 0 or more
 * @param share of what may come that is to lie within, above 0 and below 1
 */
export function nextCount(count: number, seen: number, ahead: number, share = 0.8): CountForecast {
  if (ahead <= 0) return { mean: 0, low: 0, high: 0 };
  const r = count + 0.5;
  const fails = ahead / (seen + ahead);
  const mean = (r * ahead) / seen;
  const mode = Math.max(0, Math.floor(((r - 1) * ahead) / seen));
  const counts = countsFrom(mode, (k) => ((k + r) / (k + 1)) * fails);
  return {
    mean,
    low: quantileOf(counts, (1 - share) / 2),
    high: quantileOf(counts, (1 + share) / 2),
  };
}
