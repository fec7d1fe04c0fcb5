import { z } from 'zod';
import { MODES, ONE_OFF_KINDS, PRIORITIES, PURPOSES, type SpanKind } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { code, day, dayGiven, id, instant, instantGiven, listOf, named } from '../http/validation/fields.js';

const CONSULTANT = '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70';
const MOST_KEPT = 200;

const minuteOfDay = z.int().min(0).max(1_440).meta({ description: 'Minutes after local midnight' });
const weekday = z.int().min(1).max(7).meta({ description: '1 Monday to 7 Sunday' });

/** Whose: one's own unless a lead says otherwise. */
export const whose = {
  consultantId: id.optional().meta({ description: 'For a lead: whose. Left out, one’s own' }),
};
export const whoseQuery = z.strictObject(whose);

const keep = z
  .array(instantGiven)
  .max(MOST_KEPT)
  .default([])
  .meta({ description: 'Starts of bookings and offers that collide and are kept all the same' });

export const hoursGiven = z
  .strictObject({
    hours: z.array(z.strictObject({ weekday, startMinute: minuteOfDay, endMinute: minuteOfDay })).max(50),
    from: dayGiven.meta({ description: 'The first day on which they hold' }),
    until: dayGiven.nullable().default(null).meta({ description: 'The last one; null until further notice' }),
    keep,
  })
  .meta({
    id: 'WeeklyHoursGiven',
    examples: [
      { hours: [{ weekday: 2, startMinute: 600, endMinute: 720 }], from: '2027-03-08', until: null },
    ],
  });

export const timeGiven = z
  .strictObject({
    kind: z.enum(['extra', 'blocked']),
    startsAt: instantGiven,
    endsAt: instantGiven,
    keep,
  })
  .meta({
    id: 'SingleTimeGiven',
    examples: [{ kind: 'extra', startsAt: '2027-03-13T10:00:00Z', endsAt: '2027-03-13T12:00:00Z' }],
  });

export const leaveGiven = z
  .strictObject({ from: dayGiven, until: dayGiven, keep })
  .meta({ id: 'LeaveGiven', examples: [{ from: '2027-04-05', until: '2027-04-09' }] });

const preferences = {
  weeklyCap: z.int().nullable().meta({ description: 'Consultations a week; null: the programme’s own' }),
  bufferAfterMinutes: z
    .int()
    .nullable()
    .meta({ description: 'Kept free after each; null: the programme’s own' }),
  priorities: z.array(z.enum(PRIORITIES)).max(10),
  modes: z.array(z.enum(MODES)).max(10),
  specialisms: z.array(z.enum(PURPOSES)).max(20),
  autoAccept: z
    .boolean()
    .meta({ description: 'Offers are taken at once; the conflict check still comes first' }),
};

export const preferencesGiven = z.strictObject({ ...preferences, keep }).meta({
  id: 'PreferencesGiven',
  examples: [
    {
      weeklyCap: 2,
      bufferAfterMinutes: null,
      priorities: ['P2', 'P3'],
      modes: ['video', 'phone'],
      specialisms: ['prepare-for-a-conference'],
      autoAccept: false,
    },
  ],
});

export const neverMatchGiven = z
  .strictObject({ personIds: z.array(id).max(200), keep })
  .meta({ id: 'NeverMatchGiven', examples: [{ personIds: [CONSULTANT] }] });

export const keptGiven = z.strictObject({ keep }).meta({ id: 'Kept', examples: [{}] });

const range = z.object({ from: day, until: day.nullable() });

export const availability = z
  .object({
    consultant: named,
    version: z.int(),
    today: day,
    active: z.boolean(),
    signedOff: range,
    weeklyHours: listOf(
      z.object({
        weekday: z.int(),
        startMinute: z.int(),
        endMinute: z.int(),
        effectiveFrom: day,
        effectiveUntil: day.nullable(),
      }),
    ),
    oneOff: listOf(
      z.object({ id, kind: z.enum(ONE_OFF_KINDS).exclude(['leave']), startsAt: instant, endsAt: instant }),
    ),
    leave: listOf(z.object({ id, from: day, until: day })),
    paused: range.nullable(),
    preferences: z.object({
      ...preferences,
      priorities: listOf(z.enum(PRIORITIES)),
      modes: listOf(z.enum(MODES)),
      specialisms: listOf(z.enum(PURPOSES)),
    }),
    programme: z.object({
      weeklyCap: z.int(),
      weeklyCapMost: z.int(),
      bufferAfterMinutes: z.int(),
      sessionMinutes: z.int(),
    }),
    neverMatch: listOf(named),
  })
  .meta({
    id: 'Availability',
    examples: [
      {
        consultant: { id: CONSULTANT, name: 'Amara Okafor' },
        version: 3,
        today: '2027-03-02',
        active: true,
        signedOff: { from: '2026-01-05', until: null },
        weeklyHours: [
          {
            weekday: 2,
            startMinute: 600,
            endMinute: 720,
            effectiveFrom: '2026-01-05',
            effectiveUntil: null,
          },
        ],
        oneOff: [],
        leave: [],
        paused: null,
        preferences: {
          weeklyCap: null,
          bufferAfterMinutes: null,
          priorities: ['P1', 'P2', 'P3'],
          modes: ['video', 'phone'],
          specialisms: [],
          autoAccept: false,
        },
        programme: { weeklyCap: 2, weeklyCapMost: 6, bufferAfterMinutes: 15, sessionMinutes: 60 },
        neverMatch: [],
      },
    ],
  });

/** Every kind once: one that is missing does not compile. */
const SPANS = {
  booked: 0,
  offered: 0,
  bookable: 0,
  over: 0,
  leave: 0,
  closed: 0,
  paused: 0,
  'not-signed-off': 0,
  blocked: 0,
  busy: 0,
  break: 0,
  'weekly-cap': 0,
  'too-soon': 0,
  'too-far': 0,
  'too-short': 0,
} satisfies Record<SpanKind, 0>;
const spanKind = z.enum(Object.keys(SPANS) as [SpanKind, ...SpanKind[]]);

export const calendar = z
  .object({
    weeks: listOf(
      z.object({
        monday: day,
        held: z.int(),
        weeklyCap: z.int(),
        days: listOf(
          z.object({
            day,
            onLeave: z.boolean(),
            closed: z.boolean(),
            paused: z.boolean(),
            spans: listOf(
              z.object({ startsAt: instant, endsAt: instant, kind: spanKind, code: code.nullable() }),
            ),
          }),
        ),
      }),
    ),
  })
  .meta({
    id: 'AvailabilityCalendar',
    examples: [
      {
        weeks: [
          {
            monday: '2027-03-01',
            held: 0,
            weeklyCap: 2,
            days: [
              {
                day: '2027-03-02',
                onLeave: false,
                closed: false,
                paused: false,
                spans: [
                  {
                    startsAt: '2027-03-02T10:00:00.000Z',
                    endsAt: '2027-03-02T12:00:00.000Z',
                    kind: 'bookable',
                    code: null,
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });

const change = z
  .object({
    version: z.int(),
    at: instant,
    by: z.string().nullable().meta({ description: 'Who did it; null for the service' }),
    onBehalf: z.boolean().meta({ description: 'A lead did it for them' }),
    words: z.string(),
    kept: z.int().meta({ description: 'Bookings and offers that collided and were kept' }),
  })
  .meta({ id: 'AvailabilityChange' });

export const changePage = pageSchema(change).meta({
  examples: [
    {
      items: [
        {
          version: 3,
          at: '2027-02-26T09:12:01.000Z',
          by: 'Amara Okafor',
          onBehalf: false,
          words: 'Leave from Monday 5 April 2027 to Friday 9 April 2027',
          kept: 0,
        },
      ],
      next: null,
    },
  ],
});

export const historyWish = z.strictObject({ ...whose, ...pageWish });
