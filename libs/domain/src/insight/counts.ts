/** What is left out of a list of probabilities lies below this. */
const NEGLIGIBLE = 1e-17;

/**
 * Probabilities of 0, 1, 2 … when each is known from the one before: built outwards from the likeliest count, so
 * that nothing underflows that matters, and summing to 1.
 * @param mode a count at or beside the likeliest
 * @param ratio P(k + 1) ÷ P(k), above 0 for k below `mode` and falling with k from there on
 */
export function probabilitiesFrom(mode: number, ratio: (k: number) => number): number[] {
  const below: number[] = [];
  let weight = 1;
  for (let k = mode; k > 0; k -= 1) below.push((weight /= ratio(k - 1)));
  const weights = [...below.reverse(), 1];
  weight = 1;
  for (let k = mode; weight > NEGLIGIBLE; k += 1) weights.push((weight *= ratio(k)));
  const total = weights.reduce((sum, each) => sum + each, 0);
  return weights.map((each) => each / total);
}

/** Poisson probabilities of 0, 1, 2 … up to where they no longer matter. @param mean 0 or more */
export function poissonProbabilities(mean: number): number[] {
  return probabilitiesFrom(Math.floor(mean), (k) => mean / (k + 1));
}

/** P(Poisson(mean) ≤ count). */
export function poissonAtMost(mean: number, count: number): number {
  return sumOf(poissonProbabilities(mean).slice(0, Math.max(0, Math.floor(count) + 1)));
}

/** P(Poisson(mean) > count). */
export function poissonAbove(mean: number, count: number): number {
  return sumOf(poissonProbabilities(mean).slice(Math.max(0, Math.floor(count) + 1)));
}

/** The least count that is reached with at least this probability. @param share 0 to 1 */
export function quantileOf(probabilities: readonly number[], share: number): number {
  let sum = 0;
  for (const [count, probability] of probabilities.entries()) {
    sum += probability;
    if (sum >= share) return count;
  }
  return probabilities.length - 1;
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
