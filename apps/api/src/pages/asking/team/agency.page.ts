import { stepPage } from '../kit/step-page.js';
import { agencyForm } from './team.form.js';
import { teamsOf } from './teams-of.js';

/** The agency one asks for: one’s own at first. Where it has one team only, that is the team. */
export const AgencyPage = stepPage({
  page: 'team',
  title: 'Which agency are you asking for?',
  template: 'team/agency',
  fields: ['agencyId', 'teamId'],
  schema: ({ programme }) => agencyForm(programme.agencies),
  typedFrom: ({ agencyId }) => ({ agencyId: agencyId ?? '' }),
  view: ({ programme }) => ({
    items: programme.agencies.map(({ id, name }) => ({ value: id, text: name })),
  }),
  partOf: ({ agencyId }, { draft, programme }) => {
    if (agencyId === draft.form.agencyId) return { agencyId, teamId: draft.form.teamId };
    const [first, ...others] = teamsOf(programme, agencyId);
    return { agencyId, teamId: first && others.length === 0 ? first.id : null };
  },
  next: ({ form }, { programme }) =>
    teamsOf(programme, form.agencyId).length > 1 ? 'team/name' : 'team/others',
  asksMore: ({ form }) => form.teamId === null,
});
