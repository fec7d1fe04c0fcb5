import { z } from 'zod';
import { NOT_HELD_REASONS } from '@case-consultation/domain';

/** Whether it took place. */
export const attendanceForm = z.discriminatedUnion(
  'held',
  [
    z.object({
      held: z.literal('yes'),
      minutesLate: z
        .string()
        .default('')
        .transform((typed) => typed.trim())
        .refine((typed) => /^\d{0,3}$/.test(typed), 'Enter the minutes as a whole number, such as 10')
        .transform(Number),
    }),
    z.object({ held: z.literal('no') }),
  ],
  { error: 'Select whether it took place' },
);

/** Why it did not, and what next. */
export const notHeldForm = z.object({
  because: z.enum(NOT_HELD_REASONS, { error: 'Select why it did not take place' }),
  next: z.enum(['rebook', 'close'], { error: 'Select what should happen next' }),
});
