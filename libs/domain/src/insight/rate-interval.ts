import { DomainError } from '../errors.js';
import { atMost, above, chanceOf, type Counts, poisson } from './counts.js';

/** An interval around a count or a rate. */
export interface Range {
  low: number;
  high: number;
}

/**
 * The exact interval for the mean of a Poisson count: from the least mean that still gives `count` or more with
 * probability (1 − confidence) ÷ 2, to the greatest that still gives `count` or fewer with as much (Garwood,
 * *Fiducial limits for the Poisson distribution*, Biometrika 28, 1936). The quantiles of χ² that it is usually
 * written with are these sums for whole counts, so no incomplete gamma function is needed.
 * @param count whole, 0 or more
 * @param confidence above 0 and below 1
 * @throws DomainError `invalid-input`
 */
export function poissonInterval(count: number, confidence = 0.95): Range {
  if (!Number.isInteger(count) || count < 0 || !(confidence > 0 && confidence < 1)) {
    throw new DomainError('invalid-input', 'An interval is for a whole count of 0 or more');
  }
  const tail = (1 - confidence) / 2;
  return {
    low: count === 0 ? 0 : meanWhere(count - 1, (counts) => tail - above(counts, count - 1)),
    high: meanWhere(count, (counts) => atMost(counts, count) - tail),
  };
}

/** How near two guesses at a mean are at the end, beside it; what rounding leaves over keeps nobody busy. */
const NEAR = 1e-12;
const MOST_GUESSES = 60;

/**
 * The mean at which `excess`, P(Poisson(mean) ≤ count) beside a constant, is 0, by Newton’s method: its slope is −P(count). It
 * bends at the count itself and nowhere else, so that a guess from there comes nearer with each step and never goes past.
 */
function meanWhere(count: number, excess: (counts: Counts) => number): number {
  let mean = count;
  for (let guess = 0; guess < MOST_GUESSES; guess += 1) {
    const counts = poisson(mean);
    const step = excess(counts) / chanceOf(counts, count);
    mean += step;
    if (Math.abs(step) <= NEAR * mean) break;
  }
  return mean;
}
