import { z } from 'zod';
import { seenField } from '../../board/verbs/parts/verb.form.js';

/** What is too short, too long or taken is for the rules. */
const text = z.string().catch('');

export const newAgencyForm = z.object({ name: text, kind: text });
export const newTeamForm = z.object({ name: text });

const open = z
  .enum(['yes', 'no'], { error: 'Select whether it is open' })
  .transform((answer) => answer === 'yes');

export const teamForm = z.object({ seen: seenField, name: text, open, reason: text });
export const agencyForm = teamForm.extend({ kind: text });
