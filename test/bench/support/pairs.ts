/** Figures of one pair, taken one right after the other. */
export interface Pair {
  readonly own: number;
  readonly peer: number;
}

/**
 * Measures two things in turns, so that what the machine does meanwhile falls on both: one pair to warm up, which does
 * not count, then `pairs` of them. Whoever comes second meets a machine that the first has warmed, so they take turns
 * at that too.
 *
 * @param own gives a figure of ours, such as seconds or requests a second, for the nth pair
 * @param peer the same of what it is held against
 */
export async function inPairs(
  pairs: number,
  own: (pair: number) => Promise<number>,
  peer: (pair: number) => Promise<number>,
): Promise<Pair[]> {
  const found: Pair[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const ownFirst = pair % 2 === 0;
    const first = await (ownFirst ? own : peer)(pair);
    const second = await (ownFirst ? peer : own)(pair);
    if (pair > 0) found.push(ownFirst ? { own: first, peer: second } : { own: second, peer: first });
  }
  return found;
}

/** For figures of which more is better, such as a rate. */
export function ratios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ own, peer }) => own / peer);
}

/** For seconds, of which less is better: how fast we are beside the peer. */
export function speedRatios(pairs: readonly Pair[]): number[] {
  return pairs.map(({ own, peer }) => peer / own);
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}
