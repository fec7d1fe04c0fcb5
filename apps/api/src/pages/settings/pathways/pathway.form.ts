import { z } from 'zod';
import { seenField } from '../../board/verbs/parts/verb.form.js';

/** What is too short or too long is for the rules. */
const text = z.string().catch('');

export const newPathwayForm = z.object({ kind: text, name: text, guidance: text, contact: text });

export const pathwayForm = newPathwayForm.extend({
  seen: seenField,
  active: z
    .enum(['yes', 'no'], { error: 'Select whether it is in use' })
    .transform((answer) => answer === 'yes'),
  reason: text,
});
