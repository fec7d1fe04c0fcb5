import { z } from 'zod';
import { ABOUT, MODES, PRIORITIES } from '@case-consultation/domain';
import { code, day, id, instant, listOf } from '../http/validation/fields.js';
import { EXAMPLE_OFFER, offer } from '../offers/offers.dto.js';

/** The most pressing few of a kind; the lists behind them are paged. */
const few = <T extends z.ZodType>(item: T) =>
  z.object({
    items: listOf(item),
    more: z.boolean().meta({ description: 'There are more than are told here' }),
  });

const action = z.object({
  id,
  code,
  dueOn: day,
  overdue: z.boolean(),
  about: z.enum(ABOUT),
  pathway: z.string().nullable(),
});

const request = z.object({
  code,
  status: z.enum(['waiting', 'with_lead', 'offered', 'booked', 'held']),
  priority: z.enum(PRIORITIES),
  mode: z.enum(MODES),
  targetOn: day,
  statusSince: instant,
  time: z
    .object({ startsAt: instant, endsAt: instant, status: z.enum(['tentative', 'confirmed']) })
    .nullable()
    .meta({ description: 'Tentative while it is offered' }),
  consultant: z.string().nullable().meta({ description: 'Named once it is booked' }),
});

const practitioner = z.object({
  drafts: few(z.object({ code, savedAt: instant, stepsMissing: z.int().min(0) })),
  requests: few(request).meta({ description: 'Asked for and not over yet, newest first' }),
  recordsToAgree: few(z.object({ code, consultant: z.string(), sharedAt: instant })),
  reviewsDue: few(z.object({ code, dueOn: day })),
  feedbackToGive: few(z.object({ code, consultant: z.string(), heldAt: instant })),
});

const booking = z.object({
  code,
  startsAt: instant,
  endsAt: instant,
  isToday: z.boolean().meta({ description: 'On today’s day of the programme' }),
  mode: z.enum(MODES),
  agency: z.string().nullable(),
  conflictChecked: z.boolean(),
});

const consultant = z.object({
  offers: few(offer).meta({ description: 'To answer, soonest to expire first' }),
  bookings: few(booking).meta({ description: 'Booked and not over, soonest first' }),
  conflictChecks: few(z.object({ code, startsAt: instant })).meta({
    description: 'Where the caller has not said yet whether there is a conflict',
  }),
  attendanceToSay: few(z.object({ code, startsAt: instant, endsAt: instant })).meta({
    description: 'Over, and nobody has said whether it took place',
  }),
  recordsToWrite: few(z.object({ code, heldAt: instant, started: z.boolean() })).meta({
    description: 'Held, and the record is not shared yet',
  }),
});

const NONE = { items: [], more: false };

export const homeAnswer = z
  .object({
    today: day.meta({ description: 'In the zone of the programme' }),
    actions: few(action).meta({ description: 'Open actions that the caller owns, soonest due first' }),
    practitioner: practitioner
      .nullable()
      .meta({ description: 'Null for somebody who neither asks nor has asked for anything that is open' }),
    consultant: consultant
      .nullable()
      .meta({ description: 'Null for somebody who neither consults nor has anything left of it' }),
  })
  .meta({
    id: 'Home',
    examples: [
      {
        today: '2027-03-02',
        actions: NONE,
        practitioner: null,
        consultant: {
          offers: { items: [EXAMPLE_OFFER], more: false },
          bookings: {
            items: [
              {
                code: 'B-9K4M7P',
                startsAt: '2027-03-02T14:00:00.000Z',
                endsAt: '2027-03-02T15:00:00.000Z',
                isToday: true,
                mode: 'video',
                agency: 'Housing',
                conflictChecked: true,
              },
            ],
            more: false,
          },
          conflictChecks: NONE,
          attendanceToSay: NONE,
          recordsToWrite: NONE,
        },
      },
    ],
  });
