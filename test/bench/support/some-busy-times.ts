import { type Interval } from '@case-consultation/domain';

/**
 * Forty busy times of a quarter of an hour to an hour and a half in the daytime of four weeks, and an hour of the day from
 * 10 to 14; the same for the nth consultant at every run.
 *
 * @param from midnight of the first day, in minutes since 1970
 */
export function someBusyTimes(index: number, from: number): { busy: Interval[]; heldFromHour: number } {
  const random = lehmer(index + 1);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const busy = Array.from({ length: 40 }, (): Interval => {
    const start = from + upTo(28) * 1_440 + 8 * 60 + upTo(40) * 15;
    return { from: start, to: start + 15 + upTo(6) * 15 };
  }).sort((a, b) => a.from - b.from);
  return { busy, heldFromHour: 10 + upTo(5) };
}

/** A repeatable source of numbers from 0 to 1 (Lehmer 1951; modulus 2^31 − 1, multiplier 48,271). */
function lehmer(seed: number): () => number {
  let state = (seed * 7_919) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
