import autocannon, { type Options, type Result } from 'autocannon';

/** Requests answered a second, by as many callers who each ask again as soon as they are answered. Throws unless all went well. */
export async function perSecond(options: Options): Promise<number> {
  const started = performance.now();
  // A run that counts requests is over with a tick of a whole second, so that the last answer tells how long it took.
  let last = started;
  const result = await new Promise<Result>((resolve, reject) => {
    const done = (error: Error | null, found: Result) => (error ? reject(error) : resolve(found));
    autocannon(options, done).on('response', () => (last = performance.now()));
  });
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} without an answer`);
  return result['2xx'] / ((last - started) / 1_000);
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
