import { z } from 'zod';
import { PURPOSES } from '@case-consultation/domain';

const NOTHING_TICKED = 'Select what you want from the consultation';

export const purposesForm = z.object({
  purposes: z.preprocess(
    (typed) => (typeof typed === 'string' ? [typed] : typed),
    z.array(z.enum(PURPOSES, { error: NOTHING_TICKED }), { error: NOTHING_TICKED }).min(1, NOTHING_TICKED),
  ),
});

/** What to think about. How long it may be and what may not stand in it is for the rules. */
export const questionForm = z.object({
  question: z
    .string({ error: 'Enter what you would like to think about' })
    .trim()
    .min(1, 'Enter what you would like to think about'),
  identifierReason: z.string().trim().optional(),
});

/** Which prompt is put aside. */
export const dismissForm = z.object({ prompt: z.string().min(1) });
