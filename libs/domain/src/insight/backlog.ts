import { DomainError } from '../errors.js';
import { above, type Counts, poisson } from './counts.js';

/** How long the queue is at the end of a week once it has settled: its stationary law. */
export interface Backlog {
  /** E[B], requests left over at the end of a week. */
  mean: number;
  /** P(B > 0). */
  someLeft: number;
  /** P(B = 0), P(B = 1) … up to where they no longer matter. */
  probabilities: readonly number[];
}

/** Beyond so many states a queue needs centuries to settle: as good as never. */
const MOST_STATES = 20_000;
/** −ln of what the tail that is cut off may weigh. */
const TAIL = 37;

/**
 * The stationary law of B' = max(0, B + Poisson(rate) − slots), one step a week. Worked out by state reduction
 * (Grassmann, Taksar and Heyman, *Regenerative analysis and steady state distributions for Markov chains*, Operations
 * Research 33, 1985), which subtracts nothing and so gives all digits in one pass where power iteration takes many
 * thousand near saturation. A fractional number of slots is that many on average: each week the whole number below
 * or the one above.
 * @param rate requests a week, 0 or more
 * @param slots bookable slots a week, 0 or more
 * @returns null when it never settles, or as good as never: `slots` not above `rate`
 * @throws DomainError `invalid-input`
 */
export function stationaryBacklog(rate: number, slots: number): Backlog | null {
  if (!(rate >= 0 && slots >= 0 && Number.isFinite(rate) && Number.isFinite(slots))) {
    throw new DomainError('invalid-input', 'Requests and slots a week are numbers of 0 or more');
  }
  const arrivals = poisson(rate);
  const most = arrivals.least + arrivals.chances.length - 1;
  if (most <= Math.floor(slots)) return { mean: 0, someLeft: 0, probabilities: [1] };
  if (slots <= rate) return null;
  const step = weeklyStep(arrivals, slots);
  const decay = decayOf(rate, slots);
  const states = Math.ceil(TAIL / decay) + step.chances.length;
  if (states > MOST_STATES) return null;
  const probabilities = reduceStates(step, states);
  let mean = 0;
  probabilities.forEach((probability, b) => (mean += b * probability));
  return { mean, someLeft: 1 - (probabilities[0] ?? 0), probabilities };
}

/**
 * P(B > 0) once it has settled, without the rest of its law: 1 − exp(−Σ P(Sₙ > 0) ÷ n), where Sₙ is what n weeks bring more
 * than they could see (Spitzer, *A combinatorial lemma and its application to probability theory*, Transactions of the American
 * Mathematical Society 82, 1956). Quick where slots are enough; near saturation it takes as many terms as weeks to settle.
 * @param rate requests a week, above 0
 * @param slots bookable slots a week, whole and well above `rate`
 */
export function someLeftOver(rate: number, slots: number): number {
  // Chernoff’s bound for P(Sₙ > 0) is e^(−fall·n): beyond so many weeks nothing matters.
  const fall = slots * Math.log(slots / rate) - slots + rate;
  let sum = 0;
  for (let weeks = 1; weeks * fall < TAIL; weeks += 1)
    sum += above(poisson(rate * weeks), slots * weeks) / weeks;
  return -Math.expm1(-sum);
}

/** `chances[i]` is the chance that the backlog would change by `i − down` in one week. */
interface Step {
  down: number;
  chances: readonly number[];
}

function weeklyStep({ least, chances: arrivals }: Counts, slots: number): Step {
  const chances = Array.from({ length: arrivals.length + 1 }, () => 0);
  for (const { count, chance } of slotsInAWeek(slots)) {
    const fewer = Math.ceil(slots) - count;
    for (const [i, arrival] of arrivals.entries()) {
      chances[i + fewer] = (chances[i + fewer] ?? 0) + arrival * chance;
    }
  }
  return { down: Math.ceil(slots) - least, chances };
}

/** The whole numbers of slots that a week may have, so that they are `slots` on average. */
export function slotsInAWeek(slots: number): { count: number; chance: number }[] {
  const below = Math.floor(slots);
  const part = slots - below;
  const whole = { count: below, chance: 1 - part };
  return part === 0 ? [whole] : [whole, { count: below + 1, chance: part }];
}

/**
 * How fast the tail falls: the root s > 0 of E[e^(s·step)] = 1, so that P(B > b) ≤ e^(−s·b) (Kingman, *Inequalities
 * in the theory of queues*, 1970).
 */
function decayOf(rate: number, slots: number): number {
  const exponent = (s: number): number => {
    const below = Math.floor(slots);
    const part = slots - below;
    return rate * Math.expm1(s) - s * below + Math.log1p(part * Math.expm1(-s));
  };
  let [low, high] = [0, 1];
  while (exponent(high) < 0) [low, high] = [high, high * 2];
  for (let halvings = 0; halvings < 60; halvings += 1) {
    const middle = (low + high) / 2;
    if (exponent(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** The stationary law of the walk with this step on 0 … states − 1, held at both ends. */
function reduceStates({ down, chances }: Step, states: number): number[] {
  const width = chances.length;
  const up = width - 1 - down;
  const band = new Float64Array(states * width);
  // Row b holds the chances to go from b to b − down … b + up; what would leave at an end stays there.
  for (let b = 0; b < states; b += 1) {
    for (let i = 0; i < width; i += 1) {
      const to = Math.min(states - 1, Math.max(0, b + i - down));
      const at = b * width + to - b + down;
      band[at] = (band[at] ?? 0) + (chances[i] ?? 0);
    }
  }
  for (let n = states - 1; n > 0; n -= 1) {
    const first = Math.max(0, n - down);
    let leaving = 0;
    for (let j = first; j < n; j += 1) leaving += band[n * width + j - n + down] ?? 0;
    for (let i = Math.max(0, n - up); i < n; i += 1) {
      const at = i * width + n - i + down;
      const share = (band[at] ?? 0) / leaving;
      band[at] = share;
      if (share === 0) continue;
      const [row, other] = [i * width - i + down, n * width - n + down];
      for (let j = first; j < n; j += 1) {
        band[row + j] = (band[row + j] ?? 0) + share * (band[other + j] ?? 0);
      }
    }
  }
  const weights = [1];
  let total = 1;
  for (let n = 1; n < states; n += 1) {
    let weight = 0;
    for (let i = Math.max(0, n - up); i < n; i += 1) {
      weight += (weights[i] ?? 0) * (band[i * width + n - i + down] ?? 0);
    }
    weights.push(weight);
    total += weight;
  }
  return weights.map((weight) => weight / total);
}
