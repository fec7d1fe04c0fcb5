import { type Backlog, slotsInAWeek } from './backlog.js';
import { chanceOf, type Counts, poisson } from './counts.js';

/** Working days in the week that the model thinks in. */
export const WORKING_WEEK = 5;

/** Weeks that a request waits on top of those of a quiet week: E[B] ÷ rate, by Little's law. @param rate above 0 */
export function meanExtraDelay({ mean }: Pick<Backlog, 'mean'>, rate: number): number {
  return mean / rate;
}

/**
 * P(wait ≤ 5 days): the share of requests that get a slot of the week in which they come. Of A ~ Poisson(rate)
 * requests of a week, those first in line take what the backlog B leaves of its K slots:
 * E[min(A, max(0, K − B))] ÷ rate.
 * @param rate requests a week, above 0
 * @param slots as the backlog was worked out with
 */
export function withinAWeek({ probabilities }: Backlog, rate: number, slots: number): number {
  const arrivals = poisson(rate);
  let served = 0;
  for (const { count, chance } of slotsInAWeek(slots)) {
    const servedWith = servedOf(arrivals, count);
    for (let b = 0; b < Math.min(count, probabilities.length); b += 1) {
      served += chance * (probabilities[b] ?? 0) * (servedWith[count - b] ?? 0);
    }
  }
  return Math.min(1, served / rate);
}

/** E[min(A, left)] for left = 0 … most. */
function servedOf(arrivals: Counts, most: number): number[] {
  const served = [0];
  let atMost = 0;
  for (let left = 1; left <= most; left += 1) {
    atMost += chanceOf(arrivals, left - 1);
    served.push((served[left - 1] ?? 0) + Math.max(0, 1 - atMost));
  }
  return served;
}

/**
 * Working days until the consultation for somebody who joins now, on average:
 * L₀ + 5 · ⌈(ahead + 1) ÷ slots⌉ − 2.5.
 * @param lead L₀, working days before anything can be booked at all
 * @param ahead people before them in their own and higher priorities
 * @param slots bookable slots a week
 * @returns null when there are no slots
 */
export function joiningNow(lead: number, ahead: number, slots: number): number | null {
  if (slots <= 0) return null;
  return lead + WORKING_WEEK * roundedUp((ahead + 1) / slots) - WORKING_WEEK / 2;
}

/** Weeks until those who wait now are seen to: B ÷ (K − λ). Null: it will not clear. */
export function backlogClearsIn(waiting: number, rate: number, slots: number): number | null {
  if (waiting === 0) return 0;
  return slots > rate ? waiting / (slots - rate) : null;
}

/** Little's law beside what was measured. Weeks. */
export interface SanityLine {
  /** Waiting ÷ rate. */
  expected: number;
  /** Null where nothing was measured. */
  measured: number | null;
  /** More than a quarter of the measured mean apart: one of the two is not what it seems. */
  apart: boolean;
}

/** What binary fractions may be off by. */
const ROUNDING = 1e-9;

/** How far Little's law may lie from the measured mean. */
const APART = 0.25;

/**
 * How long a person waits if as many wait as come: L = λW.
 * @param waiting people who asked and whose consultation is still to come
 * @param rate requests a week
 * @param measured mean weeks from asking to the consultation
 * @returns null when nobody asks
 */
export function littlesLaw(waiting: number, rate: number, measured: number | null): SanityLine | null {
  if (rate <= 0) return null;
  const expected = waiting / rate;
  const apart = measured !== null && Math.abs(expected - measured) > APART * measured + ROUNDING;
  return { expected, measured, apart };
}

/** Rounded up, where binary fractions are not let push a whole number to the next. */
export function roundedUp(value: number): number {
  return Math.ceil(value - ROUNDING);
}
