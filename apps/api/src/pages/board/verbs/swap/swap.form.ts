import { z } from 'zod';
import { normaliseConsultationCode } from '@case-consultation/domain';
import { reasonField, seenField } from '../parts/verb.form.js';

const CHOOSE = 'Select a booking to swap with';

/** Which booking it changes consultants with: its code and the version that the lead saw. */
export const swapForm = z.object({
  seen: seenField,
  with: z.string({ error: CHOOSE }).transform((given, context) => {
    const [typed = '', version = ''] = given.split(' ');
    const code = normaliseConsultationCode(typed);
    if (code !== null && /^\d+$/.test(version)) return { code, version: Number(version) };
    context.addIssue({ code: 'custom', message: CHOOSE });
    return z.NEVER;
  }),
  reason: reasonField('Say why they are swapped'),
});
