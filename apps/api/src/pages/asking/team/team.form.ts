import { z } from 'zod';

const oneOf = (known: readonly { id: string }[], missing: string) =>
  z.string({ error: missing }).refine((given) => known.some(({ id }) => id === given), { error: missing });

export const agencyForm = (agencies: readonly { id: string }[]) =>
  z.object({ agencyId: oneOf(agencies, 'Select the agency you are asking for') });

export const teamForm = (teams: readonly { id: string }[]) =>
  z.object({ teamId: oneOf(teams, 'Select your team') });
