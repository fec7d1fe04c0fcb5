import { type Mode, type Priority } from '../asking/request.js';
import { type DayRange } from '../people/consultant.js';
import { dayOf, fromEpochMinutes } from '../time/zone.js';
import { type Availability, consultantTimeOf } from './availability.js';
import { type NotFree, whyNotFree } from './free-at.js';
import { type EpochMinute } from './intervals.js';
import { isPaused } from './pause.js';

/** A time that is held for a consultation: an open offer, or a booking. */
export interface HeldSpan {
  start: EpochMinute;
  sessionEnds: EpochMinute;
  freeAgain: EpochMinute;
  status: 'tentative' | 'confirmed';
}

/** Such a time with what of its request a consultant says something about; null: whoever asks is shut out of it. */
export interface HeldRequest extends HeldSpan {
  request: { requesterId: string; priority: Priority; mode: Mode } | null;
}

/** Why a time that is held does not fit what holds now: what the consultant says, or what a lead says of the programme or of them. */
export type CollisionReason =
  | NotFree
  | 'paused'
  | 'priority-not-taken'
  | 'mode-not-taken'
  | 'never-match'
  | 'closed'
  | 'not-signed-off'
  | 'no-consultant';

export interface Collision<Held extends HeldSpan = HeldRequest> {
  held: Held;
  reasons: readonly CollisionReason[];
}

/** When a change is made, and by whose clocks. */
export interface CollisionMoment {
  now: EpochMinute;
  zone: string;
}

/**
 * What is held and not over, fitted before, and fits no more after a change, in order of time. What did not fit before
 * was kept knowingly, and is not asked about again.
 * @param against why what is held does not fit; nothing when it does
 */
export function newlyColliding<Held extends HeldSpan>(
  held: readonly Held[],
  now: EpochMinute,
  against: { before: (one: Held) => readonly CollisionReason[]; after: (one: Held) => CollisionReason[] },
): Collision<Held>[] {
  return held
    .filter(({ sessionEnds }) => sessionEnds > now)
    .map((one) => {
      const known = against.before(one);
      return { held: one, reasons: against.after(one).filter((reason) => !known.includes(reason)) };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => a.held.start - b.held.start);
}

/** What collides with what a consultant says of their own time. */
export function collisionsOf<Held extends HeldRequest>(
  before: Availability,
  after: Availability,
  held: readonly Held[],
  { now, zone, settings }: CollisionMoment & { settings: Parameters<typeof consultantTimeOf>[2] },
): Collision<Held>[] {
  const against = (availability: Availability, one: Held): CollisionReason[] => {
    const others = held
      .filter((other) => other !== one)
      .map(({ start, freeAgain }) => ({ from: start, to: freeAgain }));
    const time = {
      ...consultantTimeOf(availability, others, settings),
      // As it was booked: longer breaks hold from the next booking on.
      sessionMinutes: one.sessionEnds - one.start,
      bufferAfterMinutes: 0,
    };
    return [
      ...whyNotFree(time, one.start, zone),
      ...pausedAt(availability.paused, one.start, zone),
      ...notTaken(availability, one),
    ];
  };
  return newlyColliding(held, now, {
    before: (one) => against(before, one),
    after: (one) => against(after, one),
  });
}

function pausedAt(paused: DayRange | null, start: EpochMinute, zone: string): CollisionReason[] {
  return isPaused(paused, dayOf(fromEpochMinutes(start), zone)) ? ['paused'] : [];
}

/** By the rules of routing: who attends beside the person asking does not count for `never-match`. */
function notTaken(
  { preferences: { priorities, modes }, neverMatch }: Availability,
  { request }: HeldRequest,
): CollisionReason[] {
  if (request === null) return [];
  const rules: [boolean, CollisionReason][] = [
    [!priorities.includes(request.priority), 'priority-not-taken'],
    [!modes.includes(request.mode), 'mode-not-taken'],
    [neverMatch.includes(request.requesterId), 'never-match'],
  ];
  return rules.filter(([stands]) => stands).map(([, rule]) => rule);
}
