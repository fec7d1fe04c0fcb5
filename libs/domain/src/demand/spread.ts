/** How often each value came: `[value, how many]`, each value once or more, in any order. */
export type Tally = readonly (readonly [value: number, count: number])[];

/** How many there are in all. */
export function countOf(tally: Tally): number {
  return tally.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * The percentile of a tally by the nearest rank: the smallest value that came, such that at least `share` of all are that
 * or less. It is always a value that came, never one between two. Null when there are none.
 * @param share above 0 and at most 1: 0.5 for the median
 */
export function percentileOf(tally: Tally, share: number): number | null {
  const sorted = [...tally].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  // The tolerance: 0.8 × 5 is a little more than 4 in floating point.
  const rank = Math.ceil(share * countOf(sorted) - 1e-9);
  let below = 0;
  for (const [value, count] of sorted) {
    below += count;
    if (below >= rank) return value;
  }
  return null;
}

/** A part of a whole in words, rounded so that only nothing is 0% and only everything is 100%: `less than 1%`, `38%`. */
export function percentWords(part: number, whole: number): string {
  if (whole <= 0) return 'not known';
  const percent = Math.round((part / whole) * 100);
  if (percent === 0 && part > 0) return 'less than 1%';
  if (percent === 100 && part < whole) return 'more than 99%';
  return `${percent}%`;
}
