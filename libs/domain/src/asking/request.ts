/** What a practitioner asks: the closed lists of the form, in the field's own words. */
export const PRIORITIES = ['P1', 'P2', 'P3'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const MODES = ['video', 'phone', 'in-person'] as const;
export type Mode = (typeof MODES)[number];

export const STAGES = [
  'contact-mash',
  'assessment',
  'section-47',
  'initial-conference',
  'child-protection-plan',
  'child-in-need',
  'plo-court',
  'looked-after',
  'early-help',
  'not-open',
] as const;
export type Stage = (typeof STAGES)[number];

export const AGE_BANDS = ['unborn', '0-4', '5-9', '10-15', '16-17'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];
/** Number of children in each band, 0 to 20. */
export type ChildrenByAge = Partial<Record<AgeBand, number>>;

export const SAFETY_FLAGS = [
  'non-fatal-strangulation',
  'threats-to-kill',
  'stalking',
  'separation',
  'escalation',
  'weapon',
  'pregnancy-or-baby',
  'suicidal-threats',
  'threat-to-child',
  'honour-based-abuse',
  'release-or-order-ending',
  'survivor-very-frightened',
] as const;
export type SafetyFlag = (typeof SAFETY_FLAGS)[number];
export type FlagAnswer = 'yes' | 'no' | 'not-known';

export const PURPOSES = [
  'see-the-pattern',
  'prepare-for-a-conference',
  'partner-with-the-survivor',
  'engage-the-person-causing-harm',
  'documentation',
  'contact-or-court',
  'intersecting-needs',
  'reflection',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const DECISION_KINDS = [
  'strategy-discussion',
  'conference',
  'review',
  'court-hearing',
  'panel',
  'other',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** The gate's answers. A consultation never replaces a referral, MARAC or supervision. */
export interface SafetyGate {
  immediateDanger: boolean;
  significantHarm: boolean;
  referralMade: boolean;
  /** High risk (for example a MARAC referral) in the last 14 days. */
  highRiskLast14Days: boolean;
}

/**
 * A request as it grows. Everything may be missing until it is submitted (`checkComplete`).
 * `caseReference`, `question` and `accessNeeds` are case text: encrypted at rest, never in a mail, log or URL.
 */
export interface RequestForm {
  safetyGate: SafetyGate | null;
  agencyId: string | null;
  teamId: string | null;
  /** Work e-mails of others who will attend; only the programme's allow-listed domains. */
  attendees: readonly string[];
  caseReference: string | null;
  children: ChildrenByAge | null;
  stage: Stage | null;
  /** `YYYY-MM-DD`; null with `decisionKind` null says there is none. */
  decisionOn: string | null;
  decisionKind: DecisionKind | null;
  safetyFlags: Partial<Record<SafetyFlag, FlagAnswer>> | null;
  purposes: readonly Purpose[];
  /** At most 1,500 characters. */
  question: string | null;
  /** Why a warned identifier was kept, if one was. */
  identifierReason: string | null;
  /** Colleagues who must not see this. */
  conflictPersonIds: readonly string[];
  /** Someone in the family works for a partner agency: the consultation is restricted. null: not answered. */
  familyWorksForAgency: boolean | null;
  mode: Mode | null;
  accessNeeds: string | null;
  /** Up to three start instants in order of preference, or none with `soonest`. */
  preferredTimes: readonly Date[];
  soonest: boolean;
}
