import { yesNoTyped, YES_NO } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { familyWorksForm } from './conflicts.form.js';

/** Whether somebody in the family is a colleague of ours: then hardly anybody may see it. */
export const FamilyWorksPage = stepPage({
  page: 'conflicts/family',
  title: 'Does anyone in the family work for a partner agency?',
  template: 'conflicts/family-works',
  fields: ['familyWorksForAgency'],
  schema: () => familyWorksForm,
  typedFrom: ({ familyWorksForAgency }) => ({ familyWorksForAgency: yesNoTyped(familyWorksForAgency) }),
  view: ({ programme }) => ({ items: YES_NO, agencies: programme.agencies.map(({ name }) => name) }),
  partOf: ({ familyWorksForAgency }) => ({ familyWorksForAgency }),
});
