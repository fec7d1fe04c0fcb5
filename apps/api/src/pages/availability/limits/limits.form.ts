import { z } from 'zod';
import { MODES, type Preferences, PRIORITIES, PURPOSES } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';
import { severalOf } from '../../asking/kit/several.js';

/** A whole number, or nothing: then the programme’s own holds. What is out of bounds is for the rules. */
const numberOrNothing = (ask: string) =>
  z
    .string()
    .trim()
    .default('')
    .refine((text) => /^\d{0,4}$/.test(text), { error: ask })
    .transform((text) => (text === '' ? null : Number(text)));

/** What a consultant takes, and how much of it. */
export const limitsForm = z.object({
  weeklyCap: numberOrNothing('Enter how many a week as a whole number'),
  bufferAfterMinutes: numberOrNothing('Enter the minutes as a whole number'),
  priorities: severalOf(z.enum(PRIORITIES, { error: 'Select priorities from the list' })),
  modes: severalOf(z.enum(MODES, { error: 'Select ways to consult from the list' })),
  specialisms: severalOf(z.enum(PURPOSES, { error: 'Select specialisms from the list' })),
  autoAccept: z
    .enum(['yes', 'no'], { error: 'Select whether offers are taken at once' })
    .transform((answer) => answer === 'yes'),
});

export function limitsTyped({ weeklyCap, bufferAfterMinutes, autoAccept, ...lists }: Preferences): Typed {
  return {
    weeklyCap: weeklyCap === null ? '' : String(weeklyCap),
    bufferAfterMinutes: bufferAfterMinutes === null ? '' : String(bufferAfterMinutes),
    autoAccept: autoAccept ? 'yes' : 'no',
    priorities: lists.priorities,
    modes: lists.modes,
    specialisms: lists.specialisms,
  };
}
