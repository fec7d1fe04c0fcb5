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
import { endOf, ReplayedWork } from './replayed-work.js';
import { route } from './route.js';
import { type Candidate, type RoutingInputs } from './routing-inputs.js';

/**
 * Stored requests once more, in their order, by changed rules and with the consequences of its own choices: what it gives to
 * one consultant counts from then on as their time, their weekly cap and their share, and what it does not give to another
 * is theirs again. With nothing changed it gives every stored choice back.
 *
 * What it cannot know it takes like this. Somebody who is asked instead of somebody else takes it. So a run that came of how
 * the person asked answered (they declined, or said nothing; the lead chose otherwise) falls away where that person was not
 * asked; a run that came of the requester (other times) does not. Days away are taken to be as many, for the weeks counted,
 * as they were over the weeks counted then. Times beyond the horizon of the day were not looked at, and are not now.
 */
export class Replay {
  private readonly requests = new Map<string, RequestSoFar>();
  private readonly work: ReplayedWork;

  constructor(private readonly surroundings: ReplaySurroundings) {
    this.work = new ReplayedWork(surroundings.work);
  }

  /** The next run, in the order of their times. @returns whom it would have asked */
  add(run: StoredRun): Choice | null {
    const { request } = run.inputs;
    const known = this.requests.get(request.consultationId);
    if (known && fallsAway(run, known)) {
      this.skip(run, known);
      return known.after;
    }
    const inputs = this.changed(run);
    const offer = route(inputs).offer;
    const after = offer && { consultantId: offer.consultantId, start: offer.start };
    this.note(run, after, inputs);
    return after;
  }

  /** Every request so far, in the order in which they first came. */
  result(): ReplayedRequest[] {
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

  /** The run as it would have been: by the changed rules, and in the world that the replay has made so far. */
  private changed(run: StoredRun): RoutingInputs {
    const { inputs } = run;
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
      settings: rules,
      window: this.windowOf(inputs),
      request: { ...inputs.request, targetOn: this.targetOf(run) },
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

  private targetOf({ inputs, submittedOn }: StoredRun): Day {
    const { before, after, calendar } = this.surroundings;
    const { priority, targetOn } = inputs.request;
    const days = after.targetWorkingDays[priority];
    return days === before.targetWorkingDays[priority]
      ? targetOn
      : calendar.addWorkingDays(submittedOn, days);
  }

  private windowOf({ now, window }: RoutingInputs): RoutingInputs['window'] {
    const { before, after, settings, calendar } = this.surroundings;
    const isSame =
      before.noticeWorkingDays === after.noticeWorkingDays && before.horizonWeeks === after.horizonWeeks;
    if (isSame) return window;
    const { from, to } = bookableWindow(now, { ...after, workingDay: settings.workingDay }, calendar);
    return { from, to: Math.min(to, window.to) };
  }

  private note(run: StoredRun, after: Choice | null, { request }: RoutingInputs): void {
    const { inputs, chosen, submittedOn, letGo } = run;
    const { consultationId } = inputs.request;
    const known = this.requests.get(consultationId);
    if (known?.standing) known.standing.until = inputs.now;
    const isSame = areSame(chosen, after);
    if (chosen && !isSame) this.work.never(chosen, run);
    const standing = after && !isSame ? this.work.instead(after, run) : null;
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
}

/** All the runs at once. Pure: the same runs and rules give the same answer. */
export function replay(runs: readonly StoredRun[], surroundings: ReplaySurroundings): ReplayedRequest[] {
  const whole = new Replay(surroundings);
  for (const run of runs) whole.add(run);
  return whole.result();
}

interface RequestSoFar extends ReplayedRequest {
  /** What the replay gave away in place of what was given; until when is not known at first. */
  standing: { until: EpochMinute | null } | null;
  /** How what was given in the last stored run ended. */
  letGo: LetGo | null;
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
