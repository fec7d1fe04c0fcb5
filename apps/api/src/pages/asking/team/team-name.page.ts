import { stepPage } from '../kit/step-page.js';
import { teamForm } from './team.form.js';
import { agencyOf, teamsOf } from './teams-of.js';

/** The team within the agency that was chosen before. */
export const TeamNamePage = stepPage({
  page: 'team/name',
  title: 'Which team are you asking for?',
  template: 'team/team-name',
  fields: ['teamId'],
  schema: ({ draft, programme }) => teamForm(teamsOf(programme, draft.form.agencyId)),
  typedFrom: ({ teamId }) => ({ teamId: teamId ?? '' }),
  view: ({ draft, programme }) => ({
    agency: agencyOf(programme, draft.form.agencyId)?.name ?? '',
    items: teamsOf(programme, draft.form.agencyId).map(({ id, name }) => ({ value: id, text: name })),
  }),
  partOf: ({ teamId }) => ({ teamId }),
});
