import { z } from 'zod';
import { type Typed } from '../../kit/form-state.js';
import { isoDay } from '../../asking/stage/stage.form.js';
import { reasonField } from '../verbs/parts/verb.form.js';

const PARTS = ['day', 'month', 'year'] as const;
type DayName = 'from' | 'until';

/** What each of the two days is called where something is wrong with it. */
const CALLED: Readonly<Record<DayName, string>> = {
  from: 'the first day they are away',
  until: 'the last day they are away',
};

/** Who is away, when, and whether it is so or only thought of. */
export const coverForm = z
  .looseObject({
    consultantId: z.string({ error: 'Select who is away' }).min(1, 'Select who is away'),
    lasts: z.enum(['until', 'for-good'], { error: 'Select whether you know the last day' }),
    what: z.enum(['plan', 'what-if'], { error: 'Select what you want' }),
  })
  .transform((typed, context) => {
    const from = dayIn(typed as unknown as Typed, 'from', context);
    const until = typed.lasts === 'until' ? dayIn(typed as unknown as Typed, 'until', context) : null;
    return { consultantId: typed.consultantId, from, until, whatIf: typed.what === 'what-if' };
  });

function dayIn(typed: Typed, name: DayName, context: z.RefinementCtx): string {
  const part = (of: string): string => [typed[`${name}-${of}`] ?? ''].flat().join('').trim();
  const given = { day: part('day'), month: part('month'), year: part('year') };
  const missing = PARTS.filter((of) => given[of] === '');
  const wrong = (of: string, message: string): string => {
    context.addIssue({ code: 'custom', path: [`${name}-${of}`], message });
    return '';
  };
  if (missing.length === PARTS.length) return wrong('day', `Enter ${CALLED[name]}`);
  const [first] = missing;
  const called = CALLED[name].replace(/^t/, 'T');
  if (first) return wrong(first, `${called} must include a ${missing.join(' and ')}`);
  return isoDay(given) ?? wrong('day', `${called} must be a real date`);
}

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
