import { z } from 'zod';
import { ABOUT } from '@case-consultation/domain';

/** Which suggested day, or another one. */
export const DUE_CHOICES = ['one-week', 'two-weeks', 'four-weeks', 'decision', 'other'] as const;
export type DueChoice = (typeof DUE_CHOICES)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const typed = z.string().trim().default('');

/** An action as it is typed, in the order of the page; whether the day is a sensible one is for the rules. */
export const actionForm = z
  .object({
    pathwayId: typed,
    description: typed.refine((text) => text !== '', 'Say what is to be done'),
    ownerId: z.string({ error: 'Select who will do it' }).regex(UUID, 'Select who will do it'),
    due: z.enum(DUE_CHOICES, { error: 'Select by when' }),
    'due-day': typed,
    'due-month': typed,
    'due-year': typed,
    about: z.enum(ABOUT, { error: 'Select whom or what it is about' }),
    key: z.string().regex(UUID).catch(''),
  })
  .transform(({ pathwayId, ...form }) => ({ ...form, pathwayId: UUID.test(pathwayId) ? pathwayId : null }))
  .superRefine((form, context) => {
    if (form.due === 'other' && dayTyped(form) === null) {
      context.addIssue({
        code: 'custom',
        path: ['due-day'],
        message: 'Enter a real date, such as 16 3 2027',
      });
    }
  });

/** Only what is needed to look for a colleague: nothing else is checked yet. */
export const searchForm = z.object({
  search: z.string().trim().default(''),
});

/** The day in the three fields of a date input as `YYYY-MM-DD`; null when it cannot be one. */
export function dayTyped(form: {
  'due-day': string;
  'due-month': string;
  'due-year': string;
}): string | null {
  const { 'due-day': day, 'due-month': month, 'due-year': year } = form;
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
