import { stepPage } from '../kit/step-page.js';
import { teamForm } from './team.form.js';

/** The team within the agency that was chosen before. */
export const TeamNamePage = stepPage({
  page: 'team/name',
  title: 'Which team are you asking for?',
  template: 'team/team-name',
  fields: ['teamId'],
  schema: () => teamForm,
  typedFrom: ({ teamId }) => ({ teamId: teamId ?? '' }),
  view: ({ draft, programme }) => {
    const agency = programme.agencies.find(({ id }) => id === draft.form.agencyId);
    return {
      agency: agency?.name ?? '',
      items: (agency?.teams ?? []).map(({ id, name }) => ({ value: id, text: name })),
    };
  },
  partOf: ({ teamId }) => ({ teamId }),
});
