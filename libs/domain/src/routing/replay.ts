import { type EpochMinute } from '../availability/intervals.js';
import { bookableWindow } from '../availability/bookable-window.js';
import { type Day } from '../people/consultant.js';
import { capacityOver } from './fairness.js';
import {
  type Choice,
  type LetGo,
  type ReplayedRequest,
  type ReplaySurroundings,
  type StoredRun,
} from './replay-inputs.js';
import { ReplayedOffers } from './replayed-offers.js';
import { endOf, ReplayedWork, spanOf } from './replayed-work.js';
import { route } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';

/**
 * Stored requests once more, in their order, by changed rules and with the consequences of its own choices: what it gives to
 * one consultant counts from then on as their time, their weekly cap and their share, and what it does not give to another
 * is theirs again. With nothing changed it gives every stored choice back.
 *
 * What it cannot know it takes like this. Somebody who is asked instead of somebody else takes it. So a run that came of how
 * the person asked answered (they declined, or said nothing; the lead chose otherwise) falls away where that person was not
 * asked; a run that came of the requester (other times) does not. Who is asked as they were answers after as much working time
 * as they did (`ReplayedOffers`): where the window is over before, the next is asked then. Days away are taken to be as many,
 * for the weeks counted, as they were over the weeks counted then. Times beyond the horizon of the day were not looked at, and
 * are not now.
 */
export class Replay {
  private readonly requests = new Map<string, RequestSoFar>();
  private readonly work: ReplayedWork;
  private readonly offers: ReplayedOffers;
  /** Offers that end in the replay and did not then, those that end first at the end. */
  private lapses: Lapse[] = [];
  private latest: StoredRun | null = null;

  constructor(private readonly surroundings: ReplaySurroundings) {
    this.work = new ReplayedWork(surroundings.work);
    this.offers = new ReplayedOffers(surroundings);
  }

  /** The next run, in the order of their times. @returns whom it would have asked */
  add(run: StoredRun): Choice | null {
    this.lapseUntil(run.inputs.now);
    this.latest = run;
    const known = this.requests.get(run.inputs.request.consultationId);
    if (known && fallsAway(run, known)) {
      this.skip(run, known);
      return known.after;
    }
    const inputs = this.changed(run.inputs, run.submittedOn, known?.endedAt ?? run.inputs.now);
    const after = choiceOf(inputs);
    this.note(run, after, inputs);
    return after;
  }

  /** Every request so far, in the order in which they first came. */
  result(): ReplayedRequest[] {
    this.lapseUntil(Infinity);
    return [...this.requests.values()].map(({ consultationId, priority, submittedOn, ...rest }) => ({
      consultationId,
      priority,
      submittedOn,
      before: rest.before,
      after: rest.after,
      targetBefore: rest.targetBefore,
      targetAfter: rest.targetAfter,
    }));
  }

  /**
   * The run as it would have been: by the changed rules, and in the world that the replay has made so far.
   * @param inputs what was known at `inputs.now`
   * @param now when it is made in the replay
   */
  private changed(inputs: RoutingInputs, submittedOn: Day, now: EpochMinute): RoutingInputs {
    const { before, after } = this.surroundings;
    const rules = {
      leadIsLastResort:
        before.leadIsLastResort === after.leadIsLastResort
          ? inputs.settings.leadIsLastResort
          : after.leadIsLastResort,
      fairnessWeeks:
        before.fairnessWeeks === after.fairnessWeeks ? inputs.settings.fairnessWeeks : after.fairnessWeeks,
    };
    return {
      ...inputs,
      now,
      settings: rules,
      window: this.windowOf(inputs, now),
      request: { ...inputs.request, targetOn: this.targetOf(inputs, submittedOn) },
      candidates: inputs.candidates.map((candidate) =>
        this.candidateOf(candidate, inputs, rules.fairnessWeeks),
      ),
    };
  }

  private candidateOf(candidate: Candidate, inputs: RoutingInputs, weeks: number): Candidate {
    const { before, after, ownCaps } = this.surroundings;
    const { id } = candidate.consultant;
    const cap =
      before.weeklyCap === after.weeklyCap || ownCaps.has(id) ? candidate.time.weeklyCap : after.weeklyCap;
    const then = inputs.settings.fairnessWeeks;
    const isSame = cap === candidate.time.weeklyCap && weeks === then;
    const own = inputs.request.consultationId;
    const asked = this.work.since(candidate, { now: inputs.now, weeks, then, consultationId: own });
    if (isSame && asked === candidate) return candidate;
    return {
      ...asked,
      time: { ...asked.time, weeklyCap: cap },
      capacity: isSame ? candidate.capacity : capacityOver(cap, weeks, daysAway(candidate, then, weeks)),
    };
  }

  private targetOf(inputs: RoutingInputs, submittedOn: Day): Day {
    const { before, after, calendar } = this.surroundings;
    const { priority, targetOn } = inputs.request;
    const days = after.targetWorkingDays[priority];
    return days === before.targetWorkingDays[priority]
      ? targetOn
      : calendar.addWorkingDays(submittedOn, days);
  }

  private windowOf({ now: then, window }: RoutingInputs, now: EpochMinute): RoutingInputs['window'] {
    const { before, after, settings, calendar } = this.surroundings;
    const isSame =
      now === then &&
      before.noticeWorkingDays === after.noticeWorkingDays &&
      before.horizonWeeks === after.horizonWeeks;
    if (isSame) return window;
    const { from, to } = bookableWindow(now, { ...after, workingDay: settings.workingDay }, calendar);
    return { from, to: Math.min(to, window.to) };
  }

  private note(run: StoredRun, after: Choice | null, { request, now }: RoutingInputs): void {
    const { inputs, chosen, submittedOn, letGo } = run;
    const { consultationId } = inputs.request;
    const known = this.requests.get(consultationId);
    if (known?.standing) known.standing.until = now;
    const isSame = areSame(chosen, after);
    if (chosen && !isSame) this.work.never(chosen, run);
    const standing = after && !isSame ? this.work.instead(after, run) : null;
    const offer = chosen && isSame ? this.offers.of(run, chosen, now) : null;
    const lapse = offer?.lapses && offer.endsAt !== null ? { at: offer.endsAt, run } : null;
    if (lapse) this.lapses = [...this.lapses, lapse].sort((a, b) => b.at - a.at);
    this.requests.set(consultationId, {
      consultationId,
      priority: inputs.request.priority,
      submittedOn,
      before: chosen,
      after,
      targetBefore: inputs.request.targetOn,
      targetAfter: request.targetOn,
      standing,
      letGo,
      endedAt: lapse ? null : (offer?.endsAt ?? null),
      lapse,
    });
  }

  /** A run that would not have been: what it gave away stays where it was, and the choice that stands goes on. */
  private skip(run: StoredRun, known: RequestSoFar): void {
    if (run.chosen) this.work.never(run.chosen, run);
    if (known.standing) known.standing.until = endOf(run.letGo);
    known.before = run.chosen;
    known.letGo = run.letGo;
    known.targetBefore = run.inputs.request.targetOn;
  }

  /** Whoever has not answered by then is asked no longer, and the next is. */
  private lapseUntil(now: EpochMinute): void {
    for (let next = this.lapses.at(-1); next && next.at <= now; next = this.lapses.at(-1)) {
      this.lapses.pop();
      const known = this.requests.get(next.run.inputs.request.consultationId);
      if (known?.lapse === next) this.lapse(next, known);
    }
  }

  private lapse({ at, run }: Lapse, known: RequestSoFar): void {
    const { chosen, inputs, submittedOn } = run;
    if (chosen === null) return;
    this.work.never(chosen, run);
    const latest = this.latest ?? run;
    const candidates = afterRun(latest, inputs.candidates).map((candidate) =>
      candidate.consultant.id === chosen.consultantId
        ? {
            ...candidate,
            declined: [...candidate.declined, { start: chosen.start, because: 'no-answer' as const }],
          }
        : candidate,
    );
    const request = { ...inputs.request, namedConsultantId: null };
    const { now } = latest.inputs;
    const again = { ...inputs, now, request, candidates, sameStart: chosen.start, only: null };
    const after = choiceOf(this.changed(again, submittedOn, at));
    const standing = after ? this.work.instead(after, run) : null;
    this.requests.set(known.consultationId, { ...known, after, standing, endedAt: null, lapse: null });
  }
}

/** All the runs at once. Pure: the same runs and rules give the same answer. */
export function replay(runs: readonly StoredRun[], surroundings: ReplaySurroundings): ReplayedRequest[] {
  const whole = new Replay(surroundings);
  for (const run of runs) whole.add(run);
  return whole.result();
}

/** An offer that would have been over before it was answered. */
interface Lapse {
  at: EpochMinute;
  run: StoredRun;
}

interface RequestSoFar extends ReplayedRequest {
  /** What the replay gave away in place of what was given; until when is not known at first. */
  standing: { until: EpochMinute | null } | null;
  /** How what was given in the last stored run ended. */
  letGo: LetGo | null;
  /** When the offer that stands ends without a yes, where that is another time than then; the next run is made then. */
  endedAt: EpochMinute | null;
  lapse: Lapse | null;
}

/** The same candidates with their time and work as the last run saw them, and with what it gave. */
function afterRun({ inputs, chosen }: StoredRun, candidates: readonly Candidate[]): readonly Candidate[] {
  const late = new Map(inputs.candidates.map((candidate) => [candidate.consultant.id, candidate]));
  return candidates.map((candidate) => {
    const its = late.get(candidate.consultant.id);
    if (its === undefined) return candidate;
    const { time, recentWork, capacity } = its;
    const given = chosen?.consultantId === its.consultant.id ? [spanOf(chosen, time)] : [];
    return {
      ...candidate,
      time: { ...time, held: [...time.held, ...given] },
      recentWork: recentWork + given.length,
      capacity,
    };
  });
}

function choiceOf(inputs: RoutingInputs): Choice | null {
  const { offer } = route(inputs);
  return offer && { consultantId: offer.consultantId, start: offer.start };
}

/** Whether it came of how the person who was asked before answered, and somebody else would have been asked. */
function fallsAway({ inputs }: StoredRun, { before, after, letGo }: RequestSoFar): boolean {
  if (areSame(before, after) || after === null) return false;
  return before === null || inputs.only !== null || letGo?.ofTheChoice === true;
}

function areSame(one: Choice | null, other: Choice | null): boolean {
  return one?.consultantId === other?.consultantId && one?.start === other?.start;
}

/** Days away over other weeks, in the proportion in which they were. */
function daysAway({ capacity, time }: Candidate, then: number, weeks: number): number {
  const cap = Math.max(1, time.weeklyCap);
  const away = Math.max(0, 7 * then - (7 * capacity) / cap);
  return (away * weeks) / then;
}
