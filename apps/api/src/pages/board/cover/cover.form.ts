import { z } from 'zod';
import { type Typed } from '../../kit/form-state.js';
import { dayIn } from '../../kit/date-parts.js';
import { reasonField } from '../verbs/parts/verb.form.js';

/** Who is away, when, and whether it is so or only thought of. */
export const coverForm = z
  .looseObject({
    consultantId: z.string({ error: 'Select who is away' }).min(1, 'Select who is away'),
    lasts: z.enum(['until', 'for-good'], { error: 'Select whether you know the last day' }),
    what: z.enum(['plan', 'what-if'], { error: 'Select what you want' }),
  })
  .transform((typed, context) => {
    const posted = typed as unknown as Typed;
    const from = dayIn(posted, 'from', 'the first day they are away', context) ?? '';
    const until =
      typed.lasts === 'until' ? (dayIn(posted, 'until', 'the last day they are away', context) ?? '') : null;
    return { consultantId: typed.consultantId, from, until, whatIf: typed.what === 'what-if' };
  });

/** The plan is done: why, as it is kept with the history of each consultation, and whether they are marked as away. */
export const applyForm = z.object({
  reason: reasonField('Say why they are moved'),
  recordAway: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
});

const CHOOSE = 'Select what becomes of this booking';

/** What becomes of one booking: left, to the lead, or `consultant@start`. */
export const choiceForm = z.object({
  choice: z.string({ error: CHOOSE }).transform((given, context) => {
    if (given === 'left' || given === 'to-lead') return { kind: given } as const;
    const [consultantId = '', start = ''] = given.split('@');
    const startsAt = new Date(start);
    if (consultantId !== '' && !Number.isNaN(startsAt.getTime()))
      return { kind: 'moved', consultantId, startsAt } as const;
    context.addIssue({ code: 'custom', message: CHOOSE });
    return z.NEVER;
  }),
});
