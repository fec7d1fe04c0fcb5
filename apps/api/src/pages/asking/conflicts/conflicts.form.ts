import { z } from 'zod';

const WORDS = 'Select yes if anyone in the family works for one of these agencies';

export const familyWorksForm = z.object({
  familyWorksForAgency: z.enum(['yes', 'no'], { error: WORDS }).transform((answer) => answer === 'yes'),
});

/** Colleagues that were ticked; none is an answer too. */
export const colleaguesForm = z.object({
  conflictPersonIds: z.preprocess(
    (typed) => (typeof typed === 'string' ? [typed] : (typed ?? [])),
    z.array(z.uuid({ error: 'Select people from the list' })).max(100, 'Select 100 people or fewer'),
  ),
});
