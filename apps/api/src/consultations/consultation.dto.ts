import { z } from 'zod';
import { MODES, PRIORITIES, PURPOSES, STAGES, STATUSES } from '@case-consultation/domain';
import { code, day, id, instant, listOf, named } from '../http/validation/fields.js';
import { REQUEST_EXAMPLE, requestForm } from './request.dto.js';

const status = z.enum(STATUSES);
const bookedTime = z.object({
  startsAt: instant,
  endsAt: instant,
  status: z.enum(['tentative', 'confirmed']),
});
const openOffer = z.object({ id, consultantId: id, expiresAt: instant });

/** What may be known of a consultation before the conflict check. */
const outlineFields = {
  code,
  status,
  priority: z.enum(PRIORITIES).nullable(),
  targetOn: day.nullable().meta({ description: 'The working day by which it should be held' }),
  mode: z.enum(MODES).nullable(),
  agency: z.string().nullable(),
  stage: z.enum(STAGES).nullable(),
  purposes: listOf(z.enum(PURPOSES)),
  restricted: z.boolean(),
  consultant: named.nullable(),
  owner: z
    .union([
      z.object({ kind: z.literal('person'), personId: id, name: z.string().nullable() }),
      z.object({ kind: z.literal('leads') }),
    ])
    .nullable()
    .meta({ description: 'Who must do something next; null once it is over' }),
  time: bookedTime.nullable(),
  offer: openOffer.nullable(),
  submittedAt: instant.nullable(),
  statusSince: instant,
  version: z.int(),
};

/** The form with what may be left empty. */
const FORM_EXAMPLE = {
  ...REQUEST_EXAMPLE,
  agencyId: '0190f3c2-6a01-7c55-9d20-3b4c5d6e7f80',
  teamId: '0190f3c2-6b02-7d66-8e31-4c5d6e7f8091',
  attendees: [],
  identifierReason: null,
  conflictPersonIds: [],
  accessNeeds: null,
  soonest: false,
};

const outlineExample = {
  access: 'outline',
  code: 'B-7F3K2Q',
  status: 'offered',
  priority: 'P2',
  targetOn: '2027-03-05',
  mode: 'video',
  agency: 'Children’s social care',
  stage: 'section-47',
  purposes: ['see-the-pattern'],
  restricted: false,
  consultant: { id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', name: 'Amara Okafor' },
  owner: { kind: 'person', personId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', name: 'Amara Okafor' },
  time: { startsAt: '2027-03-02T10:00:00.000Z', endsAt: '2027-03-02T11:00:00.000Z', status: 'tentative' },
  offer: {
    id: '0190f3c2-9a10-7b52-8c2f-7d0e5b1a4c33',
    consultantId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
    expiresAt: '2027-03-01T17:00:00.000Z',
  },
  submittedAt: '2027-02-26T09:12:00.000Z',
  statusSince: '2027-02-26T09:12:01.000Z',
  version: 4,
};

const outline = z.object({ access: z.literal('outline'), ...outlineFields }).meta({
  id: 'ConsultationOutline',
  description: 'For its consultant before the conflict check',
  examples: [outlineExample],
});

const detail = z
  .object({
    access: z.literal('detail'),
    ...outlineFields,
    requester: named,
    request: requestForm,
    record: z.enum(['none', 'started', 'shared', 'agreed']),
    openActions: z.int(),
    heldAt: instant.nullable(),
    reviewDueOn: day.nullable(),
    reviewDone: z.boolean(),
  })
  .meta({
    id: 'ConsultationDetail',
    description: 'For those who may see the case. Reading it is audited',
    examples: [
      {
        ...outlineExample,
        access: 'detail',
        requester: { id: '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b', name: 'Priya Shah' },
        request: FORM_EXAMPLE,
        record: 'none',
        openActions: 0,
        heldAt: null,
        reviewDueOn: null,
        reviewDone: false,
      },
    ],
  });

const contact = z.object({ name: z.string(), phone: z.string(), when: z.string() });
const gate = z
  .union([
    z.object({ go: z.literal(true) }),
    z.object({
      go: z.literal(false),
      stop: z.enum(['emergency', 'refer-first']),
      message: z.string(),
      contacts: listOf(contact),
    }),
  ])
  .nullable()
  .meta({ description: 'What the safety gate says to the answers so far; null until they are given' });

export const draft = z
  .object({
    access: z.literal('draft'),
    code,
    status: z.literal('draft'),
    version: z.int(),
    request: requestForm,
    gate,
    missing: listOf(z.object({ pointer: z.string(), code: z.string(), message: z.string() })).meta({
      description: 'What still stands between the draft and submitting it, in the order of the form',
    }),
  })
  .meta({
    id: 'Draft',
    description: 'For its author alone',
    examples: [
      {
        access: 'draft',
        code: 'B-7F3K2Q',
        status: 'draft',
        version: 3,
        request: { ...FORM_EXAMPLE, question: null },
        gate: { go: true },
        missing: [
          {
            pointer: '/question',
            code: 'request-incomplete',
            message: 'Enter what you would like to think about',
          },
        ],
      },
    ],
  });

/** One consultation, as far as the caller may see it; `access` tells which of the three it is. */
export const consultation = z.union([draft, outline, detail]);

/** Where a consultation stands for the caller after a change: without case text, so that nothing is read by the way. */
export const standing = z
  .union([
    z
      .object({ access: z.literal('none'), code })
      .meta({ description: 'It is no longer the caller’s to see, as after a declined offer' }),
    z.object({
      access: z.enum(['outline', 'detail']),
      code,
      status,
      priority: outlineFields.priority,
      targetOn: outlineFields.targetOn,
      mode: outlineFields.mode,
      restricted: z.boolean(),
      owner: z
        .union([
          z.object({ kind: z.literal('person'), personId: id }),
          z.object({ kind: z.literal('leads') }),
        ])
        .nullable(),
      time: bookedTime.nullable(),
      offer: openOffer.nullable(),
      version: z.int(),
      detail: z
        .object({
          record: z.enum(['none', 'started', 'shared', 'agreed']),
          openActions: z.int(),
          heldAt: instant.nullable(),
          reviewDueOn: day.nullable(),
          reviewDone: z.boolean(),
        })
        .nullable()
        .meta({ description: 'Null before the conflict check' }),
    }),
  ])
  .meta({
    id: 'Standing',
    examples: [
      {
        access: 'detail',
        code: 'B-7F3K2Q',
        status: 'booked',
        priority: 'P2',
        targetOn: '2027-03-05',
        mode: 'video',
        restricted: false,
        owner: { kind: 'person', personId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70' },
        time: {
          startsAt: '2027-03-02T10:00:00.000Z',
          endsAt: '2027-03-02T11:00:00.000Z',
          status: 'confirmed',
        },
        offer: null,
        version: 5,
        detail: { record: 'none', openActions: 0, heldAt: null, reviewDueOn: null, reviewDone: false },
      },
    ],
  });

export const historyAnswer = z
  .object({
    items: listOf(
      z.object({
        at: instant,
        event: z.string(),
        from: status,
        to: status,
        detail: z
          .record(z.string(), z.unknown())
          .meta({ description: 'Times, ids and choices, by the kind of event' }),
        by: named.nullable().meta({ description: 'Null: the service itself' }),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({
    examples: [
      {
        items: [
          {
            at: '2027-02-26T09:12:00.000Z',
            event: 'submitted',
            from: 'draft',
            to: 'waiting',
            detail: {},
            by: { id: '0190f3c2-7b0d-7e11-8a4c-0c1d2e3f4a5b', name: 'Priya Shah' },
            reason: null,
          },
        ],
      },
    ],
  });

export const readersAnswer = z
  .object({ items: listOf(z.object({ at: instant, name: z.string(), what: z.string() })) })
  .meta({
    examples: [{ items: [{ at: '2027-02-26T10:41:00.000Z', name: 'Amara Okafor', what: 'case-detail' }] }],
  });
