/** What is left out of a list of probabilities lies below this, beside the likeliest. */
const NEGLIGIBLE = 1e-17;

/** How likely each count is: `chances[i]` is that of `least + i`; all others do not matter. They sum to 1. */
export interface Counts {
  readonly least: number;
  readonly chances: readonly number[];
}

/**
 * Probabilities of counts when each is known from the one before: built outwards from the likeliest, so that nothing underflows
 * that matters, and no further than it matters: about √n of them when they are around n.
 * @param mode a count at or beside the likeliest
 * @param ratio P(k + 1) ÷ P(k), above 0 for k below `mode` and falling with k
 */
export function countsFrom(mode: number, ratio: (k: number) => number): Counts {
  const below: number[] = [];
  let weight = 1;
  for (let k = mode; k > 0 && (weight /= ratio(k - 1)) > NEGLIGIBLE; k -= 1) below.push(weight);
  const weights = [...below.reverse(), 1];
  weight = 1;
  for (let k = mode; (weight *= ratio(k)) > NEGLIGIBLE; k += 1) weights.push(weight);
  const total = sumOf(weights);
  return { least: mode - below.length, chances: weights.map((each) => each / total) };
}

/** How many come when so many come on average, each by themselves. @param mean 0 or more */
export function poisson(mean: number): Counts {
  return countsFrom(Math.floor(mean), (k) => mean / (k + 1));
}

/** P(count). */
export function chanceOf({ least, chances }: Counts, count: number): number {
  return chances[count - least] ?? 0;
}

/** P(≤ count). @param count whole */
export function atMost({ least, chances }: Counts, count: number): number {
  return sumOf(chances.slice(0, Math.max(0, count + 1 - least)));
}

/** P(> count). @param count whole */
export function above({ least, chances }: Counts, count: number): number {
  return sumOf(chances.slice(Math.max(0, count + 1 - least)));
}

/** The least count that is reached with at least this probability. @param share 0 to 1 */
export function quantileOf({ least, chances }: Counts, share: number): number {
  let sum = 0;
  for (const [i, chance] of chances.entries()) {
    sum += chance;
    if (sum >= share) return least + i;
  }
  return least + chances.length - 1;
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
