import { z } from 'zod';
import { severalOf } from '../kit/several.js';

const WORDS = 'Select yes if anyone in the family works for one of these agencies';

export const familyWorksForm = z.object({
  familyWorksForAgency: z.enum(['yes', 'no'], { error: WORDS }).transform((answer) => answer === 'yes'),
});

const SELECT_PEOPLE = 'Select people from the list';

/** Colleagues that were ticked; none is an answer too. */
export const colleaguesForm = z.object({
  conflictPersonIds: severalOf(z.string()).refine(
    (ids) => ids.length <= 100 && ids.every((id) => z.uuid().safeParse(id).success),
    { error: SELECT_PEOPLE },
  ),
});
