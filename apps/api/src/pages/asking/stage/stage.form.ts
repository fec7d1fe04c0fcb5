import { z } from 'zod';
import { DECISION_KINDS, STAGES } from '@case-consultation/domain';
import { dayIn, datePartField, type DatePart, dayTyped } from '../../kit/date-parts.js';
import { type Typed } from '../../kit/form-state.js';

export const stageForm = z.object({ stage: z.enum(STAGES, { error: 'Select the stage the case is at' }) });

/** What stands for “no decision is planned”. */
export const NO_DECISION = 'none';

export const decisionForm = z.object({
  decisionKind: z.enum([...DECISION_KINDS, NO_DECISION], { error: 'Select what is to be decided next' }),
});

/** How the inputs of the date are named. */
export const dateField = (part: DatePart): string => datePartField('decisionOn', part);

/** A date in three inputs. Whether it is a sensible one is for the rules. */
export const decisionDateForm = z
  .record(z.string(), z.unknown())
  .transform(
    (typed, context) =>
      dayIn(typed as Typed, 'decisionOn', 'the date of the next decision', context, { ruleLooks: true }) ??
      z.NEVER,
  );

/** A day as the three inputs hold it. */
export function dateTyped(day: string | null): Typed {
  return dayTyped('decisionOn', day);
}
