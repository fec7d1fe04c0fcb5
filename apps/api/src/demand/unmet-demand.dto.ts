import { z } from 'zod';
import { MODES, PRIORITIES, STAGES, UNMET_BECAME, UNMET_KINDS } from '@case-consultation/domain';
import { type UnmetWish } from '@case-consultation/features';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { code, id, instant, listOf, named } from '../http/validation/fields.js';
import {
  DAYS_OUT_OF_PLACE,
  hasDaysInPlace,
  ownDays,
  PERIOD_DESCRIPTION,
  periodName,
  periodOfQuery,
} from './period.dto.js';

const KIND = {
  description:
    '`abandoned`: a draft that was left after no time had suited. `out-of-area` and `turned-down` are a lead’s decision; the others are searches',
};
const BECAME = {
  description:
    'What became of the request up to now: `open` still looks, `not-sent` is a draft, `ended` is over without a consultation',
};

export const unmetQuery = z
  .strictObject({
    ...pageWish,
    period: periodName.optional().meta({ description: `${PERIOD_DESCRIPTION}. Left out: whenever it was` }),
    ...ownDays,
    kind: z.enum(UNMET_KINDS).optional().meta(KIND),
    became: z.enum(UNMET_BECAME).optional().meta(BECAME),
    agencyId: id.optional().meta({ description: 'Only what was asked for from this agency' }),
    stage: z.enum(STAGES).optional(),
    priority: z.enum(PRIORITIES).optional(),
  })
  .refine(hasDaysInPlace, DAYS_OUT_OF_PLACE);

/** Which of it is asked for. */
export function wishOf({
  period,
  first,
  last,
  kind,
  became,
  agencyId,
  stage,
  priority,
}: z.output<typeof unmetQuery>): Pick<UnmetWish, 'filter' | 'period'> {
  return {
    period: period ? periodOfQuery({ period, first, last }) : null,
    filter: { kind, became, agencyId, stage, priority },
  };
}

const UNMET_EXAMPLE = {
  id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70',
  at: '2027-03-02T10:00:00.000Z',
  kind: 'no-acceptable-time',
  became: 'booked',
  agency: { id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', name: 'Elmbrook health visiting' },
  asked: {
    code: 'B-7F3K2Q',
    priority: 'P2',
    stage: 'early-help',
    mode: 'video',
    restricted: false,
    wish: { soonest: true, preferredTimes: [] },
  },
};

export const unmetPage = pageSchema(
  z
    .object({
      id,
      at: instant,
      kind: z.enum(UNMET_KINDS).meta(KIND),
      became: z.enum(UNMET_BECAME).meta(BECAME),
      agency: named.nullable(),
      asked: z
        .object({
          code,
          priority: z.enum(PRIORITIES),
          stage: z.enum(STAGES).nullable(),
          mode: z.enum(MODES),
          restricted: z.boolean(),
          wish: z.object({ soonest: z.boolean(), preferredTimes: listOf(instant) }),
        })
        .nullable()
        .meta({
          description: 'As it stands now. Null for what was never sent: a draft is its author’s alone',
        }),
    })
    .meta({ id: 'UnmetDemand', examples: [UNMET_EXAMPLE] }),
).meta({ examples: [{ items: [UNMET_EXAMPLE], next: null }] });
