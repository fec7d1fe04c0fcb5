import { z } from 'zod';
import { ABOUT, type Day, descriptionProblem, dueProblem } from '@case-consultation/domain';
import { dayIn } from '../../kit/date-parts.js';
import { fieldIn } from '../../kit/field-in.js';
import { type Typed } from '../../kit/form-state.js';

/** Which suggested day, or another one. */
export const DUE_CHOICES = ['one-week', 'two-weeks', 'four-weeks', 'decision', 'other'] as const;
export type DueChoice = (typeof DUE_CHOICES)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const description = z
  .string()
  .trim()
  .default('')
  .superRefine((text, context) => {
    const message = descriptionProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
const ownerId = z.string({ error: 'Select who will do it' }).regex(UUID, 'Select who will do it');
const due = z.enum(DUE_CHOICES, { error: 'Select by when' });
const about = z.enum(ABOUT, { error: 'Select whom or what it is about' });
const pathwayId = z.string().regex(UUID).nullable().catch(null);
const key = z.string().regex(UUID).catch('');

/** An action as it is typed, in the order of the page. @param today the programme's day */
export const actionForm = (today: Day) =>
  z.record(z.string(), z.unknown()).transform((given, context) => {
    const typed = given as Typed;
    return {
      pathwayId: pathwayId.parse(typed['pathwayId']),
      description: fieldIn(typed, 'description', description, context) ?? '',
      ownerId: fieldIn(typed, 'ownerId', ownerId, context) ?? '',
      ...dueIn(typed, today, context),
      about: fieldIn(typed, 'about', about, context) ?? 'system',
      key: key.parse(typed['key']),
    };
  });

/** One of the suggested days; or `dueOn` when it is another. */
function dueIn(
  typed: Typed,
  today: Day,
  context: z.RefinementCtx,
): { due: Exclude<DueChoice, 'other'>; dueOn: null } | { due: 'other'; dueOn: Day } {
  const choice = fieldIn(typed, 'due', due, context) ?? 'one-week';
  if (choice !== 'other') return { due: choice, dueOn: null };
  const rule = (day: Day) => dueProblem(day, today);
  return {
    due: choice,
    dueOn: dayIn(typed, 'due', 'the day by which it is to be done', context, { rule }) ?? '',
  };
}

/** Only what is needed to look for a colleague: nothing else is checked yet. */
export const searchForm = z.object({
  search: z.string().trim().default(''),
});
