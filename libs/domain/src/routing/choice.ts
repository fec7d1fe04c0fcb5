import { type Purpose } from '../asking/request.js';
import { type EpochMinute } from '../availability/intervals.js';
import { type Day } from '../people/consultant.js';
import { compareShares, type WorkShare } from './fairness.js';
import { type Candidate, type RoutingRequest } from './routing-inputs.js';

/** What the choice looks at for one eligible consultant at one start. */
export interface Scores {
  start: EpochMinute;
  meetsTarget: boolean;
  /** When they last consulted on the same case. */
  continuity: Day | null;
  fit: {
    /** How many of the purposes asked for are specialisms of theirs. */
    specialisms: number;
    /** Null when another agency's view is not what was asked for. */
    otherAgency: boolean | null;
  };
  /** New or just back, and with as much as they should have for now (`hasHadEnough`). Runs from before this was known have none. */
  hadEnough?: boolean;
  fairness: WorkShare;
  /** 0 to 2^32 − 1; the lower goes first. */
  tieBreak: number;
}

/**
 * The steps of the choice, the first that tells two consultants apart decides. The target is settled before
 * (`searches`).
 */
export const CHOICE_STEPS = [
  'continuity',
  'specialisms',
  'other-agency',
  'settling-in',
  'fairness',
  'soonest',
  'tie-break',
] as const;
export type ChoiceStep = (typeof CHOICE_STEPS)[number];

export interface Contender {
  consultantId: string;
  scores: Scores;
}

/** Purposes for which a view from outside the requester's own agency helps. */
export const OTHER_AGENCY_HELPS: readonly Purpose[] = ['intersecting-needs'];

/** What speaks for this consultant at this start. @param hadEnough new or just back, and to be asked after the others */
export function scoresOf(
  { consultant, consultedThisCaseOn, recentWork, capacity }: Candidate,
  request: RoutingRequest,
  start: EpochMinute,
  meetsTarget: boolean,
  hadEnough = false,
): Scores {
  const otherAgencyHelps = request.purposes.some((purpose) => OTHER_AGENCY_HELPS.includes(purpose));
  const purposes = new Set(request.purposes);
  return {
    start,
    meetsTarget,
    continuity: consultedThisCaseOn,
    fit: {
      specialisms: new Set(consultant.specialisms.filter((specialism) => purposes.has(specialism))).size,
      otherAgency: otherAgencyHelps ? consultant.agencyId !== request.requesterAgencyId : null,
    },
    hadEnough,
    fairness: { recentWork, capacity },
    tieBreak: tieBreak(request.consultationId, consultant.id),
  };
}

/** Negative when `a` goes before `b`, and the step that said so. Two different consultants are never level. */
export function compareContenders(a: Contender, b: Contender): { order: number; step: ChoiceStep } {
  for (const step of CHOICE_STEPS) {
    const order = compareAt(step, a.scores, b.scores);
    if (order !== 0) return { order, step };
  }
  return { order: a.consultantId < b.consultantId ? -1 : 1, step: 'tie-break' };
}

/** The best of at least one contender, the runner-up, and the step that told them apart. */
export function choose(contenders: readonly Contender[]): {
  best: Contender;
  runnerUp: { consultantId: string; step: ChoiceStep } | null;
} | null {
  const [best, next] = [...contenders].sort((a, b) => compareContenders(a, b).order);
  if (best === undefined) return null;
  if (next === undefined) return { best, runnerUp: null };
  return { best, runnerUp: { consultantId: next.consultantId, step: compareContenders(best, next).step } };
}

function compareAt(step: ChoiceStep, a: Scores, b: Scores): number {
  switch (step) {
    case 'continuity':
      return latestFirst(a.continuity, b.continuity);
    case 'specialisms':
      return b.fit.specialisms - a.fit.specialisms;
    case 'other-agency':
      return Number(b.fit.otherAgency ?? false) - Number(a.fit.otherAgency ?? false);
    case 'settling-in':
      return Number(a.hadEnough ?? false) - Number(b.hadEnough ?? false);
    case 'fairness':
      return compareShares(a.fairness, b.fairness);
    case 'soonest':
      return a.start - b.start;
    case 'tie-break':
      return a.tieBreak - b.tieBreak;
  }
}

function latestFirst(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  return (a ?? '') > (b ?? '') ? -1 : 1;
}

/**
 * A number that depends on both ids alone, so it is the same at every run and favours nobody from one
 * consultation to the next: FNV-1a over the UTF-16 units, then the finalizer of MurmurHash3 to spread ids
 * that differ in one digit.
 */
export function tieBreak(consultationId: string, consultantId: string): number {
  const text = `${consultationId}\n${consultantId}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
