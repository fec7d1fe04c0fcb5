import { yesNoTyped } from '../kit/items.js';
import { stepPage } from '../kit/step-page.js';
import { SAFETY_QUESTIONS, safetyForm } from './safety.form.js';
import { contactsView } from './contacts.view.js';

/** What has to be safe before anything else is asked. */
export const SafetyPage = stepPage({
  page: 'safety',
  title: 'Safety first',
  template: 'safety/safety',
  fields: ['safetyGate'],
  schema: () => safetyForm,
  typedFrom: ({ safetyGate }) =>
    Object.fromEntries(SAFETY_QUESTIONS.map(({ name }) => [name, yesNoTyped(safetyGate?.[name])])),
  view: ({ programme }) => ({
    questions: SAFETY_QUESTIONS,
    contacts: contactsView(programme.settings.localContacts),
  }),
  partOf: (safetyGate) => ({ safetyGate }),
});
