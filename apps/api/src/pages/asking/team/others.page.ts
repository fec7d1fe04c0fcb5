import { REQUEST_LIMITS } from '@case-consultation/domain';
import { stepPage } from '../kit/step-page.js';
import { attendeeInputs, attendeesIn, inputsShown, othersForm } from './others.form.js';
import { teamsOf } from './teams-of.js';

/** Colleagues who come too: they get the invite, and nothing of the case. */
export const OthersPage = stepPage({
  page: 'team/others',
  title: 'Who else will join you?',
  template: 'team/others',
  fields: ['attendees'],
  schema: () => othersForm,
  typedFrom: ({ attendees }) => attendeeInputs(attendees),
  tidied: (typed) => ({ ...typed, ...NOTHING, ...attendeeInputs(attendeesIn(typed)) }),
  view: ({ programme }, form) => {
    const shown = inputsShown(form.typed);
    return {
      rows: Array.from({ length: shown }, (_, i) => i),
      mayAdd: shown < REQUEST_LIMITS.attendees,
      domains: programme.settings.allowedMailDomains.map((domain) => `@${domain}`),
    };
  },
  partOf: ({ attendees }) => ({ attendees }),
  inputOf: (field) => (field === 'attendees' ? 'attendees-0' : field.replaceAll('/', '-')),
  before: ({ draft, programme }) =>
    teamsOf(programme, draft.form.agencyId).length > 1 ? 'team/name' : 'team',
});

/** What was typed is laid out afresh, so that no input keeps what moved up. */
const NOTHING = attendeeInputs(Array.from({ length: 100 }, () => ''));
