import { REQUEST_LIMITS } from '@case-consultation/domain';
import { stepPage } from '../kit/step-page.js';
import { questionForm } from './purpose.form.js';

/** What to think about, in somebody’s own words, without what says who a family is. */
export const QuestionPage = stepPage({
  page: 'purpose/question',
  title: 'What would you like to think about?',
  template: 'purpose/question',
  fields: ['question', 'identifierReason'],
  schema: () => questionForm,
  typedFrom: ({ question, identifierReason }) => ({
    question: question ?? '',
    identifierReason: identifierReason ?? '',
  }),
  view: () => ({ most: REQUEST_LIMITS.question }),
  asksMore: () => true,
  partOf: ({ question, identifierReason }, { draft }) => ({
    question,
    identifierReason: identifierReason === undefined ? draft.form.identifierReason : identifierReason || null,
  }),
});
