import { z } from 'zod';
import {
  ABOUT,
  ACTION_STATUSES,
  DESCRIPTION_LIMIT,
  ENGAGEMENTS,
  HEADING_LIMIT,
  HEADINGS,
  PLAN_STATUSES,
} from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import {
  code,
  day,
  dayGiven,
  id,
  identifierReasonGiven,
  instant,
  listOf,
  named,
} from '../http/validation/fields.js';

const headings = z.partialRecord(z.enum(HEADINGS), z.string().max(4 * HEADING_LIMIT));
const RECORD_EXAMPLE = {
  'pattern-of-coercive-control': 'He decides who she may see, and checks her phone.',
  'survivors-efforts-for-safety':
    'She keeps a packed bag at her sister’s and walks the children to school another way.',
};

export const recordGiven = z
  .strictObject({
    headings: headings.meta({ description: 'The whole record as typed so far; at least two to share it' }),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'RecordGiven', examples: [{ headings: RECORD_EXAMPLE }] });

export const record = z
  .object({
    state: z.enum(['none', 'started', 'shared', 'agreed']),
    headings,
    version: z.int(),
    savedAt: instant.nullable().meta({ description: 'When it was last written to' }),
    sharedAt: instant.nullable(),
    agreedAt: instant.nullable(),
  })
  .meta({
    id: 'Record',
    examples: [
      {
        state: 'started',
        headings: RECORD_EXAMPLE,
        version: 2,
        savedAt: '2027-03-09T11:24:00.000Z',
        sharedAt: null,
        agreedAt: null,
      },
    ],
  });

const ACTION_EXAMPLE = {
  id: '0190f3c2-a4b1-7d0e-9c11-5f2e7a6b8c90',
  code: 'B-7F3K2Q',
  description: 'Ask probation for the conditions of his release',
  owner: { id: '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b', name: 'Priya Shah' },
  agency: 'Children’s social care',
  dueOn: '2027-03-16',
  about: 'person-causing-harm',
  pathway: null,
  status: 'open',
  settledAt: null,
};

export const action = z
  .object({
    id,
    code,
    description: z.string(),
    owner: named,
    agency: z.string(),
    dueOn: day,
    about: z.enum(ABOUT),
    pathway: named.nullable(),
    status: z.enum(ACTION_STATUSES),
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Action', examples: [ACTION_EXAMPLE] });

export const newAction = z
  .strictObject({
    description: z
      .string()
      .max(10 * DESCRIPTION_LIMIT)
      .meta({
        description: `What is to be done, up to ${DESCRIPTION_LIMIT.toLocaleString('en-GB')} characters, without what identifies anybody`,
      }),
    ownerId: id,
    dueOn: dayGiven,
    about: z.enum(ABOUT),
    pathwayId: id.nullable().default(null),
    identifierReason: identifierReasonGiven,
  })
  .meta({
    id: 'NewAction',
    examples: [
      {
        description: ACTION_EXAMPLE.description,
        ownerId: ACTION_EXAMPLE.owner.id,
        dueOn: ACTION_EXAMPLE.dueOn,
        about: ACTION_EXAMPLE.about,
      },
    ],
  });

const question = z.string().nullable().meta({
  description: 'A gentle question when no action is about the person causing harm; asked, never enforced',
});

export const actionAdded = z
  .object({ action, question })
  .meta({ id: 'ActionAdded', examples: [{ action: ACTION_EXAMPLE, question: null }] });

export const actionsOfConsultation = z
  .object({ items: listOf(action), question })
  .meta({ examples: [{ items: [ACTION_EXAMPLE], question: null }] });

export const actionPage = pageSchema(action).meta({ examples: [{ items: [ACTION_EXAMPLE], next: null }] });

export const actionListWish = z.strictObject(pageWish);

export const settlement = z
  .strictObject({ as: z.enum(['done', 'not-done', 'no-longer-needed']) })
  .meta({ id: 'Settlement', examples: [{ as: 'done' }] });

const confidence = z.int().meta({ description: 'The practitioner’s confidence now, 1 (low) to 5 (high)' });
const note = z.string().max(15_000).nullable();
const answers = {
  planThen: z.enum(PLAN_STATUSES),
  planNow: z.enum(PLAN_STATUSES),
  reReferral: z.enum(['yes', 'no', 'not-known']),
  engagement: z.enum(ENGAGEMENTS).meta({ description: 'With the person causing harm' }),
  childrensVoiceHeard: z.enum(['yes', 'partly', 'no', 'not-known']),
  confidence,
};
const REVIEW_EXAMPLE = {
  completed: true,
  planThen: 'child-protection-plan',
  planNow: 'child-in-need',
  reReferral: 'no',
  engagement: 'intervention-started',
  childrensVoiceHeard: 'yes',
  confidence: 4,
  note: null,
};

export const reviewGiven = z
  .discriminatedUnion('completed', [
    z.strictObject({
      completed: z.literal(true),
      ...answers,
      note: note.default(null),
      identifierReason: identifierReasonGiven,
    }),
    z.strictObject({
      completed: z.literal(false),
      note: z.string().max(15_000).meta({ description: 'Why it could not be done' }),
      identifierReason: identifierReasonGiven,
    }),
  ])
  .meta({ id: 'ReviewGiven', examples: [REVIEW_EXAMPLE] });

export const review = z
  .object({
    dueOn: day.nullable(),
    done: z.boolean(),
    review: z
      .union([
        z.object({ completed: z.literal(true), ...answers, note: z.string().nullable() }),
        z.object({ completed: z.literal(false), note: z.string() }),
      ])
      .nullable(),
  })
  .meta({ id: 'Review', examples: [{ dueOn: '2027-05-25', done: true, review: REVIEW_EXAMPLE }] });
