import { Callers } from './callers.js';
import { type Kind, type Subject } from './page-visitors.js';
import { quantile } from './rows.js';

/** What stands in a route for a subject. */
const PARAMETERS = /:(\w+(?:\/:\w+)*)/;

/** A page as one kind of person sees it. */
export interface FoundPage {
  /** The route, such as `/consultations/:code`. */
  readonly route: string;
  readonly kind: Kind;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
}

/**
 * Opens every route as every kind of person with all that they can put into it. What is not theirs, or not now, is refused
 * or leads elsewhere; of what is shown the longest page is found.
 *
 * @param routes patterns with at most one parameter, or several after each other
 */
export async function findPages(
  url: string,
  routes: readonly string[],
  subjects: readonly Subject[],
): Promise<FoundPage[]> {
  const found = new Map<string, FoundPage>();
  for (const route of routes) {
    const parameter = PARAMETERS.exec(route)?.[1] ?? null;
    for (const { kind, headers, value } of subjects.filter((subject) => subject.parameter === parameter)) {
      const path = route.replace(PARAMETERS, value);
      const answer = await fetch(`${url}${path}`, { headers, redirect: 'manual' });
      const bytes = (await answer.arrayBuffer()).byteLength;
      if (answer.status >= 500) throw new Error(`${path} answers ${answer.status} to a ${kind}`);
      const key = `${kind} ${route}`;
      if (answer.status === 200 && bytes > (found.get(key)?.bytes ?? 0))
        found.set(key, { route, kind, path, headers, bytes });
    }
  }
  return [...found.values()];
}

/** Milliseconds until all of the answer was there, by so many callers at once who each ask again. @returns the 95th percentile */
export async function p95(
  url: string,
  { path, headers }: FoundPage,
  { callers, requests }: { callers: number; requests: number },
): Promise<number> {
  const lines = new Callers(callers);
  const taken: number[] = [];
  let left = requests;
  const caller = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      const status = await lines.ask(`${url}${path}`, { method: 'GET', headers });
      taken.push(performance.now() - started);
      if (status !== 200) throw new Error(`${path} answers ${status}`);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  lines.close();
  return quantile(taken, 0.95);
}
