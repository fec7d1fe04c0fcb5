import { z } from 'zod';
import { type Heading, HEADINGS } from '@case-consultation/domain';

const text = z.string().default('');

/** The whole record as it stands in the form; what is too long is for the rules. */
export const recordForm = z
  .object({
    version: z.coerce.number().int().nonnegative().catch(0),
    next: z.enum(['stay', 'add-action', 'share']).catch('stay'),
    background: z.literal('yes').optional().catch(undefined),
    ...(Object.fromEntries(HEADINGS.map((heading) => [heading, text])) as Record<Heading, typeof text>),
  })
  .transform(({ version, next, background, ...headings }) => ({
    version,
    next,
    inBackground: background === 'yes',
    headings: headings,
  }));

/** Where on the page a heading of the rules is. */
export function inputOfHeading(field: string): string {
  return field.replace(/^headings\//, '');
}
