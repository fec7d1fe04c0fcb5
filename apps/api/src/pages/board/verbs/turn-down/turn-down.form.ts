import { z } from 'zod';
import { reasonField, seenField } from '../parts/verb.form.js';

const LONGEST_SIGNPOST = 500;

export const turnDownForm = z.object({
  seen: seenField,
  outOfArea: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform((given) => given === 'yes'),
  reason: reasonField('Say why, in words that help'),
  signpost: z
    .string({ error: 'Say where they can turn instead' })
    .trim()
    .min(1, 'Say where they can turn instead')
    .max(LONGEST_SIGNPOST, `Keep it to ${LONGEST_SIGNPOST} characters or fewer`),
});
