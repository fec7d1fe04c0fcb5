import { z } from 'zod';
import { IDENTIFIER_REASON_LIMIT, normaliseConsultationCode } from '@case-consultation/domain';
import { NOTHING_LIKE_IT } from './invalid-input.js';

/** Fields that many requests and answers share. */

/** An answer's list, as use cases give it. */
export function listOf<T extends z.ZodType>(item: T): z.ZodType<readonly z.output<T>[]> {
  return z.array(item);
}

const nothingLikeIt = { code: 'custom', message: 'There is no such thing', params: NOTHING_LIKE_IT } as const;

/** The code in a path, as it was meant: `b 7f3k2q` is `B-7F3K2Q`. */
export const codeInPath = z
  .string()
  .transform((typed, context) => {
    const code = normaliseConsultationCode(typed);
    if (code !== null) return code;
    context.issues.push({ ...nothingLikeIt, input: typed });
    return z.NEVER;
  })
  .meta({ description: 'The code of a consultation', examples: ['B-7F3K2Q'] });

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id in a path. */
export const idInPath = z
  .string()
  .toLowerCase()
  .refine((text) => UUID.test(text), { params: NOTHING_LIKE_IT })
  .meta({
    description: 'An id as it was given',
    format: 'uuid',
    examples: ['0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70'],
  });

/** An id in a body or query. */
export const id = z
  .string()
  .toLowerCase()
  .regex(UUID, { error: 'Give an id as it was given to you' })
  .meta({ format: 'uuid', examples: ['0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70'] });

const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');

/** An instant in a body or query, with its offset. Far away from today the calendar has no answers. */
export const instantGiven = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((instant) => instant >= EARLIEST && instant < LATEST, {
    error: 'Give an instant that exists, from 2000 to 2099',
  });

/** A day in a body or query; whether it is a sensible one is for the rules. */
export const dayGiven = z.iso.date();

/** A reason a person gives. What is too short or too long is for the rules. */
export const reasonGiven = z
  .string()
  .max(2_000)
  .meta({ description: 'Why, in a sentence. Kept with the history' });

/** Goes with every text that a person writes; how long it may be is for the rules. */
export const identifierReasonGiven = z
  .string()
  .max(10 * IDENTIFIER_REASON_LIMIT)
  .nullable()
  .optional()
  .meta({ description: 'Why something that looks like an identifier has to stay' });

/** More than a programme ever has booked or on offer at a time. */
const MOST_KEPT = 2_000;

/** What a change for others collides with, and is kept all the same. */
export const keepGiven = z
  .array(z.string().max(40))
  .max(MOST_KEPT)
  .default([])
  .meta({ description: '`keep` as a refusal with `collides-with-bookings` gave it' });

// In answers.
export const instant = z.date().meta({ examples: ['2027-03-02T10:00:00.000Z'] });
export const day = z.string().meta({ format: 'date', examples: ['2027-03-02'] });
export const code = z.string().meta({ description: 'The public code', examples: ['B-7F3K2Q'] });
export const named = z
  .object({ id, name: z.string() })
  .meta({ examples: [{ id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', name: 'Amara Okafor' }] });
