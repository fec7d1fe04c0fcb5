import { z } from 'zod';
import { type Typed } from '../../kit/form-state.js';

/** Not a time, but an answer to which times suit. */
export const SOONEST = 'soonest';
const MOST_TIMES = 3;

const NONE = 'Select a time, or select the soonest';

/** Other times that would suit, the earliest first, or the soonest. */
export const wish = z.preprocess(
  (given) => (typeof given === 'string' ? [given] : given),
  z
    .array(z.string(), { error: NONE })
    .min(1, { error: NONE })
    .refine((given) => given.every((one) => one === SOONEST || !Number.isNaN(Date.parse(one))), {
      error: NONE,
    })
    .refine((given) => given.length === 1 || !given.includes(SOONEST), {
      error: 'Select times, or select the soonest, but not both',
    })
    .refine((given) => given.length <= MOST_TIMES, { error: `Select up to ${MOST_TIMES} times` })
    .transform((given) =>
      given.includes(SOONEST)
        ? { preferredTimes: [], soonest: true }
        : {
            preferredTimes: given.map((one) => new Date(one)).sort((a, b) => a.getTime() - b.getTime()),
            soonest: false,
          },
    ),
);

/** The Monday of another week, when that was asked for and nothing else yet. */
export function weekWanted(typed: Typed): string | null {
  const week = typed['week'];
  return typeof week === 'string' ? week : null;
}
