import { z } from 'zod';
import { reasonField, seenField } from '../parts/verb.form.js';

export const closeForm = z.object({ seen: seenField, reason: reasonField('Say why it can be closed') });
