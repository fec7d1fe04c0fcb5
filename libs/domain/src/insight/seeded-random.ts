/** Numbers from 0 up to 1, 1 excluded. */
export type Random = () => number;

/**
 * The same numbers for the same seed, everywhere: mulberry32 (Tommy Ettinger, 2017). For simulations; nothing secret
 * is made from it.
 * @param seed any whole number; its lower 32 bits count
 */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A Poisson count, by inversion. @param mean 0 to some hundreds */
export function poissonFrom(random: Random, mean: number): number {
  let left = random();
  let chance = Math.exp(-mean);
  let count = 0;
  while (left >= chance && chance > 0) {
    left -= chance;
    count += 1;
    chance *= mean / count;
  }
  return count;
}
