import { z } from 'zod';
import { MOST, PRIORITIES, type WhatIf } from '@case-consultation/domain';
import { day, listOf } from '../http/validation/fields.js';

const count = z.int().min(0);
const amount = z.number().min(0);
const share = z.number().min(0).max(1).meta({ description: 'A share, 0 to 1' });
const forecastCount = {
  mean: amount,
  low: amount,
  high: amount.meta({ description: 'Eight of ten times it lies between `low` and `high`' }),
};

const rate = z
  .object({
    requests: count,
    weeks: amount.meta({ description: 'Weeks of five working days that were looked at' }),
    perWeek: amount,
    low: amount,
    high: amount.meta({ description: '`low` to `high`: the exact 95% interval of the rate' }),
  })
  .meta({ id: 'RequestRate' });

const demand = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('not-enough-data'), rate }),
    z.object({
      kind: z.literal('forecast'),
      rate,
      method: z.enum(['as-last-week', 'smoothed', 'seasonal']),
      alpha: z
        .number()
        .meta({ description: 'Weight of the latest week; 1 when the forecast is as the last week' }),
      perWeek: amount,
      error: amount.meta({ description: 'Mean one-step error, requests a week' }),
      naiveError: amount.meta({ description: 'The same of “as last week”' }),
      scatter: amount.meta({ description: 'Variance over mean of the weekly counts' }),
      weeks: listOf(z.object({ monday: day, workingDays: count, ...forecastCount })),
      total: z.object(forecastCount),
    }),
  ])
  .meta({ id: 'DemandForecast', description: 'Under 8 whole weeks there is a rate and no forecast' });

const A_PLAN = {
  requestsPerWeek: 5,
  urgentPerWeek: 0.5,
  waiting: 3,
  champions: 6,
  slotsEach: 1.5,
  otherSlots: 1,
  leaveShare: 0.1,
  noShowShare: 0.05,
};
const AN_OUTLOOK = {
  published: 10,
  bookable: 8.55,
  settled: { backlog: 0.162, someLeft: 0.084, extraDelay: 0.032, withinAWeek: 0.97 },
  clearsIn: 0.845,
  slotsNeeded: 8,
  championsNeeded: 6,
  urgentReserve: 2,
};

const plan = z
  .object({
    requestsPerWeek: amount,
    urgentPerWeek: amount.meta({ description: 'Of those, priority 1' }),
    waiting: count.meta({ description: 'Requests without a time' }),
    champions: count,
    slotsEach: amount.meta({ description: 'Slots that each champion publishes a week' }),
    otherSlots: amount.meta({ description: 'Slots a week of everybody else' }),
    leaveShare: share,
    noShowShare: share,
  })
  .meta({ id: 'CapacityPlan', description: 'In a week of five working days' });

const outlook = z
  .object({
    published: amount,
    bookable: amount.meta({
      description: 'Published slots less those lost to leave, cancellations and no-shows',
    }),
    settled: z
      .object({
        backlog: amount.meta({ description: 'Requests left over at the end of a week, on average' }),
        someLeft: share,
        extraDelay: amount.meta({ description: 'Weeks' }),
        withinAWeek: share.meta({ description: 'Seen in the week they ask' }),
      })
      .nullable()
      .meta({ description: 'Null when more ask than can be seen' }),
    clearsIn: amount.nullable().meta({ description: 'Weeks; null: it will not clear' }),
    slotsNeeded: count,
    championsNeeded: count.nullable(),
    urgentReserve: count.meta({ description: 'Slots a week to keep for priority 1' }),
  })
  .meta({ id: 'CapacityOutlook' });

const partOf = z.object({ n: count, of: count });
const wait = count.nullable().meta({ description: 'Working days; null: longer than is published' });

export const forecastAnswer = z
  .object({
    today: day,
    past: listOf(z.object({ monday: day, requests: count, workingDays: count })),
    demand,
    plan,
    outlook: outlook.nullable().meta({ description: 'Null while there is not enough data' }),
    calledOff: partOf,
    notHeld: partOf,
    stillToCome: count,
    sanity: z
      .object({
        expected: amount,
        measured: amount.nullable(),
        apart: z.boolean().meta({ description: 'More than a quarter of the measured mean apart' }),
      })
      .nullable()
      .meta({ description: 'Little’s law, in weeks' }),
    joining: listOf(
      z.object({
        priority: z.enum(PRIORITIES),
        ahead: count,
        formula: z.number().nullable(),
        range: z.object({ soonest: wait, middle: wait, latest: wait }),
      }),
    ).meta({ description: 'How long somebody who asks now waits' }),
    erlang: share.nullable().meta({ description: 'Erlang C, a pessimistic comparison to `someLeft`' }),
  })
  .meta({
    id: 'Forecast',
    examples: [
      {
        today: '2027-03-02',
        past: [{ monday: '2027-02-22', requests: 5, workingDays: 5 }],
        demand: {
          kind: 'not-enough-data',
          rate: { requests: 12, weeks: 4, perWeek: 3, low: 1.55, high: 5.24 },
        },
        plan: A_PLAN,
        outlook: AN_OUTLOOK,
        calledOff: { n: 1, of: 21 },
        notHeld: { n: 2, of: 20 },
        stillToCome: 15,
        sanity: { expected: 3, measured: 2.8, apart: false },
        joining: [{ priority: 'P3', ahead: 4, formula: 3.5, range: { soonest: 2, middle: 4, latest: 6 } }],
        erlang: 0.444,
      },
    ],
  });

const planView = z.object({ plan, outlook });
const imaginedView = z.object({
  own: planView,
  apart: planView.nullable().meta({ description: 'The other borough where it has its own queue' }),
});

export const whatIfAnswer = z
  .object({
    today: planView,
    imagined: imaginedView,
    instead: imaginedView
      .nullable()
      .meta({ description: 'The same with the boroughs pooled instead of apart, or the other way' }),
    enoughData: z.boolean().meta({ description: 'Whether 8 whole weeks stand behind the requests of today' }),
    takes: count.meta({ description: 'Minutes of a session with the time after it' }),
  })
  .meta({
    id: 'WhatIf',
    examples: [
      {
        today: { plan: A_PLAN, outlook: AN_OUTLOOK },
        imagined: {
          own: {
            plan: { ...A_PLAN, champions: 7 },
            outlook: { ...AN_OUTLOOK, published: 11.5, bookable: 9.8325 },
          },
          apart: null,
        },
        instead: null,
        enoughData: true,
        takes: 75,
      },
    ],
  });

const given = (most: number, description: string) =>
  z.coerce
    .number({ error: `Give a number from 0 to ${most}` })
    .min(0)
    .max(most)
    .optional()
    .meta({ description });

export const whatIfQuery = z.strictObject({
  championsMore: z.coerce
    .number({ error: 'Give a whole number, below 0 for fewer' })
    .int()
    .min(-MOST.champions)
    .max(MOST.champions)
    .default(0)
    .meta({ description: 'Champions more, or fewer when negative' }),
  hoursEach: given(MOST.hoursEach, 'Hours a week of each champion; instead of slots'),
  slotsEach: given(MOST.slotsEach, 'Slots a week of each champion; instead of hours'),
  leaveShare: given(MOST.share, 'Share of slots lost to leave and cancellations'),
  noShowShare: given(MOST.share, 'Share of booked times that are not held'),
  trained: z.coerce
    .number({ error: `Give a whole number from 0 to ${MOST.trained}` })
    .int()
    .min(0)
    .max(MOST.trained)
    .default(0)
    .meta({ description: 'People who come to a training event' }),
  trainedWhoAsk: z.coerce
    .number({ error: 'Give a number from 0 to 1' })
    .min(0)
    .max(1)
    .default(0.2)
    .meta({ description: 'Share of them who ask for a consultation within 12 weeks' }),
  boroughRequests: given(MOST.requestsPerWeek, 'Requests a week of another borough'),
  boroughSlots: given(MOST.slotsPerWeek, 'Slots a week that it publishes'),
  queue: z
    .enum(['together', 'apart'])
    .default('together')
    .meta({ description: 'One queue for both boroughs, or one each' }),
});

export function whatIfOf(query: z.output<typeof whatIfQuery>): WhatIf {
  const { boroughRequests, boroughSlots, queue } = query;
  return {
    championsMore: query.championsMore,
    hoursEach: query.hoursEach ?? null,
    slotsEach: query.slotsEach ?? null,
    leaveShare: query.leaveShare ?? null,
    noShowShare: query.noShowShare ?? null,
    trained: query.trained,
    trainedWhoAsk: query.trainedWhoAsk,
    borough:
      boroughRequests === undefined && boroughSlots === undefined
        ? null
        : {
            requestsPerWeek: boroughRequests ?? 0,
            slotsPerWeek: boroughSlots ?? 0,
            together: queue === 'together',
          },
  };
}
