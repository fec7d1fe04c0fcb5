import { z } from 'zod';
import { AGE_BANDS, AGE_BAND_WORDS, REQUEST_LIMITS, type AgeBand } from '@case-consultation/domain';

export const caseReferenceForm = z.object({
  caseReference: z.string({ error: 'Enter the case reference' }).trim().min(1, 'Enter the case reference'),
});

/** How the input of an age band is named. */
export const childrenField = (band: AgeBand): `children-${AgeBand}` => `children-${band}`;

const count = (band: AgeBand) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed ?? '').trim() || '0')
    .refine((typed) => /^\d{1,2}$/.test(typed) && Number(typed) <= REQUEST_LIMITS.children, {
      error: `Enter how many children are ${AGE_BAND_WORDS[band]}, from 0 to ${REQUEST_LIMITS.children}`,
    })
    .transform(Number);

/** How many children there are of each age; left empty there are none. */
export const childrenForm = z
  .object(Object.fromEntries(AGE_BANDS.map((band) => [childrenField(band), count(band)])))
  .transform((typed) => AGE_BANDS.map((band) => [band, typed[childrenField(band)] ?? 0] as const))
  .refine((counts) => counts.some(([, children]) => children > 0), {
    error: 'Enter how many children there are in at least one age group',
    path: [childrenField('unborn')],
  });
