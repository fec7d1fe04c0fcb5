import { z } from 'zod';
import { ALERT_KINDS } from '@case-consultation/domain';
import { MOST_COUNTED } from '@case-consultation/features';
import { listOf } from '../http/validation/fields.js';

const counted = z.object({
  n: z.int().min(0).max(MOST_COUNTED),
  more: z.boolean().meta({ description: `There are more than ${MOST_COUNTED}` }),
});

export const alertsAnswer = z
  .object({
    alerts: listOf(
      z.object({
        kind: z.enum(ALERT_KINDS).meta({
          description: '`capacity-under-demand` is about the programme itself, and counts once',
        }),
        count: counted,
      }),
    ).meta({ description: 'Only what there is, in the order in which it is told' }),
    total: counted,
  })
  .meta({
    id: 'Alerts',
    examples: [
      {
        alerts: [
          { kind: 'target-at-risk', count: { n: 2, more: false } },
          { kind: 'offer-unanswered', count: { n: 1, more: false } },
        ],
        total: { n: 3, more: false },
      },
    ],
  });
