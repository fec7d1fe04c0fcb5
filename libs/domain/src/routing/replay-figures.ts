import { type WorkingCalendar } from '../time/working-days.js';
import { dayOf, fromEpochMinutes } from '../time/zone.js';
import { type Choice, type ReplayedRequest } from './replay-inputs.js';

/** How requests fared, by one set of rules. */
export interface ReplayFigures {
  /** To whom a consultant was found. */
  asked: number;
  withLead: number;
  /** Working days from sending to the consultation, of those that were asked for; null when there are none. */
  medianWait: number | null;
  /** Eight of ten waited no longer than this (nearest rank). */
  wait80: number | null;
  /** Of all requests, those with a consultation no later than their target. */
  metTarget: number;
}

export interface ReplayedLoad {
  consultantId: string;
  before: number;
  after: number;
}

export interface ReplaySummary {
  requests: number;
  /** That would have gone to somebody else, or at another time. */
  different: number;
  before: ReplayFigures;
  after: ReplayFigures;
  /** Everybody who got something by one of the two, those with most to change first. */
  load: ReplayedLoad[];
}

/** What a replay comes to. Every figure is a count of requests but the waits. */
export function replaySummary(
  requests: readonly ReplayedRequest[],
  calendar: Pick<WorkingCalendar, 'zone' | 'workingDaysBetween'>,
): ReplaySummary {
  const load = new Map<string, ReplayedLoad>();
  const loadOf = (choice: Choice): ReplayedLoad => {
    const known = load.get(choice.consultantId) ?? { consultantId: choice.consultantId, before: 0, after: 0 };
    load.set(choice.consultantId, known);
    return known;
  };
  for (const { before, after } of requests) {
    if (before) loadOf(before).before += 1;
    if (after) loadOf(after).after += 1;
  }
  return {
    requests: requests.length,
    different: requests.filter(isDifferent).length,
    before: figures(requests, 'before', calendar),
    after: figures(requests, 'after', calendar),
    load: [...load.values()].sort(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
        b.before - a.before ||
        (a.consultantId < b.consultantId ? -1 : 1),
    ),
  };
}

/** Whether a request would have gone otherwise. */
export function isDifferent({ before, after }: ReplayedRequest): boolean {
  return before?.consultantId !== after?.consultantId || before?.start !== after?.start;
}

function figures(
  requests: readonly ReplayedRequest[],
  which: 'before' | 'after',
  { zone, workingDaysBetween }: Pick<WorkingCalendar, 'zone' | 'workingDaysBetween'>,
): ReplayFigures {
  const waits: number[] = [];
  let metTarget = 0;
  for (const request of requests) {
    const choice = request[which];
    if (choice === null) continue;
    const day = dayOf(fromEpochMinutes(choice.start), zone);
    waits.push(workingDaysBetween(request.submittedOn, day));
    if (day <= (which === 'before' ? request.targetBefore : request.targetAfter)) metTarget += 1;
  }
  waits.sort((a, b) => a - b);
  return {
    asked: waits.length,
    withLead: requests.length - waits.length,
    medianWait: rank(waits, 0.5),
    wait80: rank(waits, 0.8),
    metTarget,
  };
}

/** The nearest rank: the least value that this share of all is no greater than. */
function rank(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

/**
 * What the replay says, in sentences: what would be otherwise, the waits, and each consultant whose share changes.
 * @param names by consultant id; somebody without one is “a consultant”
 */
export function replaySentences(summary: ReplaySummary, names: Readonly<Record<string, string>>): string[] {
  const { requests, different, before, after, load } = summary;
  if (requests === 0) return ['There is no request to replay yet.'];
  const sentences = [
    different === 0
      ? `Nothing would have been different for the ${counted(requests, 'request')}.`
      : `${different} of ${counted(requests, 'request')} would have gone to somebody else, or at another time.`,
  ];
  if (before.medianWait !== null && after.medianWait !== null) {
    sentences.push(
      before.medianWait === after.medianWait
        ? `Half would have waited ${workingDays(after.medianWait)} or less, as they did.`
        : `Half would have waited ${workingDays(after.medianWait)} or less instead of ${workingDays(before.medianWait)}.`,
    );
  }
  sentences.push(
    before.metTarget === after.metTarget
      ? `${after.metTarget} would have met their target, as they did.`
      : `${after.metTarget} would have met their target instead of ${before.metTarget}.`,
  );
  if (before.withLead !== after.withLead) {
    sentences.push(`${after.withLead} would have gone to the lead unanswered instead of ${before.withLead}.`);
  }
  for (const { consultantId, before: was, after: would } of load) {
    if (was !== would) {
      sentences.push(`${names[consultantId] ?? 'A consultant'} would have got ${would} instead of ${was}.`);
    }
  }
  return sentences;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function workingDays(days: number): string {
  return counted(days, 'working day');
}
