import { type ProgrammeSettings } from '../programme/settings.js';
import { type WorkingCalendar } from '../time/working-days.js';
import { type Priority, type RequestForm, type Stage } from './request.js';

/** Why a request has the priority it has: stable codes, stored with the request. */
export const PRIORITY_REASONS = [
  'safety-flag-with-referral',
  'decision-very-soon',
  'high-risk-lately',
  'decision-soon',
  'urgent-stage',
  'consulted-before',
  'nothing-urgent',
] as const;
export type PriorityReason = (typeof PRIORITY_REASONS)[number];

/** A decision this many working days away or fewer makes P1 or P2. */
export interface DecisionNear {
  P1: number;
  P2: number;
}
export const DEFAULT_DECISION_NEAR: DecisionNear = { P1: 3, P2: 10 };

const URGENT_STAGES: readonly Stage[] = ['section-47', 'initial-conference', 'plo-court'];

export interface PriorityContext {
  /** `YYYY-MM-DD` in the programme's zone. */
  today: string;
  calendar: WorkingCalendar;
  /** A consultation about the same case has been held in this programme before. */
  consultedBefore: boolean;
  decisionNear?: DecisionNear;
}

/** What of the form the priority is read from. */
export type PriorityInputs = Pick<RequestForm, 'safetyGate' | 'safetyFlags' | 'decisionOn' | 'stage'>;

/**
 * The priority of a request and every reason for it. P1: a safety flag answered yes with the referral made, or a decision
 * within 3 working days, or high risk in the last 14 days. P2: a decision within 10 working days, a section 47, initial
 * conference or court stage, or a case consulted on before. P3: otherwise. A decision whose day has passed counts for nothing;
 * one today or over a weekend to come counts as within.
 */
export function priorityOf(
  form: PriorityInputs,
  { today, calendar, consultedBefore, decisionNear = DEFAULT_DECISION_NEAR }: PriorityContext,
): { priority: Priority; because: PriorityReason[] } {
  const decisionWithin = (workingDays: number): boolean =>
    form.decisionOn !== null &&
    form.decisionOn >= today &&
    calendar.workingDaysBetween(today, form.decisionOn) <= workingDays;
  const flagged = Object.values(form.safetyFlags ?? {}).includes('yes');

  const first: PriorityReason[] = [];
  if (flagged && form.safetyGate?.referralMade === true) first.push('safety-flag-with-referral');
  if (decisionWithin(decisionNear.P1)) first.push('decision-very-soon');
  if (form.safetyGate?.highRiskLast14Days === true) first.push('high-risk-lately');
  if (first.length > 0) return { priority: 'P1', because: first };

  const second: PriorityReason[] = [];
  if (decisionWithin(decisionNear.P2)) second.push('decision-soon');
  if (form.stage !== null && URGENT_STAGES.includes(form.stage)) second.push('urgent-stage');
  if (consultedBefore) second.push('consulted-before');
  if (second.length > 0) return { priority: 'P2', because: second };

  return { priority: 'P3', because: ['nothing-urgent'] };
}

/** A reason as a person reads it. */
export function priorityReasonSentence(
  reason: PriorityReason,
  decisionNear: DecisionNear = DEFAULT_DECISION_NEAR,
): string {
  switch (reason) {
    case 'safety-flag-with-referral':
      return 'A safety question is answered yes and a referral has been made';
    case 'decision-very-soon':
      return `A decision is due within ${decisionNear.P1} working days`;
    case 'high-risk-lately':
      return 'Risk was high in the last 14 days';
    case 'decision-soon':
      return `A decision is due within ${decisionNear.P2} working days`;
    case 'urgent-stage':
      return 'The case is at section 47, initial conference or court stage';
    case 'consulted-before':
      return 'This case has had a consultation before';
    case 'nothing-urgent':
      return 'Nothing in the request asks for it sooner';
  }
}

/** The working day (`YYYY-MM-DD`) by which a request of that priority should be held; the day of submission is not counted. */
export function targetDay(
  priority: Priority,
  submittedDay: string,
  calendar: WorkingCalendar,
  settings: Pick<ProgrammeSettings, 'targetWorkingDays'>,
): string {
  return calendar.addWorkingDays(submittedDay, settings.targetWorkingDays[priority]);
}
