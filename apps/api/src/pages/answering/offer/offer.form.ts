import { z } from 'zod';
import { DECLINE_REASONS } from '@case-consultation/domain';

/** The declaration that goes with accepting. */
export const acceptForm = z.object({
  noConflict: z.literal('yes', {
    error: 'Confirm that you have no conflict, or select “I have a conflict” below',
  }),
});

export const declineForm = z.object({
  because: z.enum(DECLINE_REASONS, { error: 'Select why you cannot take it' }),
  reason: z.string().default(''),
});
