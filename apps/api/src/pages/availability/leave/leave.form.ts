import { z } from 'zod';
import { type Day } from '@case-consultation/domain';
import { dayIn } from '../../kit/date-parts.js';
import { type Typed } from '../../kit/form-state.js';

/** What one press does: add leave, or take some back. */
export type LeaveWish = { remove: string } | { from: Day; until: Day };

const UUID = /^[0-9a-f-]{36}$/;

export const leaveForm = z.record(z.string(), z.unknown()).transform((given, context): LeaveWish => {
  const typed = given as Typed;
  const remove = [typed['remove'] ?? ''].flat().join('').trim();
  if (UUID.test(remove)) return { remove };
  const from = dayIn(typed, 'from', 'the first day', context);
  const until = dayIn(typed, 'until', 'the last day', context);
  return { from: from ?? '', until: until ?? '' };
});
