import { type GateDecision } from './safety-gate.js';
import { type RequestForm } from './request.js';

/** The steps of asking before the answers are checked, in their order. */
export const ASKING_STEPS = [
  'safety-gate',
  'people',
  'family',
  'stage',
  'safety-flags',
  'purpose',
  'conflicts',
  'times',
] as const;
export type AskingStep = (typeof ASKING_STEPS)[number];

const STEP_OF: Readonly<Record<keyof RequestForm, AskingStep>> = {
  safetyGate: 'safety-gate',
  agencyId: 'people',
  teamId: 'people',
  attendees: 'people',
  caseReference: 'family',
  children: 'family',
  stage: 'stage',
  decisionOn: 'stage',
  decisionKind: 'stage',
  safetyFlags: 'safety-flags',
  purposes: 'purpose',
  question: 'purpose',
  identifierReason: 'purpose',
  conflictPersonIds: 'conflicts',
  familyWorksForAgency: 'conflicts',
  mode: 'times',
  accessNeeds: 'times',
  preferredTimes: 'times',
  soonest: 'times',
};

/** The step that asks for a field. */
export function stepOf(field: keyof RequestForm): AskingStep {
  return STEP_OF[field];
}

/**
 * The steps that still have to be done, in their order.
 * @param missing what `checkComplete` says of the form
 * @param gate what the safety gate says; while it stops somebody its step is not done
 */
export function stepsMissing(missing: readonly { field: string }[], gate: GateDecision | null): AskingStep[] {
  const steps = new Set(
    missing.map(({ field }) => STEP_OF[(field.split('/')[0] ?? '') as keyof RequestForm]),
  );
  if (gate === null || !gate.go) steps.add('safety-gate');
  return ASKING_STEPS.filter((step) => steps.has(step));
}
