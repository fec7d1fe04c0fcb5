import { STAGE_WORDS } from '../../words/words.js';
import { itemsOf } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { stageForm } from './stage.form.js';

/** How far the case has got. */
export const StagePage = stepPage({
  page: 'stage',
  title: 'What stage is the case at?',
  template: 'stage/stage',
  fields: ['stage'],
  schema: () => stageForm,
  typedFrom: ({ stage }) => ({ stage: stage ?? '' }),
  view: () => ({ items: itemsOf(STAGE_WORDS) }),
  partOf: ({ stage }) => ({ stage }),
});
