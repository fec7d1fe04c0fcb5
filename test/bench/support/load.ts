import autocannon, { type Options } from 'autocannon';

/** Requests answered a second, by as many callers who each ask again as soon as they are answered. Throws unless all went well. */
export async function perSecond(options: Options): Promise<number> {
  const result = await autocannon(options);
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0)
    throw new Error(`${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} without an answer`);
  return result['2xx'] / ((result.finish.getTime() - result.start.getTime()) / 1_000);
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
