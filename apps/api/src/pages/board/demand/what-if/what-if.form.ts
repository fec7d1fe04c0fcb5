import { z } from 'zod';
import { type WhatIf } from '@case-consultation/domain';
import { type Typed } from '../../../kit/form-state.js';

/** A number as people write it: `1.5`, `−2`, `15%`; null when nothing was typed. */
function number(message: string) {
  return z
    .string({ error: message })
    .default('')
    .transform((typed, context) => {
      const text = typed.trim().replace('−', '-').replace(/\s*%$/, '');
      if (text === '') return null;
      if (/^[-+]?\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text);
      context.issues.push({ code: 'custom', message, input: typed });
      return z.NEVER;
    });
}

/** Of those who come to a training event, how many ask in the 12 weeks after, unless told. */
export const WHO_ASK_PERCENT = 20;

const fields = z.object({
  championsMore: number('Enter how many champions more or fewer, for example 2 or -1'),
  hoursEach: number('Enter hours a week as a number, for example 2.5'),
  slotsEach: number('Enter slots a week as a number, for example 1.5'),
  leaveShare: number('Enter a percentage, for example 15'),
  noShowShare: number('Enter a percentage, for example 5'),
  trained: number('Enter how many people are trained, for example 40'),
  trainedWhoAsk: number('Enter a percentage, for example 20'),
  boroughRequests: number('Enter requests a week as a number, for example 3'),
  boroughSlots: number('Enter slots a week as a number, for example 4'),
  queue: z
    .enum(['together', 'apart'], { error: 'Select one queue for both, or one each' })
    .default('together'),
});

/** What of an address is of the form. */
export function typedIn(query: Typed): Typed {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name in fields.shape));
}

/** What is typed on the page; nothing typed is as today. */
export const whatIfForm = fields.transform((typed): WhatIf => {
  const share = (value: number | null): number | null => (value === null ? null : value / 100);
  const { boroughRequests, boroughSlots } = typed;
  return {
    championsMore: typed.championsMore ?? 0,
    hoursEach: typed.hoursEach,
    slotsEach: typed.slotsEach,
    leaveShare: share(typed.leaveShare),
    noShowShare: share(typed.noShowShare),
    trained: typed.trained ?? 0,
    trainedWhoAsk: (typed.trainedWhoAsk ?? WHO_ASK_PERCENT) / 100,
    borough:
      boroughRequests === null && boroughSlots === null
        ? null
        : {
            requestsPerWeek: boroughRequests ?? 0,
            slotsPerWeek: boroughSlots ?? 0,
            together: typed.queue === 'together',
          },
  };
});

/** Nothing is imagined. */
export const AS_TODAY: WhatIf = whatIfForm.parse({});
