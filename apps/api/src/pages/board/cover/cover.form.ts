import { z } from 'zod';
import { type Day, firstDayAwayProblem, lastDayAwayProblem } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';
import { dayIn } from '../../kit/date-parts.js';
import { fieldIn } from '../../kit/field-in.js';
import { reasonField } from '../verbs/parts/verb.form.js';

const consultantId = z.string({ error: 'Select who is away' }).min(1, 'Select who is away');
const lasts = z.enum(['until', 'for-good'], { error: 'Select whether you know the last day' });
const what = z.enum(['plan', 'what-if'], { error: 'Select what you want' });

/** Who is away, when, and whether it is so or only thought of. @param today the programme's day */
export const coverForm = (today: Day) =>
  z.record(z.string(), z.unknown()).transform((given, context) => {
    const typed = given as Typed;
    const who = fieldIn(typed, 'consultantId', consultantId, context) ?? '';
    const from = dayIn(typed, 'from', 'the first day they are away', context, {
      rule: (day) => firstDayAwayProblem(day, today),
    });
    const until =
      fieldIn(typed, 'lasts', lasts, context) === 'until'
        ? dayIn(typed, 'until', 'the last day they are away', context, {
            rule: (day) => (from === null ? null : lastDayAwayProblem(day, from)),
          })
        : null;
    const whatIf = fieldIn(typed, 'what', what, context) === 'what-if';
    return { consultantId: who, from: from ?? '', until, whatIf };
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
