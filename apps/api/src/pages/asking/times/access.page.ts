import { REQUEST_LIMITS } from '@case-consultation/domain';
import { stepPage } from '../kit/step-page.js';
import { accessForm } from './times.form.js';

/** What would help somebody to take part. */
export const AccessPage = stepPage({
  page: 'times/access',
  title: 'Is there anything that would help you to take part?',
  template: 'times/access',
  fields: ['accessNeeds', 'identifierReason'],
  schema: () => accessForm,
  typedFrom: ({ accessNeeds }) => ({ accessNeeds: accessNeeds ?? '' }),
  view: () => ({ most: REQUEST_LIMITS.accessNeeds }),
  partOf: ({ accessNeeds, identifierReason }, { draft }) => ({
    accessNeeds: accessNeeds || null,
    identifierReason: identifierReason || draft.form.identifierReason,
  }),
});
