import { z } from 'zod';
import { FEEDBACK_COMMENT_LIMIT, GOT_WHAT_WANTED, USEFULNESS } from '@case-consultation/domain';

export const feedbackForm = z.object({
  usefulness: z.enum(USEFULNESS, { error: 'Select how useful it was' }),
  gotWhatWanted: z.enum(GOT_WHAT_WANTED, { error: 'Select whether you got what you wanted' }),
  comment: z
    .string()
    .trim()
    .refine((text) => [...text].length <= FEEDBACK_COMMENT_LIMIT, {
      error: `Shorten this to ${FEEDBACK_COMMENT_LIMIT} characters or fewer`,
    })
    .optional()
    .transform((text) => (text === undefined || text === '' ? null : text)),
});
