/** Something on the way is not as it should be: what was expected, and what was found instead. */
export class NotAsExpected extends Error {
  constructor(
    readonly expected: string,
    readonly found: string,
  ) {
    super(`Expected: ${expected}\nFound:    ${found}`);
  }
}

/** @throws NotAsExpected unless it holds */
export function expectThat(holds: boolean, expected: string, found: unknown): asserts holds {
  if (!holds) throw new NotAsExpected(expected, typeof found === 'string' ? found : JSON.stringify(found));
}

const POLL_MS = 40;

/**
 * Looks again and again until there is something to see.
 * @returns what was found, and after how many milliseconds
 * @throws NotAsExpected when there is nothing after so long
 */
export async function until<T>(
  expected: string,
  look: () => Promise<T | undefined>,
  found: () => string,
  limitMs = 20_000,
): Promise<{ value: T; ms: number }> {
  const began = performance.now();
  for (;;) {
    const value = await look();
    const ms = performance.now() - began;
    if (value !== undefined) return { value, ms };
    if (ms > limitMs) throw new NotAsExpected(`${expected}, within ${limitMs / 1000} seconds`, found());
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
