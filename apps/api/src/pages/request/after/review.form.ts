import { z } from 'zod';
import { ENGAGEMENTS, PLAN_STATUSES, type Review } from '@case-consultation/domain';

export const NOTE_LIMIT = 1500;
export const CONFIDENCES = [1, 2, 3, 4, 5] as const;
export const RE_REFERRALS = ['yes', 'no', 'not-known'] as const;
export const VOICES = ['yes', 'partly', 'no', 'not-known'] as const;

const shortEnough = (text: string): boolean => [...text].length <= NOTE_LIMIT;
const tooLong = { error: `Shorten this to ${NOTE_LIMIT.toLocaleString('en-GB')} characters or fewer` };

/** What has changed since. */
export const reviewForm = z
  .object({
    planThen: z.enum(PLAN_STATUSES, { error: 'Select the plan at the time of the consultation' }),
    planNow: z.enum(PLAN_STATUSES, { error: 'Select the plan now' }),
    reReferral: z.enum(RE_REFERRALS, { error: 'Select whether the family was referred again' }),
    engagement: z.enum(ENGAGEMENTS, { error: 'Select how far work with the person causing harm has come' }),
    childrensVoiceHeard: z.enum(VOICES, { error: 'Select whether the children’s voice was heard' }),
    confidence: z
      .enum(['1', '2', '3', '4', '5'], { error: 'Select how confident you are now' })
      .transform(Number),
    note: z.string().trim().refine(shortEnough, tooLong).optional(),
  })
  .transform((given): Review => ({ ...given, completed: true, note: given.note ? given.note : null }));

/** Why nothing can be said of it, which is an answer too. */
export const notPossibleForm = z
  .object({
    note: z
      .string({ error: 'Say why it cannot be done' })
      .trim()
      .min(1, { error: 'Say why it cannot be done' })
      .refine(shortEnough, tooLong),
  })
  .transform(({ note }): Review => ({ completed: false, note }));
