import { z } from 'zod';

/** Ticked boxes: a browser sends none, one or several of a name. */
export function severalOf<T extends z.ZodType>(one: T) {
  return z.preprocess(
    (typed: unknown) => (typed === undefined ? [] : Array.isArray(typed) ? (typed as unknown[]) : [typed]),
    z.array(one),
  );
}
