import { stepPage } from '../kit/step-page.js';
import { dateField, dateTyped, decisionDateForm } from './stage.form.js';

/** The day on which it is to be decided. */
export const DecisionDatePage = stepPage({
  page: 'stage/date',
  title: 'When is it to be decided?',
  template: 'stage/decision-date',
  fields: ['decisionOn'],
  schema: () => decisionDateForm,
  typedFrom: ({ decisionOn }) => dateTyped(decisionOn),
  view: (_, form) => {
    const parts = ['day', 'month', 'year'] as const;
    const wrong = parts.find((part) => form.error(dateField(part)));
    return {
      error: wrong === undefined ? null : form.error(dateField(wrong)),
      items: parts.map((name) => ({
        name,
        value: form.text(dateField(name)),
        classes: [
          name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
          ...(name === wrong ? ['govuk-input--error'] : []),
        ].join(' '),
      })),
    };
  },
  partOf: (decisionOn) => ({ decisionOn }),
  inputOf: () => dateField('day'),
});
