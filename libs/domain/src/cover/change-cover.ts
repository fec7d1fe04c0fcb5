import { type EpochMinute } from '../availability/intervals.js';
import { ELIGIBILITY_RULES } from '../routing/eligibility.js';
import { type Candidate } from '../routing/routing-inputs.js';
import { type CoverFate, type CoverMove } from './cover-plan.js';
import { candidatesWithout, type CoverInputs, type Placement, ruledOutOf } from './cover-problem.js';
import { Ways } from './ways.js';

/** What stands in the way of a move, each completing “Amara …”: the hard rules, and what is true of its time alone. */
export const COVER_RULES = {
  ...ELIGIBILITY_RULES,
  'time-passed': 'would have to take it at a time that has passed',
  'past-horizon': 'would have to take it further ahead than is booked',
} as const;

/** What stands in the way of one move of a plan. */
export interface CoverProblem {
  consultationId: string;
  code: string;
  /** Those of the others in the plan counted in. */
  rules: readonly (keyof typeof COVER_RULES)[];
}

type Settled = Pick<CoverMove, 'consultationId' | 'fate'>;

/**
 * What stands in the way of a plan as it was changed by the lead, or of one that is about to be done: every hard rule for every
 * move, with all its other moves counted in. None: it can be done as it is. A choice of the lead names a champion
 * where a consultation is restricted.
 */
export function coverProblems(inputs: CoverInputs, settled: readonly Settled[]): CoverProblem[] {
  const placed = placedIn(settled);
  return inputs.bookings.flatMap((booking) => {
    const to = placed.get(booking.consultationId);
    if (to === undefined) return [];
    const candidates = inputs.candidates.filter(({ consultant }) => consultant.id === to.consultantId);
    const [candidate] = settledCandidates({ ...inputs, candidates }, settled, booking.consultationId);
    const rules: CoverProblem['rules'] = [
      ...(to.start <= inputs.now ? (['time-passed'] as const) : []),
      ...(to.start >= inputs.window.to && to.start !== booking.start ? (['past-horizon'] as const) : []),
      ...(candidate === undefined
        ? (['not-active'] as const)
        : ruledOutOf(booking, candidate, to.start, inputs.zone, true)),
    ];
    return rules.length === 0 ? [] : [{ consultationId: booking.consultationId, code: booking.code, rules }];
  });
}

/** Another way to cover one booking of a plan. */
export interface CoverOption extends Placement {
  late: boolean;
}

/**
 * Other ways to cover one booking while the rest of the plan stands, best first: its own time, then the nearest others.
 * @param most no more than so many, 1 or more
 */
export function coverOptions(
  inputs: CoverInputs,
  settled: readonly Settled[],
  move: Pick<CoverMove, 'consultationId'>,
  most: number,
  lateFrom: EpochMinute,
): CoverOption[] {
  const booking = inputs.bookings.find(({ consultationId }) => consultationId === move.consultationId);
  if (booking === undefined) return [];
  const candidates = settledCandidates(inputs, settled, booking.consultationId);
  // The lead may do without notice.
  const window = { from: inputs.now + 1, to: inputs.window.to };
  const ways = new Ways({ ...inputs, window, bookings: [booking], candidates }, true);
  const found: (CoverOption & { cost: number })[] = [];
  for (const { candidate, start, cost } of ways.of(0, () => found.length < most)) {
    const consultantId = ways.candidates[candidate]?.consultant.id ?? '';
    found.push({ consultantId, start, late: start >= lateFrom, cost });
  }
  return found
    .sort((a, b) => a.cost - b.cost)
    .map(({ consultantId, start, late }) => ({ consultantId, start, late }));
}

/** Everybody as they stand once the plan is done, save for one of its bookings, which is to be placed yet. */
function settledCandidates(
  inputs: CoverInputs,
  settled: readonly Settled[],
  except: string,
): readonly Candidate[] {
  const given = new Map<string, EpochMinute[]>();
  for (const [id, { consultantId, start }] of placedIn(settled)) {
    if (id !== except) given.set(consultantId, [...(given.get(consultantId) ?? []), start]);
  }
  const left = new Set(
    settled.filter(({ fate }) => isLeft(fate)).map(({ consultationId }) => consultationId),
  );
  left.delete(except);
  const moved = inputs.bookings.filter(({ consultationId }) => !left.has(consultationId));
  return candidatesWithout(inputs, moved).map((candidate) => {
    const starts = given.get(candidate.consultant.id);
    if (starts === undefined) return candidate;
    const { time } = candidate;
    const length = time.sessionMinutes + time.bufferAfterMinutes;
    const held = [...time.held, ...starts.map((from) => ({ from, to: from + length }))];
    return { ...candidate, time: { ...time, held } };
  });
}

function placedIn(settled: readonly Settled[]): Map<string, Placement> {
  return new Map(
    settled.flatMap(({ consultationId, fate }) => (fate.kind === 'moved' ? [[consultationId, fate.to]] : [])),
  );
}

function isLeft(fate: CoverFate): boolean {
  return fate.kind === 'left';
}
