import { z } from 'zod';

export const agencyForm = z.object({
  agencyId: z
    .string({ error: 'Select the agency you are asking for' })
    .min(1, 'Select the agency you are asking for'),
});

export const teamForm = z.object({
  teamId: z.string({ error: 'Select your team' }).min(1, 'Select your team'),
});
