import { z } from 'zod';
import { reasonField, seenField } from '../parts/verb.form.js';

/** Another consultant, for a time that is booked or for a record that is to be written. */
export const reassignForm = z.object({
  seen: seenField,
  consultantId: z.string({ error: 'Select a consultant' }),
  reason: reasonField('Say why it goes to somebody else'),
});
