import { z } from 'zod';
import { PRIORITIES } from '@case-consultation/domain';
import { type AppliedCover, type CoverPlanView, type PlaceView } from '@case-consultation/features';
import { pageSchema, pageWish } from '../http/paging/page.js';
import {
  code,
  day,
  dayGiven,
  id,
  identifierReasonGiven,
  instant,
  instantGiven,
  listOf,
  named,
  reasonGiven,
} from '../http/validation/fields.js';

const CONSULTANT = '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70';
const COLLEAGUE = '0190f3c2-9e2f-7d4b-8c6f-3a7b2e5d9f81';
const PLAN = '0190f3c2-a1b2-7c3d-8e4f-5a6b7c8d9e0f';

export const coverWish = z
  .strictObject({
    consultantId: id,
    from: dayGiven.meta({ description: 'The first day they are away' }),
    until: dayGiven
      .nullable()
      .default(null)
      .meta({ description: 'The last day they are away; null: until further notice' }),
    whatIf: z
      .boolean()
      .default(false)
      .meta({ description: 'Only to see what would happen: such a plan is never applied' }),
  })
  .meta({
    id: 'CoverWish',
    examples: [{ consultantId: CONSULTANT, from: '2027-03-08', until: '2027-03-12' }],
  });

export const coverChoice = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('moved'), consultantId: id, startsAt: instantGiven }),
    z.strictObject({ kind: z.literal('left') }),
    z.strictObject({ kind: z.literal('to-lead') }),
  ])
  .meta({
    id: 'CoverChoice',
    examples: [{ kind: 'moved', consultantId: COLLEAGUE, startsAt: '2027-03-09T10:00:00Z' }],
  });

export const coverApplying = z
  .strictObject({
    reason: reasonGiven,
    identifierReason: identifierReasonGiven,
    recordAway: z
      .boolean()
      .meta({ description: 'Mark them as away for these days, so that nothing new comes to them' }),
  })
  .meta({ id: 'CoverApplying', examples: [{ reason: 'The consultant is away', recordAway: true }] });

const place = z.object({ consultant: named, startsAt: instant, endsAt: instant }).meta({ id: 'CoverPlace' });

const move = z
  .object({
    code,
    kind: z.enum(['confirmed', 'tentative']).meta({ description: 'Booked, or held under an open offer' }),
    priority: z.enum(PRIORITIES),
    from: place,
    fate: z.enum(['moved', 'to-lead', 'left']),
    to: place.nullable(),
    keepsTime: z.boolean(),
    late: z.boolean().meta({ description: 'It would take place after its target' }),
    targetOn: day,
    byLead: z.boolean().meta({ description: 'The lead chose it' }),
    sentences: listOf(z.string()).meta({
      description: 'Why this time and this person, and who else was considered',
    }),
    changedMeanwhile: z.boolean(),
  })
  .meta({ id: 'CoverMove' });

const EXAMPLE_FROM = {
  consultant: { id: CONSULTANT, name: 'Amara Okafor' },
  startsAt: '2027-03-09T10:00:00.000Z',
  endsAt: '2027-03-09T11:00:00.000Z',
};

const owed = z.object({ code, heldOn: day, priority: z.enum(PRIORITIES) }).meta({ id: 'CoverOwed' });

/** When and by whom a plan was done. */
const applied = z.object({ at: instant, by: named, recordedAway: z.boolean() });

export const coverPlan = z
  .object({
    id,
    madeAt: instant,
    consultant: named,
    from: day,
    until: day.nullable(),
    whatIf: z.boolean(),
    applied: applied
      .nullable()
      .meta({ description: 'When and by whom it was done; every lead can read it then' }),
    newer: id
      .nullable()
      .meta({ description: 'The plan that this one was changed into: only that one can be applied' }),
    moves: listOf(move),
    attendanceUnsaid: listOf(owed).meta({
      description: 'Hours that are over and of which nobody has said whether they took place; the first 50',
    }),
    recordsOwed: listOf(owed).meta({
      description: 'Records that whoever is away has not shared; the first 50',
    }),
    actionsOwned: listOf(z.object({ id, code, dueOn: day })).meta({
      description: 'Open actions of theirs that come due before they are back; the first 50',
    }),
  })
  .meta({
    id: 'CoverPlan',
    examples: [
      {
        id: PLAN,
        madeAt: '2027-03-05T09:12:01.000Z',
        consultant: { id: CONSULTANT, name: 'Amara Okafor' },
        from: '2027-03-08',
        until: '2027-03-12',
        whatIf: false,
        applied: null,
        newer: null,
        moves: [
          {
            code: 'B-7F3K2Q',
            kind: 'confirmed',
            priority: 'P2',
            from: EXAMPLE_FROM,
            fate: 'moved',
            to: { ...EXAMPLE_FROM, consultant: { id: COLLEAGUE, name: 'Bea Linden' } },
            keepsTime: true,
            late: false,
            targetOn: '2027-03-10',
            byLead: false,
            sentences: ['It keeps its time.', 'Bea Linden is the only one who can take it then.'],
            changedMeanwhile: false,
          },
        ],
        attendanceUnsaid: [],
        recordsOwed: [],
        actionsOwned: [],
      },
    ],
  });

export const appliedWish = z.strictObject(pageWish);

const EXAMPLE_APPLIED = {
  id: PLAN,
  consultant: { id: CONSULTANT, name: 'Amara Okafor' },
  from: '2027-03-08',
  until: '2027-03-12',
  applied: {
    at: '2027-03-05T09:20:44.000Z',
    by: { id: COLLEAGUE, name: 'Desmond Hale' },
    recordedAway: true,
  },
  moved: 3,
  toLead: 1,
  stayed: 0,
};

export const appliedPage = pageSchema(
  z
    .object({
      id,
      consultant: named,
      from: day,
      until: day.nullable(),
      applied,
      moved: z.int().min(0),
      toLead: z.int().min(0),
      stayed: z.int().min(0),
    })
    .meta({ id: 'AppliedCover', examples: [EXAMPLE_APPLIED] }),
).meta({ examples: [{ items: [EXAMPLE_APPLIED], next: null }] });

export const optionsQuery = z.strictObject({
  most: z.coerce.number().int().min(1).max(200).default(40).meta({ description: 'No more than so many' }),
});

export const coverOptions = z
  .object({
    items: listOf(place.extend({ late: z.boolean() })),
    more: z.boolean(),
  })
  .meta({ id: 'CoverOptions', examples: [{ items: [{ ...EXAMPLE_FROM, late: false }], more: false }] });

export const swapping = z
  .strictObject({ with: code.max(20), reason: reasonGiven, identifierReason: identifierReasonGiven })
  .meta({ id: 'Swapping', examples: [{ with: 'B-9K4M7P', reason: 'Each knows the other’s agency better' }] });

export const swapPartners = z
  .object({
    items: listOf(
      z.object({
        code,
        priority: z.enum(PRIORITIES),
        consultant: named,
        startsAt: instant,
        endsAt: instant,
      }),
    ),
    unable: z.int().meta({ description: 'How many of the nearest bookings cannot be swapped with it' }),
  })
  .meta({
    id: 'SwapPartners',
    examples: [{ items: [{ code: 'B-9K4M7P', priority: 'P3', ...EXAMPLE_FROM }], unable: 3 }],
  });

export const swapped = z.object({ items: listOf(z.object({ code, consultant: named.nullable() })) }).meta({
  id: 'Swapped',
  examples: [{ items: [{ code: 'B-7F3K2Q', consultant: { id: COLLEAGUE, name: 'Bea Linden' } }] }],
});

export function appliedOf({
  at,
  by,
  recordedAway,
  ...plan
}: AppliedCover): z.output<typeof appliedPage>['items'][number] {
  return { ...plan, applied: { at, by, recordedAway } };
}

export function coverPlanOf({ moves, ...plan }: CoverPlanView): z.output<typeof coverPlan> {
  return {
    ...plan,
    moves: moves.map(({ explained, code: its, kind, priority, from, fate, to, ...rest }) => ({
      code: its,
      kind,
      priority,
      from: placeOf(from),
      fate,
      to: to && placeOf(to),
      keepsTime: rest.keepsTime,
      late: rest.late,
      targetOn: rest.targetOn,
      byLead: rest.byLead,
      changedMeanwhile: rest.changedMeanwhile,
      sentences: [...explained.why, ...explained.others],
    })),
  };
}

function placeOf({ consultant, startsAt, endsAt }: PlaceView): PlaceView {
  return { consultant, startsAt, endsAt };
}
