import { z } from 'zod';

/** Which version the lead decided on. One that is no number was never seen, so that nothing is overwritten. */
export const seenField = z.coerce.number().int().catch(-1);

const LONGEST_REASON = 500;

/** Why, for what is told to others or kept with the history. */
export function reasonField(ask = 'Say why, in a few words') {
  return z
    .string({ error: ask })
    .trim()
    .min(1, ask)
    .max(LONGEST_REASON, `Keep the reason to ${LONGEST_REASON} characters or fewer`);
}
