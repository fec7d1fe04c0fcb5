import { z } from 'zod';
import { DECLINE_REASONS, MODES, PRIORITIES, PURPOSES, STAGES } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { code, id, identifierReasonGiven, instant, listOf, reasonGiven } from '../http/validation/fields.js';

export const offer = z
  .object({
    id,
    code,
    startsAt: instant,
    endsAt: instant,
    expiresAt: instant.meta({ description: 'Answer before this, or before it starts if that is sooner' }),
    priority: z.enum(PRIORITIES),
    mode: z.enum(MODES),
    agency: z.string().nullable(),
    stage: z.enum(STAGES).nullable(),
    purposes: listOf(z.enum(PURPOSES)),
  })
  .meta({ id: 'Offer', description: 'What may be known before the conflict check' });

export const EXAMPLE_OFFER = {
  id: '0190f3c2-9a10-7b52-8c2f-7d0e5b1a4c33',
  code: 'B-7F3K2Q',
  startsAt: '2027-03-02T10:00:00.000Z',
  endsAt: '2027-03-02T11:00:00.000Z',
  expiresAt: '2027-03-01T17:00:00.000Z',
  priority: 'P2',
  mode: 'video',
  agency: 'Children’s social care',
  stage: 'section-47',
  purposes: ['see-the-pattern'],
} as const;

export const offerPage = pageSchema(offer).meta({ examples: [{ items: [EXAMPLE_OFFER], next: null }] });

export const offerListWish = z.strictObject(pageWish);

export const acceptance = z
  .strictObject({
    noConflict: z.boolean().meta({ description: 'I have no conflict with this family or this colleague' }),
  })
  .meta({ id: 'Acceptance', examples: [{ noConflict: true }] });

export const refusal = z
  .strictObject({
    because: z.enum(DECLINE_REASONS),
    reason: reasonGiven.nullable().default(null),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'Decline', examples: [{ because: 'time-does-not-suit' }] });
