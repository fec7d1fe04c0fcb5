import { z } from 'zod';
import { type Purpose, PURPOSES } from '@case-consultation/domain';
import { severalOf } from '../kit/several.js';

const NOTHING_TICKED = 'Select what you want from the consultation';

const isPurpose = (text: string): text is Purpose => PURPOSES.some((purpose) => purpose === text);

export const purposesForm = z.object({
  purposes: severalOf(z.string()).transform((given, context) => {
    const purposes = given.filter(isPurpose);
    if (purposes.length > 0 && purposes.length === given.length) return [...new Set(purposes)];
    context.addIssue({ code: 'custom', message: NOTHING_TICKED });
    return z.NEVER;
  }),
});

/** What to think about. How long it may be and what may not stand in it is for the rules. */
export const questionForm = z.object({
  question: z
    .string({ error: 'Enter what you would like to think about' })
    .trim()
    .min(1, 'Enter what you would like to think about'),
  identifierReason: z.string().trim().optional(),
});
