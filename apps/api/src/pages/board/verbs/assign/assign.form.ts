import { z } from 'zod';
import { reasonField, seenField } from '../parts/verb.form.js';

const CHOOSE_TIME = 'Select a time';

export const timeField = z
  .string({ error: CHOOSE_TIME })
  .refine((given) => !Number.isNaN(Date.parse(given)), { error: CHOOSE_TIME })
  .transform((given) => new Date(given));

export const assignTimeForm = z.object({ time: timeField });

/** @param withdraws whether an offer to somebody else is withdrawn by it, which needs a reason */
export function assignForm(withdraws: boolean) {
  return z.object({
    seen: seenField,
    time: timeField,
    consultantId: z.string({ error: 'Select a consultant' }),
    reason: withdraws ? reasonField('Say why the open offer is withdrawn') : z.string().default(''),
  });
}
