import { stepPage } from '../kit/step-page.js';
import { agencyForm } from './team.form.js';

/** The agency one asks for: one’s own at first. */
export const AgencyPage = stepPage({
  page: 'team',
  title: 'Which agency are you asking for?',
  template: 'team/agency',
  fields: ['agencyId', 'teamId'],
  schema: () => agencyForm,
  typedFrom: ({ agencyId }) => ({ agencyId: agencyId ?? '' }),
  view: ({ programme }) => ({
    items: programme.agencies.map(({ id, name }) => ({ value: id, text: name })),
  }),
  partOf: ({ agencyId }, { draft, programme }) => {
    const { form } = draft;
    if (agencyId === form.agencyId) return { agencyId, teamId: form.teamId };
    const teams = programme.agencies.find(({ id }) => id === agencyId)?.teams ?? [];
    return { agencyId, teamId: teams.length === 1 ? (teams[0]?.id ?? null) : null };
  },
  next: ({ form }, { programme }) => {
    const teams = programme.agencies.find(({ id }) => id === form.agencyId)?.teams ?? [];
    return teams.length > 1 ? 'team/name' : 'team/others';
  },
  asksMore: ({ form }) => form.teamId === null,
});
