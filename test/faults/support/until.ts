import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 15;

/** Asks again until the answer is yes. Throws, saying what was waited for, after `limitMs` (20 seconds). */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  limitMs = 20_000,
): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`Waited ${limitMs} ms in vain until ${what}`);
    await wait(POLL_MS);
  }
}
