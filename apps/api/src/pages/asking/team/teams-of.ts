import { type ProgrammeView } from '@case-consultation/features';

/** An agency of the programme, with its teams. */
export type Agency = ProgrammeView['agencies'][number];

/** The agency with this id; undefined while none is chosen. */
export function agencyOf({ agencies }: ProgrammeView, agencyId: string | null): Agency | undefined {
  return agencies.find(({ id }) => id === agencyId);
}

/** The teams of an agency; none while no agency is chosen. */
export function teamsOf(programme: ProgrammeView, agencyId: string | null): Agency['teams'] {
  return agencyOf(programme, agencyId)?.teams ?? [];
}
