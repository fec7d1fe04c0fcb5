import { z } from 'zod';
import { PRIORITIES } from '@case-consultation/domain';
import { reasonField, seenField } from '../parts/verb.form.js';

export const priorityForm = z.object({
  seen: seenField,
  priority: z.enum(PRIORITIES, { error: 'Select a priority' }),
  reason: reasonField('Say why the priority changes'),
});
