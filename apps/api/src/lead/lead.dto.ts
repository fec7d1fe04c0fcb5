import { z } from 'zod';
import { PRIORITIES } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import {
  code,
  id,
  identifierReasonGiven,
  instant,
  instantGiven,
  listOf,
  named,
  reasonGiven,
} from '../http/validation/fields.js';

const CONSULTANT = '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70';

export const assignment = z
  .strictObject({
    consultantId: id,
    startsAt: instantGiven,
    reason: reasonGiven.default('').meta({ description: 'Needed when it withdraws an open offer' }),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'Assignment', examples: [{ consultantId: CONSULTANT, startsAt: '2027-03-02T10:00:00Z' }] });

export const taking = z
  .strictObject({
    startsAt: instantGiven,
    noConflict: z.boolean(),
    reason: reasonGiven.default('').meta({ description: 'Needed when it withdraws an open offer' }),
    identifierReason: identifierReasonGiven,
  })
  .meta({ id: 'Taking', examples: [{ startsAt: '2027-03-02T10:00:00Z', noConflict: true }] });

export const reassignment = z
  .strictObject({ consultantId: id, reason: reasonGiven, identifierReason: identifierReasonGiven })
  .meta({ id: 'Reassignment', examples: [{ consultantId: CONSULTANT, reason: 'Sam is unwell' }] });

export const closing = z
  .strictObject({ reason: reasonGiven, identifierReason: identifierReasonGiven })
  .meta({ id: 'Closing', examples: [{ reason: 'The consultant has left, and all is done' }] });

export const turningDown = z
  .strictObject({
    reason: reasonGiven,
    identifierReason: identifierReasonGiven,
    signpost: z
      .string()
      .max(5_000)
      .meta({ description: 'Where they can turn instead and how to reach them, up to 500 characters' }),
    outOfArea: z
      .boolean()
      .default(false)
      .meta({ description: 'The family is another area’s to help, which is counted by itself' }),
  })
  .meta({
    id: 'TurningDown',
    examples: [
      { reason: 'This needs legal advice first', signpost: 'The council’s legal team, by the usual form' },
    ],
  });

export const priorityOverride = z
  .strictObject({
    priority: z.enum(PRIORITIES),
    reason: reasonGiven,
    identifierReason: identifierReasonGiven,
  })
  .meta({
    id: 'PriorityOverride',
    examples: [{ priority: 'P1', reason: 'The conference was brought forward' }],
  });

const run = z
  .object({
    id,
    at: instant,
    sentences: listOf(z.string()),
    chosen: z.object({ consultantId: id, startsAt: instant }).nullable(),
    override: z.object({ by: id, consultantId: id }).nullable().meta({ description: 'Who chose otherwise' }),
    replays: z.boolean().meta({ description: 'A re-run on the stored inputs gives the same answer' }),
  })
  .meta({ id: 'RoutingRun' });

export const runsAnswer = z.object({ items: listOf(run) }).meta({
  examples: [
    {
      items: [
        {
          id: '0190f3c2-b0c4-7f00-8d3a-6a1b2c3d4e5f',
          at: '2027-02-26T09:12:01.000Z',
          sentences: [
            'Amara Okafor is asked for Tuesday 2 March 2027, 10:00am: the first time asked for.',
            'That meets the target, Friday 5 March 2027.',
          ],
          chosen: { consultantId: CONSULTANT, startsAt: '2027-03-02T10:00:00.000Z' },
          override: null,
          replays: true,
        },
      ],
    },
  ],
});

export const candidatesQuery = z.strictObject({
  startsAt: instantGiven.meta({ description: 'The time the lead has in mind' }),
});

export const candidatesAnswer = z
  .object({
    items: listOf(
      z.object({
        consultant: named,
        isLead: z.boolean(),
        rules: listOf(z.object({ code: z.string(), sentence: z.string() })).meta({
          description: 'What stands in the way; empty when they can be asked',
        }),
        speaksFor: listOf(z.string()).meta({
          description: 'Each the rest of a sentence that begins with the name',
        }),
        recentWork: z.int(),
        capacity: z.number().meta({ description: 'Consultations they could have taken in the same weeks' }),
      }),
    ),
  })
  .meta({
    examples: [
      {
        items: [
          {
            consultant: { id: CONSULTANT, name: 'Amara Okafor' },
            isLead: false,
            rules: [],
            speaksFor: ['is strong in one of the things asked for'],
            recentWork: 2,
            capacity: 16,
          },
        ],
      },
    ],
  });

const task = z
  .object({
    id,
    kind: z.enum([
      'request-with-lead',
      'message-refused',
      'job-failed',
      'action-overdue',
      'record-owed',
      'leave-collides',
      'never-match-kept',
      'requester-left',
      'consultant-left',
    ]),
    code: code.nullable(),
    consultant: named.nullable().meta({ description: 'Whose leave, or leaving, it is about' }),
    isUnsolved: z.boolean().meta({
      description: 'What it is about is still to be solved: until then it cannot be marked as seen to',
    }),
    createdAt: instant,
  })
  .meta({ id: 'LeadTask' });

export const taskPage = pageSchema(task).meta({
  examples: [
    {
      items: [
        {
          id: '0190f3c2-c1d2-7e3f-8a4b-5c6d7e8f9a0b',
          kind: 'request-with-lead',
          code: 'B-7F3K2Q',
          consultant: null,
          isUnsolved: true,
          createdAt: '2027-02-26T09:12:01.000Z',
        },
      ],
      next: null,
    },
  ],
});

export const taskListWish = z.strictObject(pageWish);
