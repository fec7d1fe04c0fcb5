import { z } from 'zod';
import { MODES } from '@case-consultation/domain';

export const modeForm = z.object({ mode: z.enum(MODES, { error: 'Select how you would like to meet' }) });

/** What helps to take part. How long it may be and what may not stand in it is for the rules. */
export const accessForm = z.object({
  accessNeeds: z.string().trim().optional(),
  identifierReason: z.string().trim().optional(),
});

/** Not a time, but an answer to which time suits. */
export const SOONEST = 'soonest';
export const NONE_SUITS = 'none';
export const WITHOUT = 'without';

const ANSWERS: readonly string[] = [SOONEST, NONE_SUITS, WITHOUT];
const CHOOSE = 'Select a time, or one of the other answers';

export const chooseForm = z.object({
  time: z
    .string({ error: CHOOSE })
    .refine((given) => ANSWERS.includes(given) || !Number.isNaN(Date.parse(given)), { error: CHOOSE }),
});

export const chosenForm = z.object({
  another: z.enum(['yes', 'no'], { error: 'Select yes if you want to add another time' }),
});

/** Which of the chosen times goes: its place, from 0. */
export const removeForm = z.object({ remove: z.string().regex(/^[0-2]$/) });
