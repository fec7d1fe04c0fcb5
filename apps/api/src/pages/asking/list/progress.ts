import { ASKING_STEPS, type AskingStep, type RequestForm, stepsMissing } from '@case-consultation/domain';
import { type SavedDraft } from '@case-consultation/features';

/** How far a step has got. Nothing can be begun before the safety questions let the request go on. */
export type Progress = 'cannot-start' | 'not-started' | 'in-progress' | 'completed';

/** Whether anything of a step has been answered. What is known beforehand counts for nothing. */
const BEGUN: Readonly<Record<AskingStep, (form: RequestForm) => boolean>> = {
  'safety-gate': ({ safetyGate }) => safetyGate !== null,
  people: ({ agencyId, teamId, attendees }) => agencyId !== null || teamId !== null || attendees.length > 0,
  family: ({ caseReference, children }) => caseReference !== null || children !== null,
  stage: ({ stage, decisionKind, decisionOn }) =>
    stage !== null || decisionKind !== null || decisionOn !== null,
  'safety-flags': ({ safetyFlags }) => Object.keys(safetyFlags ?? {}).length > 0,
  purpose: ({ purposes, question }) => purposes.length > 0 || question !== null,
  conflicts: ({ conflictPersonIds, familyWorksForAgency }) =>
    conflictPersonIds.length > 0 || familyWorksForAgency !== null,
  times: ({ mode, accessNeeds, preferredTimes, soonest }) =>
    mode !== null || accessNeeds !== null || preferredTimes.length > 0 || soonest,
};

/** How far each step has got, in their order. */
export function progressOf({ form, gate, missing }: SavedDraft): Readonly<Record<AskingStep, Progress>> {
  const left = new Set(stepsMissing(missing, gate));
  const blocked = gate === null || !gate.go;
  const of = (step: AskingStep): Progress => {
    if (blocked && step !== 'safety-gate') return 'cannot-start';
    if (!left.has(step)) return 'completed';
    return BEGUN[step](form) ? 'in-progress' : 'not-started';
  };
  return Object.fromEntries(ASKING_STEPS.map((step) => [step, of(step)])) as Record<AskingStep, Progress>;
}
