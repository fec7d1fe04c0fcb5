import { SAFETY_FLAGS } from '@case-consultation/domain';
import { itemsOf } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { FLAG_LABELS } from './flag-labels.js';
import { FLAG_ANSWERS, flagField, flagsForm } from './flags.form.js';

/** What makes a case more dangerous: each yes, no or not known. */
export const FlagsPage = stepPage({
  page: 'flags',
  title: 'Which of these are there now or lately?',
  template: 'flags/flags',
  fields: ['safetyFlags'],
  schema: (_, then) => flagsForm(then === 'on'),
  typedFrom: ({ safetyFlags }) =>
    Object.fromEntries(SAFETY_FLAGS.map((flag) => [flagField(flag), safetyFlags?.[flag] ?? ''])),
  view: () => ({
    answers: itemsOf(FLAG_ANSWERS),
    flags: SAFETY_FLAGS.map((flag) => ({ name: flagField(flag), ...FLAG_LABELS[flag] })),
  }),
  partOf: (answers) => ({ safetyFlags: Object.fromEntries(answers) }),
});
