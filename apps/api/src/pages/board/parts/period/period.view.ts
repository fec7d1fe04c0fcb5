import { type PeriodName, PERIODS } from '@case-consultation/domain';
import { DATE_PARTS, datePartField } from '../../../kit/date-parts.js';
import { type FormState } from '../../../kit/form-state.js';
import { type End, type PeriodAsked } from './period-asked.js';

const PERIOD_WORDS: Readonly<Record<PeriodName, string>> = {
  'last-12-weeks': 'The last 12 weeks',
  'this-quarter': 'This quarter, up to today',
  'last-quarter': 'The last quarter',
  'last-year': 'The last year (52 weeks)',
  'own-dates': 'From one day to another',
};

/** One choice of a select. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

interface DateField {
  readonly items: readonly {
    readonly name: string;
    readonly label: string;
    readonly value: string;
    readonly classes: string;
  }[];
  readonly error: { readonly text: string } | undefined;
}

/** A period to choose, as `board/parts/period/period.njk` shows it. */
export interface PeriodView {
  readonly choices: readonly Choice[];
  /** One's own dates are chosen. */
  readonly isOwn: boolean;
  readonly dates: Readonly<Record<End, DateField>>;
}

/** @param whenever the words for no period, where one may choose none */
export function periodView(asked: PeriodAsked<null>, form: FormState, whenever?: string): PeriodView {
  const known = PERIODS.map((name) => ({ value: name, text: PERIOD_WORDS[name] }));
  const choices = whenever === undefined ? known : [{ value: '', text: whenever }, ...known];
  return {
    choices: choices.map((choice) => ({ ...choice, selected: choice.value === (asked.period ?? '') })),
    isOwn: asked.period === 'own-dates',
    dates: { first: dateField(asked, 'first', form), last: dateField(asked, 'last', form) },
  };
}

function dateField({ typed }: PeriodAsked<null>, end: End, form: FormState): DateField {
  const error = form.error(datePartField(end, 'day'));
  return {
    error,
    items: DATE_PARTS.map((part, place) => ({
      name: part,
      label: `${part.charAt(0).toUpperCase()}${part.slice(1)}`,
      value: typed[end][place] ?? '',
      classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error ? ' govuk-input--error' : ''}`,
    })),
  };
}
