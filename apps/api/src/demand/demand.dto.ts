import { z } from 'zod';
import { PRIORITIES, STAGES } from '@case-consultation/domain';
import { type DemandWish, SIGN_OFF_ENDS_SOON_DAYS } from '@case-consultation/features';
import { day, id, listOf } from '../http/validation/fields.js';
import {
  DAYS_OUT_OF_PLACE,
  hasDaysInPlace,
  ownDays,
  PERIOD_DESCRIPTION,
  periodName,
  periodOfQuery,
} from './period.dto.js';

export const demandQuery = z
  .strictObject({
    period: periodName.default('last-12-weeks').meta({ description: PERIOD_DESCRIPTION }),
    ...ownDays,
    agencyId: id.optional().meta({ description: 'Only requests from this agency' }),
    stage: z.enum(STAGES).optional(),
    priority: z.enum(PRIORITIES).optional(),
  })
  .refine(hasDaysInPlace, DAYS_OUT_OF_PLACE);

export function wishOf(asked: z.output<typeof demandQuery>): DemandWish {
  const { agencyId, stage, priority } = asked;
  return {
    period: periodOfQuery(asked),
    filter: { agencyId: agencyId ?? null, stage: stage ?? null, priority: priority ?? null },
  };
}

const count = z.int().min(0);
const workingDays = count.nullable().meta({ description: 'Working days; null when none was held' });

export const demandAnswer = z
  .object({
    period: z.object({ first: day, last: day }),
    filter: z
      .object({
        agencyId: id.nullable(),
        stage: z.enum(STAGES).nullable(),
        priority: z.enum(PRIORITIES).nullable(),
      })
      .meta({ description: 'What was asked for; null for all' }),
    today: day,
    weeks: listOf(
      z.object({
        monday: day,
        first: day,
        last: day,
        workingDays: count,
        requests: count.meta({ description: 'Submitted in it, of what the filter leaves' }),
        allRequests: count.meta({ description: 'Submitted in it, whatever the filter' }),
        slotsPublished: count,
        slotsUsed: count,
        slotsUnused: count,
      }),
    ),
    requests: z.object({ n: count, repeats: count }),
    kinds: listOf(z.object({ agency: z.string(), stage: z.enum(STAGES).nullable(), n: count })),
    waitingNow: listOf(
      z.object({
        priority: z.enum(PRIORITIES),
        workingDaysLeft: z.int().meta({ description: 'To the target; below 0 it has passed' }),
        n: count,
      }),
    ),
    held: listOf(
      z.object({
        priority: z.enum(PRIORITIES).nullable().meta({ description: 'Null for all together' }),
        held: count,
        metTarget: count,
        medianWait: workingDays,
        wait80: workingDays,
      }),
    ),
    shares: listOf(
      z.object({
        consultantId: id,
        name: z.string(),
        active: z.boolean(),
        slotsPublished: count,
        booked: count,
      }),
    ),
    training: listOf(
      z.object({
        agency: z.string(),
        requests: count,
        people: count.meta({ description: 'Who can sign in today as a practitioner, champion or lead' }),
        trained: count.meta({ description: 'Of those, whose training and sign-off hold today' }),
        endsSoon: count.meta({
          description: `Of those, whose sign-off ends within ${SIGN_OFF_ENDS_SOON_DAYS} days`,
        }),
      }),
    ),
    offers: z.object({
      accepted: count,
      declined: z.object({
        'time-does-not-suit': count,
        'no-room-this-week': count,
        'not-the-right-person': count,
        other: count,
      }),
      expired: count,
      conflict: count,
      withdrawn: count,
    }),
    conflicts: z.object({ declared: count, reRouted: count }),
    notHeld: z.object({ requester: count, consultant: count, logistics: count }),
    unmet: z.object({
      'no-acceptable-time': count,
      abandoned: count,
      'nobody-eligible': count,
      'out-of-area': count,
      'turned-down': count,
    }),
    overdue: listOf(z.object({ agency: z.string(), upToAWeek: count, upToAMonth: count, longer: count })),
  })
  .meta({
    id: 'DemandFigures',
    examples: [
      {
        period: { first: '2027-03-01', last: '2027-03-07' },
        filter: { agencyId: null, stage: 'early-help', priority: null },
        today: '2027-03-17',
        weeks: [
          {
            monday: '2027-03-01',
            first: '2027-03-01',
            last: '2027-03-07',
            workingDays: 5,
            requests: 4,
            allRequests: 5,
            slotsPublished: 8,
            slotsUsed: 3,
            slotsUnused: 5,
          },
        ],
        requests: { n: 4, repeats: 1 },
        kinds: [{ agency: 'Elmbrook health visiting', stage: 'early-help', n: 4 }],
        waitingNow: [{ priority: 'P2', workingDaysLeft: 3, n: 1 }],
        held: [{ priority: null, held: 3, metTarget: 3, medianWait: 2, wait80: 4 }],
        shares: [
          {
            consultantId: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
            name: 'Amara Okafor',
            active: true,
            slotsPublished: 2,
            booked: 1,
          },
        ],
        training: [{ agency: 'Elmbrook health visiting', requests: 4, people: 12, trained: 1, endsSoon: 0 }],
        offers: {
          accepted: 3,
          declined: {
            'time-does-not-suit': 1,
            'no-room-this-week': 0,
            'not-the-right-person': 0,
            other: 0,
          },
          expired: 0,
          conflict: 1,
          withdrawn: 0,
        },
        conflicts: { declared: 1, reRouted: 1 },
        notHeld: { requester: 0, consultant: 0, logistics: 0 },
        unmet: {
          'no-acceptable-time': 0,
          abandoned: 0,
          'nobody-eligible': 1,
          'out-of-area': 0,
          'turned-down': 0,
        },
        overdue: [{ agency: 'Elmbrook health visiting', upToAWeek: 1, upToAMonth: 0, longer: 0 }],
      },
    ],
  });
