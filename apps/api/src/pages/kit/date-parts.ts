import { type z } from 'zod';
import { type Day, isDay } from '@case-consultation/domain';
import { type FormState, type Typed } from './form-state.js';

/** The three inputs of a date. */
export const DATE_PARTS = ['day', 'month', 'year'] as const;
export type DatePart = (typeof DATE_PARTS)[number];

/** How an input of the date `name` is named: `from-day`. */
export function datePartField(name: string, part: DatePart): string {
  return `${name}-${part}`;
}

/**
 * The day `YYYY-MM-DD` that was typed into three inputs; null when it is none, after an issue was added, or when all are
 * empty and it may be left out. Months may be written in words, years with two digits.
 * @param words what the date is, as in “Enter …”
 * @param options `ruleLooks`: whether it is a day of the calendar is left to a rule, which says so in its own words;
 *   `rule`: what a rule finds wrong with the day, in words, told with everything else of the form
 */
export function dayIn(
  typed: Typed,
  name: string,
  words: string,
  context: z.RefinementCtx,
  {
    optional = false,
    ruleLooks = false,
    rule = () => null,
  }: { optional?: boolean; ruleLooks?: boolean; rule?: (day: Day) => string | null } = {},
): string | null {
  const given = datePartsIn(typed, name);
  const missing = DATE_PARTS.filter((part) => given[part] === '');
  if (missing.length === DATE_PARTS.length && optional) return null;
  const wrong = (part: DatePart, message: string): null => {
    context.addIssue({ code: 'custom', path: [datePartField(name, part)], message });
    return null;
  };
  const [first] = missing;
  if (missing.length === DATE_PARTS.length) return wrong('day', `Enter ${words}`);
  if (first) return wrong(first, `${capital(words)} must include a ${missing.join(' and ')}`);
  const day = isoDay(given);
  if (day === null || !(ruleLooks || isDay(day)))
    return wrong('day', `${capital(words)} must be a real date`);
  const problem = rule(day);
  if (problem !== null) wrong('day', problem);
  return day;
}

/** A day as the three inputs hold it. */
export function dayTyped(name: string, day: string | null): Typed {
  const [year = '', month = '', date = ''] = day?.split('-') ?? [];
  const plain = (text: string): string => text.replace(/^0/, '');
  return {
    [datePartField(name, 'day')]: plain(date),
    [datePartField(name, 'month')]: plain(month),
    [datePartField(name, 'year')]: year,
  };
}

/** For GOV.UK's date input: its items with what was typed, and the error to show. */
export function dateInputOf(form: FormState, name: string) {
  const wrong = DATE_PARTS.find((part) => form.error(datePartField(name, part)));
  return {
    error: wrong === undefined ? undefined : form.error(datePartField(name, wrong)),
    items: DATE_PARTS.map((part) => ({
      name: part,
      value: form.text(datePartField(name, part)),
      classes: [
        part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
        ...(part === wrong ? ['govuk-input--error'] : []),
      ].join(' '),
    })),
  };
}

function datePartsIn(typed: Typed, name: string): Record<DatePart, string> {
  const read = (part: DatePart): string => [typed[datePartField(name, part)] ?? ''].flat().join('').trim();
  return { day: read('day'), month: read('month'), year: read('year') };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `YYYY-MM-DD` when these are the parts of a date; months may be written in words, years with two digits. */
export function isoDay({ day, month, year }: Record<DatePart, string>): string | null {
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const number = named > 0 ? named : Number(month);
  const fullYear = /^\d{2}$/.test(year) ? `20${year}` : year;
  if (!/^\d{1,2}$/.test(day) || !Number.isInteger(number) || number < 1 || !/^\d{4}$/.test(fullYear))
    return null;
  return `${fullYear}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
