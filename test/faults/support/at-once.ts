import { DomainError } from '@case-consultation/domain';

/** How a number of rivals fared: what the winners got, and why the others did not. */
export interface Fared<T> {
  readonly won: readonly T[];
  readonly refused: readonly DomainError[];
}

/**
 * Starts everything before any of it can end, and waits for all. Whatever is not a plain answer with a code (a database's
 * error, a time-out, a slip of ours) is thrown: nobody should ever see such a thing.
 */
export async function atOnce<T>(tries: readonly (() => Promise<T>)[]): Promise<Fared<T>> {
  const results = await Promise.allSettled(tries.map((attempt) => attempt()));
  const won: T[] = [];
  const refused: DomainError[] = [];
  for (const result of results) {
    if (result.status === 'fulfilled') won.push(result.value);
    else if (result.reason instanceof DomainError) refused.push(result.reason);
    else throw result.reason;
  }
  return { won, refused };
}

/** The codes of the answers, each once. */
export function codesOf(refused: readonly DomainError[]): string[] {
  return [...new Set(refused.map(({ code }) => code))].sort();
}
