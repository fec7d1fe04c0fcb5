import { z } from 'zod';
import { MOST_HORIZON_WEEKS } from '@case-consultation/domain';
import {
  dayGiven,
  identifierReasonGiven,
  instant,
  instantGiven,
  listOf,
  reasonGiven,
} from '../http/validation/fields.js';

const MOST_DAYS = MOST_HORIZON_WEEKS * 7;

/** Times someone would like, in order, or the soonest. */
export const timesGiven = {
  preferredTimes: z.array(instantGiven).max(30),
  soonest: z.boolean(),
};

export const timesWish = z
  .strictObject({
    preferredTimes: timesGiven.preferredTimes.default([]),
    soonest: timesGiven.soonest.default(false),
  })
  .meta({
    id: 'TimesWish',
    examples: [{ preferredTimes: ['2027-03-02T10:00:00Z', '2027-03-03T14:00:00Z'] }],
  });

export const timesQuery = z.strictObject({
  from: z
    .union([instantGiven, dayGiven.transform((day) => new Date(`${day}T00:00:00Z`))])
    .optional()
    .meta({ description: 'A day or an instant; the first that can be booked when left out' }),
  days: z.coerce
    .number({ error: `Give a whole number from 1 to ${MOST_DAYS}` })
    .int()
    .min(1)
    .max(MOST_DAYS)
    .default(14),
});

export const timesAnswer = z
  .object({ items: listOf(instant).meta({ description: 'Starts, ascending' }) })
  .meta({ examples: [{ items: ['2027-03-02T10:00:00.000Z', '2027-03-02T10:30:00.000Z'] }] });

export const withdrawal = z
  .strictObject({
    reason: reasonGiven.default('').meta({ description: 'Not needed for a draft' }),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'Withdrawal', examples: [{ reason: 'The conference was moved and we no longer need it' }] });
