import { z } from 'zod';
import { MODES, PRIORITIES, STAGES, STATUSES } from '@case-consultation/domain';
import { pageSchema, pageWish } from '../http/paging/page.js';
import { code, day, instant, named } from '../http/validation/fields.js';

const listItem = z
  .object({
    code,
    status: z.enum(STATUSES),
    priority: z.enum(PRIORITIES).nullable(),
    targetOn: day.nullable(),
    mode: z.enum(MODES).nullable(),
    agency: z.string().nullable(),
    stage: z.enum(STAGES).nullable(),
    isMine: z.boolean().meta({ description: 'The caller asked for it' }),
    consultant: named.nullable(),
    startsAt: instant.nullable(),
    submittedAt: instant.nullable(),
    statusSince: instant,
  })
  .meta({ id: 'ConsultationListItem' });

export const consultationPage = pageSchema(listItem).meta({
  examples: [
    {
      items: [
        {
          code: 'B-7F3K2Q',
          status: 'booked',
          priority: 'P2',
          targetOn: '2027-03-05',
          mode: 'video',
          agency: 'Children’s social care',
          stage: 'section-47',
          isMine: true,
          consultant: { id: '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70', name: 'Amara Okafor' },
          startsAt: '2027-03-02T10:00:00.000Z',
          submittedAt: '2027-02-26T09:12:00.000Z',
          statusSince: '2027-02-26T10:40:00.000Z',
        },
      ],
      next: null,
    },
  ],
});

export const listWish = z.strictObject({
  ...pageWish,
  status: z.enum(STATUSES).optional().meta({ description: 'Only those in this state' }),
  role: z
    .enum(['requester', 'consultant'])
    .optional()
    .meta({ description: 'Only those the caller asked for, or is the consultant of' }),
  order: z
    .enum(['newest', 'target'])
    .default('newest')
    .meta({ description: '`target`: those still without a booking, by the day they should be held' }),
});
