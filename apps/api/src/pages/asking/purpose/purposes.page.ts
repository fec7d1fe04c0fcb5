import { PURPOSE_WORDS } from '../../words/words.js';
import { itemsOf } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { purposesForm } from './purpose.form.js';

/** What somebody wants from the consultation: one thing or several. */
export const PurposesPage = stepPage({
  page: 'purpose',
  title: 'What do you want from the consultation?',
  template: 'purpose/purposes',
  fields: ['purposes'],
  schema: () => purposesForm,
  typedFrom: ({ purposes }) => ({ purposes }),
  view: () => ({ items: itemsOf(PURPOSE_WORDS) }),
  partOf: ({ purposes }) => ({ purposes }),
});
