import { stepPage } from '../kit/step-page.js';
import { caseReferenceForm } from './family.form.js';

/** The council’s own number of the case: all that is kept of who a family is. */
export const CaseReferencePage = stepPage({
  page: 'case',
  title: 'What is the case reference?',
  template: 'family/case-reference',
  fields: ['caseReference'],
  schema: () => caseReferenceForm,
  typedFrom: ({ caseReference }) => ({ caseReference: caseReference ?? '' }),
  view: ({ programme }) => ({ example: programme.settings.caseReference.example }),
  partOf: ({ caseReference }) => ({ caseReference }),
});
