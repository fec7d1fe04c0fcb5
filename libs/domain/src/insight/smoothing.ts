import { meanOf } from './counts.js';

/** A forecast of the next value, and how far the like forecasts were out in the past. */
export interface Smoothed {
  /** Weight of the latest value, 0 to 1; 1 is the naive forecast. */
  alpha: number;
  next: number;
  /** Mean absolute one-step error, over every value but the first. */
  error: number;
}

/** Weights of the latest value that are tried. */
export const ALPHAS = [0.1, 0.2, 0.3, 0.4, 0.5] as const;

/**
 * Simple exponential smoothing, begun at the first value (Brown, *Statistical Forecasting for Inventory Control*,
 * 1959).
 * @param values two or more, oldest first
 * @param alpha 0 to 1
 */
export function smooth(values: readonly number[], alpha: number): Smoothed {
  let level = values[0] ?? 0;
  const errors = values.slice(1).map((value) => {
    const error = Math.abs(value - level);
    level += alpha * (value - level);
    return error;
  });
  return { alpha, next: level, error: meanOf(errors) };
}

/** The next is as the last. */
export function naive(values: readonly number[]): Smoothed {
  return { ...smooth(values, 1), next: values.at(-1) ?? 0 };
}

/** Smoothing with the weight whose one-step error is least, where that beats the naive forecast; the naive one elsewhere. */
export function bestSmoothing(values: readonly number[]): Smoothed {
  const tried = ALPHAS.map((alpha) => smooth(values, alpha));
  const best = tried.reduce((least, each) => (each.error < least.error ? each : least));
  const last = naive(values);
  return best.error < last.error ? best : last;
}

/**
 * How many of the latest values a smoothed level is worth: a level with weight α varies as the mean of (2 − α) ÷ α
 * values does; never more than there are.
 */
export function valuesBehind(alpha: number, values: number): number {
  return Math.min(values, (2 - alpha) / alpha);
}
