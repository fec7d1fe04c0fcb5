import { type EpochMinute } from '../availability/intervals.js';
import { compareContenders, type ChoiceStep, scoresOf } from '../routing/choice.js';
import { type EligibilityRule } from '../routing/eligibility.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { bestCover } from './best-cover.js';
import {
  candidateFor,
  type CoverBooking,
  type CoverInputs,
  type Placement,
  ruledOutOf,
} from './cover-problem.js';
import { type SolveLinear } from './linear-problem.js';
import { Ways } from './ways.js';

/** What becomes of one booking: somebody takes it over; nobody can, so it goes to the lead; or it is left as it is. */
export type CoverFate = { kind: 'moved'; to: Placement } | { kind: 'to-lead' } | { kind: 'left' };

/** Why the plan has it so, as facts; `explainMove` makes sentences of them. */
export interface CoverReasons {
  /**
   * `kept`; `nobody-free` at its own time; all who are free then are `needed-elsewhere` in the plan; or the `lead` said so.
   */
  time: 'kept' | 'nobody-free' | 'needed-elsewhere' | 'lead';
  /** No nearer time was left by anybody, the rest of the plan aside. */
  nearest: boolean;
  /** Everybody else who could take it at the time it goes to, best first. */
  also: readonly string[];
  /** What put them before the first of those; `plan` when that one serves the whole better somewhere else. */
  because: ChoiceStep | 'plan' | null;
  /** How long ago and how much they consulted, for the words of `because`. */
  facts: { consultedOn: string | null; specialisms: number; recentWork: number; capacity: number } | null;
  /** What stood in everybody’s way at its own time; only where it could not keep it. */
  inTheWay: readonly { consultantId: string; rules: readonly EligibilityRule[] }[];
}

/** One booking in a cover plan. */
export interface CoverMove {
  consultationId: string;
  code: string;
  kind: CoverBooking['kind'];
  version: number;
  from: Placement;
  fate: CoverFate;
  /** It ends up at a time past its target. */
  late: boolean;
  targetOn: string;
  reasons: CoverReasons;
}

/**
 * One plan for all bookings of somebody who is away, with the least disturbance (`COVER_WEIGHTS`) and by every hard rule of
 * routing. The same inputs give the same plan, in whatever order bookings and candidates come. In the order of their starts.
 */
export function planCover(inputs: CoverInputs, solve: SolveLinear): CoverMove[] {
  const ways = new Ways(inputs);
  const { placements } = bestCover(ways, inputs.zone, solve);
  return ways.bookings
    .map((booking, index) => {
      const to = placements.get(booking.consultationId) ?? null;
      const fate: CoverFate = to === null ? { kind: 'to-lead' } : { kind: 'moved', to };
      return moveOf(booking, fate, reasonsOf(ways, index, to, inputs), inputs.zone);
    })
    .sort((a, b) => a.from.start - b.from.start || (a.code < b.code ? -1 : 1));
}

/** One booking with what becomes of it. */
export function moveOf(
  booking: CoverBooking,
  fate: CoverFate,
  reasons: CoverReasons,
  zone: string,
): CoverMove {
  const { consultationId, code, kind, version, consultantId, start, request } = booking;
  const at: EpochMinute = fate.kind === 'moved' ? fate.to.start : start;
  return {
    consultationId,
    code,
    kind,
    version,
    from: { consultantId, start },
    fate,
    late: fate.kind !== 'to-lead' && at >= localDay(zone, dayNumber(request.targetOn)).end,
    targetOn: request.targetOn,
    reasons,
  };
}

/** What there is to say of a choice that the lead made themselves. */
export const CHOSEN_BY_LEAD: CoverReasons = {
  time: 'lead',
  nearest: false,
  also: [],
  because: null,
  facts: null,
  inTheWay: [],
};

function reasonsOf(ways: Ways, index: number, to: Placement | null, inputs: CoverInputs): CoverReasons {
  const booking = ways.bookings[index] as CoverBooking;
  const kept = to?.start === booking.start;
  const freeThen = kept ? [] : ways.at(index, booking.start);
  const also =
    to === null
      ? []
      : ways.at(index, to.start).filter(({ consultantId }) => consultantId !== to.consultantId);
  return {
    time: kept ? 'kept' : freeThen.length === 0 ? 'nobody-free' : 'needed-elsewhere',
    nearest: to !== null && !kept && ways.nearest(index) === to.start,
    also: also.map(({ consultantId }) => consultantId),
    ...whyThem(ways, booking, to, also[0]?.consultantId ?? null, inputs),
    inTheWay: kept ? [] : inTheWay(ways, booking, inputs.zone),
  };
}

function whyThem(
  ways: Ways,
  booking: CoverBooking,
  to: Placement | null,
  next: string | null,
  { zone }: CoverInputs,
): Pick<CoverReasons, 'because' | 'facts'> {
  const chosen = to === null ? null : contender(ways, booking, to.consultantId, to.start, zone);
  if (to === null || chosen === null) return { because: null, facts: null };
  const { scores } = chosen;
  const facts = {
    consultedOn: scores.continuity,
    specialisms: scores.fit.specialisms,
    recentWork: scores.fairness.recentWork,
    capacity: scores.fairness.capacity,
  };
  const other = next === null ? null : contender(ways, booking, next, to.start, zone);
  if (other === null) return { because: null, facts };
  const { order, step } = compareContenders(chosen, other);
  return { because: order < 0 ? step : 'plan', facts };
}

function contender(ways: Ways, booking: CoverBooking, id: string, start: EpochMinute, zone: string) {
  const candidate = ways.candidates.find(({ consultant }) => consultant.id === id);
  if (candidate === undefined) return null;
  const meetsTarget = start < localDay(zone, dayNumber(booking.request.targetOn)).end;
  const scores = scoresOf(candidateFor(booking, candidate), booking.request, start, meetsTarget);
  return { consultantId: id, scores };
}

function inTheWay(ways: Ways, booking: CoverBooking, zone: string): CoverReasons['inTheWay'] {
  return ways.candidates.flatMap((candidate) => {
    const consultantId = candidate.consultant.id;
    const rules = ruledOutOf(booking, candidate, booking.start, zone);
    return rules.length === 0 || consultantId === booking.consultantId ? [] : [{ consultantId, rules }];
  });
}
