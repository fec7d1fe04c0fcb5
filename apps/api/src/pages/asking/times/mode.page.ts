import { MODE_WORDS } from '../../words/words.js';
import { itemsOf } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { modeForm } from './times.form.js';

/** How to meet. Who is free depends on it. */
export const ModePage = stepPage({
  page: 'times',
  title: 'How would you like to meet?',
  template: 'times/mode',
  fields: ['mode'],
  schema: () => modeForm,
  typedFrom: ({ mode }) => ({ mode: mode ?? '' }),
  view: () => ({ items: itemsOf(MODE_WORDS) }),
  partOf: ({ mode }) => ({ mode }),
});
