import { DECISION_WORDS } from '../../words/words.js';
import { itemsOf } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { decisionForm, NO_DECISION } from './stage.form.js';

/** What is to be decided next about the family, if anything is. */
export const DecisionPage = stepPage({
  page: 'stage/decision',
  title: 'What is to be decided next?',
  template: 'stage/decision',
  fields: ['decisionKind', 'decisionOn'],
  schema: () => decisionForm,
  // That nothing is to be decided is kept as no kind and no date: once the stage is saved it may stand for that.
  typedFrom: ({ decisionKind }) => ({ decisionKind: decisionKind ?? '' }),
  view: () => ({ items: itemsOf(DECISION_WORDS), noDecision: NO_DECISION }),
  partOf: ({ decisionKind }, { draft }) =>
    decisionKind === NO_DECISION
      ? { decisionKind: null, decisionOn: null }
      : { decisionKind, decisionOn: draft.form.decisionOn },
  next: ({ form }) => (form.decisionKind === null ? null : 'stage/date'),
  asksMore: ({ form }) => form.decisionKind !== null && form.decisionOn === null,
});
