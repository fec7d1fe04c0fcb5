import {
  type Collision,
  type CollisionReason,
  DomainError,
  epochMinutes,
  fromEpochMinutes,
} from '@case-consultation/domain';
import { type HeldFor } from './held.js';

/** What collides with a change: no case text. `status` tentative is an open offer. */
export interface CollisionView {
  /** null: the reader is shut out of it, and it is told by its time alone. */
  code: string | null;
  consultant: { id: string; name: string };
  startsAt: Date;
  endsAt: Date;
  status: 'tentative' | 'confirmed';
  reasons: readonly CollisionReason[];
}

/** What is asked about before a change is made, as `details` of the refusal. */
export interface CollisionsAsked {
  collisions: readonly CollisionView[];
  /** How many more there are that are not this reader’s to see. */
  unseen: number;
  /** Names all of them; sent back, they are kept. */
  keep: readonly string[];
}

/** What is asked of whoever changes their own time, or a consultant’s: each is named by its start. */
export function refuseUnlessStartsKept(
  collisions: readonly Collision<HeldFor>[],
  keeping: readonly Date[],
): void {
  const startOf = ({ start }: Pick<HeldFor, 'start'>) => fromEpochMinutes(start).toISOString();
  const keep = collisions.map(({ held }) => startOf(held));
  const kept = keeping.map((instant) => startOf({ start: epochMinutes(instant) }));
  refuseUnlessKept({ collisions: collisions.map(viewOf), unseen: 0, keep }, kept);
}

/**
 * What is asked of whoever changes something for others: each is named by its mark, and what is not theirs to see is told as
 * a number.
 */
export function refuseUnlessMarksKept(
  collisions: readonly Collision<HeldFor>[],
  keeping: readonly string[],
): void {
  const seen = collisions.filter(({ held }) => held.code !== null);
  const keep = collisions.map(({ held }) => held.mark);
  const unseen = collisions.length - seen.length;
  refuseUnlessKept({ collisions: seen.map(viewOf), unseen, keep }, keeping);
}

/** @throws DomainError `collides-with-bookings` unless all of it was shown and is kept */
function refuseUnlessKept(asked: CollisionsAsked, kept: readonly string[]): void {
  const known = new Set(kept);
  if (asked.keep.every((name) => known.has(name))) return;
  throw new DomainError(
    'collides-with-bookings',
    'This collides with what is booked or offered. Keep that and change it all the same, or leave it as it is.',
    undefined,
    { ...asked },
  );
}

/** What a change was refused for until it is kept; null for any other refusal, and for none. */
export function askedIn(error: DomainError | null): CollisionsAsked | null {
  return error?.code === 'collides-with-bookings' ? (error.details as unknown as CollisionsAsked) : null;
}

function viewOf({ held, reasons }: Collision<HeldFor>): CollisionView {
  return {
    code: held.code,
    consultant: held.consultant,
    startsAt: fromEpochMinutes(held.start),
    endsAt: fromEpochMinutes(held.sessionEnds),
    status: held.status,
    reasons,
  };
}
