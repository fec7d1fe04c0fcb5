import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { type RoutingInputs } from './routing-inputs.js';

/**
 * One question put to a pool of consultants: who could take it at this start, or at any start in this
 * stretch?
 */
export type Round = NamedRound | { kind: 'soonest'; within: Interval; meetsTarget: true };

type NamedRound =
  | { kind: 'start-chosen-by-lead' | 'same-time'; start: EpochMinute; meetsTarget: boolean }
  /** `place` counts the requester's preferences from 1. */
  | { kind: 'preferred'; place: number; start: EpochMinute; meetsTarget: boolean };

/**
 * The rounds in the order in which they are tried, in searches. Each search is made among the champions
 * first and then, if they are the last resort, among the leads; the first round of it that finds somebody
 * ends it all.
 *
 * How the requester's preference and the order of the choice go together: **the time is settled first, then
 * the person**. Within the target: the same time again (after an offer that was not taken), then the
 * requester's times in their order, then any time up to the target. In a round of one time the choice
 * (continuity, fit, fairness, tie-break) falls among those who are free at it; in the round of any time it
 * falls among all who have one, and "soonest" tells apart only those whom continuity, fit and fairness
 * leave level. A preferred time after the target is tried only when nothing within the target is found, for
 * the target comes first; except when *every* time the requester gave is after it: then they have said that
 * they cannot before, and a time that they did not ask for would help nobody, so their times come first.
 * After both searches it is the lead's.
 *
 * Hours that the requester had and cancelled are not found again as the soonest; only a wish names them again.
 *
 * Times that have passed, or that notice or horizon no longer allow, are left out; a start the lead chose
 * only must not have passed.
 */
export function searches({ now, zone, window, request, sameStart, only }: RoutingInputs): Round[][] {
  const targetEnds = localDay(zone, dayNumber(request.targetOn)).end;
  const open = { from: Math.max(window.from, now + 1), to: window.to };
  const isOpen = (start: EpochMinute): boolean => start >= open.from && start < open.to;

  const chosen = only?.start ?? null;
  if (chosen !== null) {
    const round: Round = { kind: 'start-chosen-by-lead', start: chosen, meetsTarget: chosen < targetEnds };
    return chosen > now ? [[round]] : [];
  }

  const named: NamedRound[] = request.preferredStarts.map((start, index) => ({
    kind: 'preferred',
    place: index + 1,
    start,
    meetsTarget: start < targetEnds,
  }));
  if (sameStart !== null) {
    named.unshift({ kind: 'same-time', start: sameStart, meetsTarget: sameStart < targetEnds });
  }
  const openRounds = named.filter(
    ({ start }, index) => isOpen(start) && named.findIndex((round) => round.start === start) === index,
  );
  const late = openRounds.filter(({ meetsTarget }) => !meetsTarget);
  const inTarget: Round[] = openRounds.filter(({ meetsTarget }) => meetsTarget);
  const within = { from: open.from, to: Math.min(open.to, targetEnds) };
  if (within.from < within.to) inTarget.push({ kind: 'soonest', within, meetsTarget: true });

  const { preferredStarts } = request;
  const askedForLater = preferredStarts.length > 0 && preferredStarts.every((start) => start >= targetEnds);
  return (askedForLater ? [late, inTarget] : [inTarget, late]).filter((rounds) => rounds.length > 0);
}
