import { dayInCell, type Day } from '@case-consultation/domain';
import { type FormState, type Typed } from '../../kit/form-state.js';

const PARTS = ['day', 'month', 'year'] as const;

/** The three inputs of a date, as the GOV.UK component wants them. */
export interface DayInputs {
  readonly error: { text: string } | undefined;
  readonly items: readonly { name: string; value: string; classes: string }[];
}

/** Which input of a date a rule's refusal is about. */
export const firstInputOf = (name: string): string => `${name}-day`;

/** What was typed into the three inputs of a date: the day, null for nothing, or undefined for what is no day. */
export function dayTypedIn(typed: Typed, name: string): Day | null | undefined {
  const parts = PARTS.map((part) => [typed[`${name}-${part}`] ?? ''].flat().join('').trim());
  if (parts.every((part) => part === '')) return null;
  return parts.includes('') ? undefined : (dayInCell(parts.join('/')) ?? undefined);
}

/** A day as the three inputs hold it. */
export function typedDay(name: string, day: Day | null): Typed {
  const [year = '', month = '', date = ''] = day?.split('-') ?? [];
  const plain = (text: string): string => text.replace(/^0/, '');
  return { [`${name}-day`]: plain(date), [`${name}-month`]: plain(month), [`${name}-year`]: year };
}

export function dayInputs(form: FormState, name: string): DayInputs {
  const error = form.error(firstInputOf(name));
  return {
    error,
    items: PARTS.map((part) => ({
      name: part,
      value: form.text(`${name}-${part}`),
      classes: `${part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'}${error ? ' govuk-input--error' : ''}`,
    })),
  };
}
