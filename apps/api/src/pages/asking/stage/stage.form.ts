import { z } from 'zod';
import { DECISION_KINDS, STAGES } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';

export const stageForm = z.object({ stage: z.enum(STAGES, { error: 'Select the stage the case is at' }) });

/** What stands for “no decision is planned”. */
export const NO_DECISION = 'none';

export const decisionForm = z.object({
  decisionKind: z.enum([...DECISION_KINDS, NO_DECISION], { error: 'Select what is to be decided next' }),
});

const PARTS = ['day', 'month', 'year'] as const;
type Part = (typeof PARTS)[number];

/** How the inputs of the date are named. */
export const dateField = (part: Part): string => `decisionOn-${part}`;

/** A date in three inputs. Whether it is a sensible one is for the rules. */
export const decisionDateForm = z.record(z.string(), z.unknown()).transform((typed, context) => {
  const given = datePartsIn(typed as Typed);
  const missing = PARTS.filter((part) => given[part] === '');
  if (missing.length === PARTS.length) return wrong(context, 'day', 'Enter the date of the next decision');
  const [first] = missing;
  if (first)
    return wrong(context, first, `The date of the next decision must include a ${missing.join(' and ')}`);
  const day = isoDay(given);
  return day ?? wrong(context, 'day', 'The date of the next decision must be a real date');
});

function wrong(context: z.RefinementCtx, part: Part, message: string): never {
  context.addIssue({ code: 'custom', path: [dateField(part)], message });
  return z.NEVER;
}

/** The three parts as they were typed, without spaces around them. */
export function datePartsIn(typed: Typed): Record<Part, string> {
  const read = (part: Part): string => [typed[dateField(part)] ?? ''].flat().join('').trim();
  return { day: read('day'), month: read('month'), year: read('year') };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `YYYY-MM-DD` when these are the parts of a date; months may be written in words, years with two digits. */
export function isoDay({ day, month, year }: Record<Part, string>): string | null {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const number = named > 0 ? named : Number(month);
  const fullYear = /^\d{2}$/.test(year) ? `20${year}` : year;
  if (!/^\d{1,2}$/.test(day) || !Number.isInteger(number) || number < 1 || !/^\d{4}$/.test(fullYear))
    return null;
  return `${fullYear}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A day as the three inputs hold it. */
export function dateTyped(day: string | null): Typed {
  const [year = '', month = '', date = ''] = day?.split('-') ?? [];
  const plain = (text: string): string => text.replace(/^0/, '');
  return { [dateField('day')]: plain(date), [dateField('month')]: plain(month), [dateField('year')]: year };
}
