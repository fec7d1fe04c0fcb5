import { type z } from 'zod';
import { type Typed } from './form-state.js';

/**
 * What stands in one field, by the schema of that field; undefined after its problem was added. A form that reads all of its
 * fields so tells everything that is to be put right at once, also where one field is looked at in the light of another.
 */
export function fieldIn<S extends z.ZodType>(
  typed: Typed,
  name: string,
  schema: S,
  context: z.RefinementCtx,
): z.output<S> | undefined {
  const read = schema.safeParse(typed[name]);
  if (read.success) return read.data;
  for (const { message } of read.error.issues) context.addIssue({ code: 'custom', path: [name], message });
  return undefined;
}
