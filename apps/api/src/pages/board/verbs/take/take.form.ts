import { z } from 'zod';
import { timeField } from '../assign/assign.form.js';
import { reasonField, seenField } from '../parts/verb.form.js';

/** @param withdraws whether an offer to somebody else is withdrawn by it, which needs a reason */
export function takeForm(withdraws: boolean) {
  return z.object({
    seen: seenField,
    time: timeField,
    noConflict: z.literal('yes', { error: 'Say that you have no conflict, or ask a consultant instead' }),
    reason: withdraws ? reasonField('Say why the open offer is withdrawn') : z.string().default(''),
  });
}
