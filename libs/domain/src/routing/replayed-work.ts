import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { fairnessStretch } from './fairness.js';
import { type Choice, type LetGo, type StoredRun } from './replay-inputs.js';
import { type Candidate } from './routing-inputs.js';

const MINUTES_A_DAY = 24 * 60;

/** A session that the replay gave to somebody, or took from them. */
interface Difference {
  readonly consultationId: string;
  readonly start: EpochMinute;
  readonly freeAgainAt: EpochMinute;
  readonly given: boolean;
  /** From then on it is so no longer; null: it stays so. */
  until: EpochMinute | null;
}

interface Asked {
  readonly now: EpochMinute;
  /** Weeks over which work is counted. */
  readonly weeks: number;
  /** Weeks over which it was counted in the stored run. */
  readonly then: number;
  readonly consultationId: string;
}

/** In what everyone's time and work differ, in a replay, from what was stored. */
export class ReplayedWork {
  private readonly differences = new Map<string, Difference[]>();
  private readonly ends = new Map<string, number[]>();

  /** @param work sessions that were held, in any order */
  constructor(work: readonly { consultantId: string; freeAgainAt: EpochMinute }[]) {
    for (const { consultantId, freeAgainAt } of work) {
      const ends = this.ends.get(consultantId);
      if (ends) ends.push(freeAgainAt);
      else this.ends.set(consultantId, [freeAgainAt]);
    }
  }

  /** Somebody was asked in the stored run, and is not in the replay: until they let it go, it was theirs. */
  never(choice: Choice, { inputs, letGo }: StoredRun): void {
    this.add(choice, inputs, false, letGo?.at ?? null);
  }

  /** Somebody is asked in the replay who was not. It is theirs for good, unless more of the request says otherwise. */
  instead(choice: Choice, { inputs, letGo }: StoredRun): { until: EpochMinute | null } {
    return this.add(choice, inputs, true, endOf(letGo));
  }

  /** The candidate with the time and the work that they would have had; the very same when nothing differs. */
  since(candidate: Candidate, asked: Asked): Candidate {
    const { now, weeks, then, consultationId } = asked;
    const since = now - fairnessStretch(weeks).daysBack * MINUTES_A_DAY;
    let { recentWork } = candidate;
    let held = candidate.time.held;
    if (weeks !== then) recentWork += this.otherWeeks(candidate.consultant.id, asked);
    for (const one of this.differences.get(candidate.consultant.id) ?? []) {
      if (one.until !== null && one.until <= now) continue;
      const isOwn = one.consultationId === consultationId;
      // What a request holds itself is free for it, in the replay as in the stored run.
      if (isOwn && one.given) continue;
      const counts = one.given ? 1 : -1;
      if (one.freeAgainAt > since) recentWork += counts;
      held = one.given ? [...held, { from: one.start, to: one.freeAgainAt }] : withoutOne(held, one.start);
    }
    if (recentWork === candidate.recentWork && held === candidate.time.held) return candidate;
    return { ...candidate, recentWork: Math.max(0, recentWork), time: { ...candidate.time, held } };
  }

  /** How much more, or less, was held in more, or fewer, weeks. */
  private otherWeeks(consultantId: string, { now, weeks, then }: Asked): number {
    const from = now - fairnessStretch(Math.max(weeks, then)).daysBack * MINUTES_A_DAY;
    const to = now - fairnessStretch(Math.min(weeks, then)).daysBack * MINUTES_A_DAY;
    const between = (this.ends.get(consultantId) ?? []).filter((end) => end > from && end <= to).length;
    return weeks > then ? between : -between;
  }

  private add(
    { consultantId, start }: Choice,
    { request, candidates }: StoredRun['inputs'],
    given: boolean,
    until: EpochMinute | null,
  ): Difference {
    const time = candidates.find(({ consultant }) => consultant.id === consultantId)?.time;
    const freeAgainAt = time === undefined ? start : spanOf({ start }, time).to;
    const difference = { consultationId: request.consultationId, start, freeAgainAt, given, until };
    const known = this.differences.get(consultantId);
    if (known) known.push(difference);
    else this.differences.set(consultantId, [difference]);
    return difference;
  }
}

/** What a session takes of somebody’s time. */
export function spanOf(
  { start }: Pick<Choice, 'start'>,
  { sessionMinutes, bufferAfterMinutes }: Candidate['time'],
): Interval {
  return { from: start, to: start + sessionMinutes + bufferAfterMinutes };
}

/** When something given to somebody else ends: with the request, not with the answer of who was asked. */
export function endOf(letGo: LetGo | null): EpochMinute | null {
  return letGo === null || letGo.ofTheChoice ? null : letGo.at;
}

/** One of them less: the other that starts then, if there is one, was given by the replay itself. */
function withoutOne(held: readonly Interval[], start: EpochMinute): readonly Interval[] {
  const at = held.findIndex(({ from }) => from === start);
  return at < 0 ? held : held.toSpliced(at, 1);
}
