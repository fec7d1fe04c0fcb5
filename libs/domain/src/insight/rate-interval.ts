import { DomainError } from '../errors.js';
import { poissonAbove, poissonAtMost } from './counts.js';

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
    low: count === 0 ? 0 : crossing((mean) => poissonAbove(mean, count - 1) >= tail),
    high: crossing((mean) => poissonAtMost(mean, count) <= tail),
  };
}

/** Where a condition on a mean, once true, stays true: doubled until it holds, then halved until the ends are neighbours. */
function crossing(holds: (mean: number) => boolean): number {
  let [low, high] = [0, 1];
  while (!holds(high)) [low, high] = [high, high * 2];
  while (high - low > high * 1e-13) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
