import { z } from 'zod';

export const REASON_LIMIT = 500;

/** Why, in a few words; kept with what happened. */
export const reason = z
  .string({ error: 'Say why, in a few words' })
  .trim()
  .min(1, { error: 'Say why, in a few words' })
  .refine((text) => [...text].length <= REASON_LIMIT, {
    error: `Keep the reason to ${REASON_LIMIT} characters or fewer`,
  });
