import { freeSlots } from '../availability/free-slots.js';
import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { type Day } from '../people/consultant.js';
import { type ChoiceStep, choose, type Contender, type Scores, scoresOf } from './choice.js';
import { type EligibilityRule, ruledOutAlways, ruledOutAt } from './eligibility.js';
import { type Candidate, type RoutingInputs, type RoutingRequest } from './routing-inputs.js';
import { type Round, searches } from './searches.js';
import { hasHadEnough } from './settling-in.js';

/** Who was asked in a round: the champions, the leads, or all together when the lead is no last resort. */
export type Pool = 'champions' | 'leads' | 'everyone';

/** A round that was tried. Rounds after the one that found somebody are not. */
export interface RoundTried {
  round: Round;
  pool: Pool;
  /** How many could have taken it. */
  contenders: number;
}

/** One consultant as the run saw them. */
export interface Considered {
  consultantId: string;
  isLead: boolean;
  /** Rules that stand in the way whatever the time. */
  ruledOutAlways: EligibilityRule[];
  /** Rules that stood in the way in a round that was tried, by its index in `rounds`. */
  ruledOutIn: { round: number; rules: EligibilityRule[] }[];
  /** Only of those among whom the choice fell. */
  scores: Scores | null;
}

/** The whole explanation of one run: plain data to store beside its inputs. */
export interface RoutingOutcome {
  /** Null: nobody can be asked, so it goes to the lead. */
  offer: { consultantId: string; start: EpochMinute } | null;
  /** Null with `offer`. `runnerUp` null: nobody else could have taken it. */
  why: {
    round: Round;
    pool: Pool;
    runnerUp: { consultantId: string; step: ChoiceStep } | null;
  } | null;
  rounds: RoundTried[];
  /** In the order of their ids, so that the order in which candidates came in leaves no trace. */
  considered: Considered[];
  at: EpochMinute;
  zone: string;
  targetOn: Day;
  fairnessWeeks: number;
}

/**
 * Who is asked next, at what time, and why. It depends on its inputs alone: the same stored inputs give the
 * same answer, in whatever order the candidates come. See `searches` for which times are tried,
 * `ELIGIBILITY_RULES` for who may be asked and `CHOICE_STEPS` for who is.
 * @throws DomainError `invalid-input` for an unknown zone, a malformed day or impossible session lengths.
 */
export function route(inputs: RoutingInputs): RoutingOutcome {
  const { now, zone, settings, request, only } = inputs;
  const candidates = inputs.candidates
    .filter(({ consultant }) => only?.consultantId == null || consultant.id === only.consultantId)
    .sort((a, b) => (a.consultant.id < b.consultant.id ? -1 : 1));
  const considered = new Map(
    candidates.map((candidate) => [candidate, consider(candidate, inputs)] as const),
  );
  const outcome: RoutingOutcome = {
    offer: null,
    why: null,
    rounds: [],
    considered: [...considered.values()],
    at: now,
    zone,
    targetOn: request.targetOn,
    fairnessWeeks: settings.fairnessWeeks,
  };

  for (const rounds of searches(inputs)) {
    for (const pool of poolsOf(inputs)) {
      const asked = candidates.filter(({ consultant }) => isIn(pool, consultant.isLead));
      if (asked.length === 0) continue;
      for (const round of rounds) {
        const contenders = contendersIn(round, outcome.rounds.length, asked, considered, inputs);
        outcome.rounds.push({ round, pool, contenders: contenders.length });
        const chosen = choose(contenders);
        if (chosen === null) continue;
        const { best, runnerUp } = chosen;
        outcome.offer = { consultantId: best.consultantId, start: best.scores.start };
        outcome.why = { round, pool, runnerUp };
        return outcome;
      }
    }
  }
  return outcome;
}

function consider(candidate: Candidate, { request }: RoutingInputs): Considered {
  return {
    consultantId: candidate.consultant.id,
    isLead: candidate.consultant.isLead,
    ruledOutAlways: ruledOutAlways(candidate, request),
    ruledOutIn: [],
    scores: null,
  };
}

function poolsOf({ settings, only }: RoutingInputs): Pool[] {
  const inOrder = settings.leadIsLastResort && only?.consultantId == null;
  return inOrder ? ['champions', 'leads'] : ['everyone'];
}

function isIn(pool: Pool, isLead: boolean): boolean {
  return pool === 'everyone' || (pool === 'leads') === isLead;
}

/** Who could take it in this round; what stood in the others' way is noted. */
function contendersIn(
  round: Round,
  index: number,
  asked: readonly Candidate[],
  considered: ReadonlyMap<Candidate, Considered>,
  { request, zone, heldSince }: RoutingInputs,
): Contender[] {
  const contenders: Contender[] = [];
  for (const candidate of asked) {
    const entry = considered.get(candidate);
    if (entry === undefined || entry.ruledOutAlways.length > 0) continue;
    const found =
      round.kind === 'soonest'
        ? soonestIn(round.within, candidate, request, zone)
        : { start: round.start, rules: ruledOutAt(candidate, round.start, zone) };
    if (found.rules.length > 0) {
      entry.ruledOutIn.push({ round: index, rules: found.rules });
      continue;
    }
    const hadEnough = heldSince !== undefined && hasHadEnough(candidate, found.start, asked, zone);
    entry.scores = scoresOf(candidate, request, found.start, round.meetsTarget, hadEnough);
    contenders.push({ consultantId: entry.consultantId, scores: entry.scores });
  }
  return contenders;
}

/**
 * The soonest start at which the consultant can be asked; without one, every rule that took away a start of
 * their hours.
 */
function soonestIn(
  within: Interval,
  candidate: Candidate,
  { cancelledStarts = [] }: RoutingRequest,
  zone: string,
): { start: EpochMinute; rules: EligibilityRule[] } {
  const { time } = candidate;
  // Whoever cancelled at ten and would take the soonest is helped neither by ten nor by half past nine.
  const cannot = (start: EpochMinute): boolean =>
    cancelledStarts.some((cancelled) => Math.abs(start - cancelled) < time.sessionMinutes);
  for (const start of freeSlots(time, within, zone)) {
    if (cannot(start)) continue;
    if (ruledOutAt(candidate, start, zone).length === 0) return { start, rules: [] };
  }
  const nothingElseOn = { blocked: [], leave: [], busy: [], held: [] };
  const hours = freeSlots({ ...time, ...nothingElseOn, weeklyCap: Infinity }, within, zone);
  const rules = new Set(hours.flatMap((start) => ruledOutAt(candidate, start, zone)));
  return { start: within.from, rules: rules.size === 0 ? ['not-free'] : [...rules].sort() };
}
