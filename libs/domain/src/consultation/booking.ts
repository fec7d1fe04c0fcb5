import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { refusalOf } from '../refusal.js';
import { type Day } from '../people/consultant.js';
import { type Booking, type Consultation, mustBe } from './consultation.js';
import { type NotHeldReason, type Outcome } from './events.js';
import { mustBeTimes, type Wish } from './asking.js';
import {
  BACK_TO_WAITING,
  bookingOf,
  mustBeAbleToTakeOver,
  mustBeItsConsultant,
  mustBeLead,
  mustGiveReason,
  mustNotHaveStarted,
  nextSequence,
  outcome,
  type Party,
  partyOf,
  then,
} from './rule.js';
import { moveToLead, withdrawOffer } from './offer.js';

export interface HeldTime {
  startsAt: Date;
  endsAt: Date;
  freeAgainAt: Date;
}

/** What decides whether a booking may be moved or cancelled, none of it case text. */
export type Movable = Pick<Consultation, 'status' | 'requesterId' | 'consultantId'> & {
  booking: Pick<Booking, 'startsAt'> | null;
};

/**
 * Who may move or cancel a booking before it starts: the requester, its consultant, or a lead. The consultant may also
 * before the conflict check: a time that does not suit says nothing about a case, and none is shown for it.
 * @returns in which capacity they do
 * @throws DomainError `not-your-task`, `wrong-state`
 */
export function mustBeAbleToMove(consultation: Movable, actor: Actor, now: Date): Party {
  const by = partyOf(consultation, actor);
  mustBe(consultation, 'booked');
  mustNotHaveStarted(bookingOf(consultation), now);
  return by;
}

/** The same as a question, for what is shown. */
export function mayMove(...facts: Parameters<typeof mustBeAbleToMove>): boolean {
  return refusalOf(() => mustBeAbleToMove(...facts)) === null;
}

/**
 * booked → booked at another time with the same consultant, by requester, consultant or lead, before it starts. One
 * update goes to all.
 */
export function reschedule(
  consultation: Consultation,
  to: HeldTime,
  reason: string,
  actor: Actor,
  now: Date,
): Outcome {
  mustBeAbleToMove(consultation, actor, now);
  const before = bookingOf(consultation);
  const given = mustGiveReason(reason);
  if (to.startsAt <= now)
    throw new DomainError('invalid-input', 'Select a time that is still to come.', 'startsAt');
  if (to.startsAt.getTime() === before.startsAt.getTime()) {
    throw new DomainError('invalid-input', 'It is booked for that time already. Select another.', 'startsAt');
  }
  const { startsAt, endsAt, freeAgainAt } = to;
  const booking = nextSequence(before, { startsAt, endsAt, freeAgainAt });
  return outcome(
    consultation,
    { booking },
    {
      type: 'rescheduled',
      booking,
      from: { startsAt: before.startsAt, endsAt: before.endsAt },
      reason: given,
    },
  );
}

/**
 * booked → waiting, by either side or the lead, before it starts, with a reason. A requester says what is wanted next,
 * unless an earlier wish of theirs still holds. When the consultant or the lead cancels, the search goes on with the
 * wishes that are still to come, else with the soonest.
 * @param wish the requester's alone to give; null when nothing was said
 * @throws DomainError `invalid-input` for `preferredTimes`
 */
export function cancelBooking(
  consultation: Consultation,
  reason: string,
  wish: Wish | null,
  actor: Actor,
  now: Date,
): Outcome {
  const by = mustBeAbleToMove(consultation, actor, now);
  const cancelled = bookingOf(consultation);
  const given = mustGiveReason(reason);
  if (wish !== null && by !== 'requester') {
    throw new DomainError(
      'invalid-input',
      'Only the person who asked can say other times. Cancel without them.',
      'preferredTimes',
    );
  }
  const { preferredTimes, soonest } =
    by === 'requester'
      ? requestersWish(consultation, cancelled, wish, now)
      : orTheSoonest(wishesStillToCome(consultation, now));
  return outcome(
    consultation,
    { ...BACK_TO_WAITING, preferredTimes, soonest },
    { type: 'booking-cancelled', booking: nextSequence(cancelled), reason: given, by },
  );
}

/**
 * booked → booked with another consultant at the same time, decided by the lead. The old consultant's event goes,
 * the new one gets theirs, the others one update. The new consultant, a lead who takes it over included, says that there
 * is no conflict before any detail opens.
 */
export function reassign(
  consultation: Consultation,
  consultantId: string,
  freeAgainAt: Date,
  reason: string,
  actor: Actor,
  now: Date,
): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'booked');
  const before = bookingOf(consultation);
  mustNotHaveStarted(before, now);
  const given = mustGiveReason(reason);
  mustBeAbleToTakeOver(consultation, consultantId);
  const booking = nextSequence(before, { consultantId, freeAgainAt });
  return outcome(
    consultation,
    { consultantId, booking, conflictClearedAt: null },
    { type: 'reassigned', booking, fromConsultantId: before.consultantId, reason: given },
  );
}

/**
 * booked → booked with another consultant and at another time, decided by the lead: one event that changed, for everybody it
 * stays with. Otherwise as `reassign`.
 */
export function reassignAt(
  consultation: Consultation,
  consultantId: string,
  to: HeldTime,
  reason: string,
  actor: Actor,
  now: Date,
): Outcome {
  if (to.startsAt <= now)
    throw new DomainError('invalid-input', 'Select a time that is still to come.', 'startsAt');
  const moved = reassign(consultation, consultantId, to.freeAgainAt, reason, actor, now);
  const before = bookingOf(consultation);
  if (before.startsAt.getTime() === to.startsAt.getTime()) return moved;
  const { startsAt, endsAt } = to;
  const booking = { ...bookingOf(moved.consultation), startsAt, endsAt };
  return outcome(
    moved.consultation,
    { booking },
    {
      type: 'reassigned',
      booking,
      fromConsultantId: before.consultantId,
      from: { startsAt: before.startsAt, endsAt: before.endsAt },
      reason: reason.trim(),
    },
  );
}

/**
 * offered or booked → with_lead: the consultant is away and nobody else can take it over. The time is given up, and the lead
 * is told that it is theirs to place.
 */
export function giveUpToLead(consultation: Consultation, reason: string, actor: Actor, now: Date): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'offered', 'booked');
  if (consultation.status === 'offered') {
    return then(withdrawOffer(consultation, reason, actor), (c) => moveToLead(c, 'nobody-fits', actor));
  }
  const cancelled = bookingOf(consultation);
  mustNotHaveStarted(cancelled, now);
  const given = mustGiveReason(reason);
  const waiting = outcome(
    consultation,
    { ...BACK_TO_WAITING, ...orTheSoonest(wishesStillToCome(consultation, now)) },
    { type: 'booking-cancelled', booking: nextSequence(cancelled), reason: given, by: 'lead' },
  );
  return then(waiting, (c) => moveToLead(c, 'nobody-fits', actor));
}

/** booked → held, said by the consultant or the lead, not before it began. `minutesLate` 0 to 60. */
export function recordHeld(
  consultation: Consultation,
  how: { minutesLate: number; reviewDueOn: Day },
  actor: Actor,
  now: Date,
): Outcome {
  mustBeItsConsultantOrLead(consultation, actor);
  const booking = begun(consultation, now);
  if (!Number.isInteger(how.minutesLate) || how.minutesLate < 0 || how.minutesLate > 60) {
    throw new DomainError(
      'invalid-input',
      'Give the minutes late as a whole number from 0 to 60.',
      'minutesLate',
    );
  }
  return outcome(
    consultation,
    { status: 'held', heldAt: booking.startsAt, reviewDueOn: how.reviewDueOn },
    { type: 'held', booking, minutesLate: how.minutesLate },
  );
}

/**
 * booked → waiting (rebook) or closed: it did not take place. Said by the requester, the consultant or the lead, so that
 * whoever was there can; not before it should have begun.
 */
export function recordNotHeld(
  consultation: Consultation,
  what: { because: NotHeldReason; next: 'rebook' | 'close' },
  actor: Actor,
  now: Date,
): Outcome {
  partyOf(consultation, actor);
  const booking = begun(consultation, now);
  const { because, next } = what;
  const event = { type: 'not-held', booking, because, next } as const;
  return next === 'rebook'
    ? outcome(
        consultation,
        { ...BACK_TO_WAITING, ...orTheSoonest(wishesStillToCome(consultation, now)) },
        event,
      )
    : outcome(consultation, { ...BACK_TO_WAITING, status: 'closed' }, event, { type: 'closed' });
}

function begun(consultation: Consultation, now: Date): Booking {
  mustBe(consultation, 'booked');
  const booking = bookingOf(consultation);
  if (now < booking.startsAt) {
    throw new DomainError(
      'not-started-yet',
      'It has not started yet. Come back once it has, or change or cancel it.',
    );
  }
  return booking;
}

function mustBeItsConsultantOrLead(consultation: Consultation, actor: Actor): void {
  if (actor.personId !== consultation.consultantId) mustBeLead(actor);
  else mustBeItsConsultant(consultation, actor);
}

/** The new wish, else what still holds of the earlier one: the time just cancelled is no longer wanted. */
function requestersWish(consultation: Consultation, cancelled: Booking, wish: Wish | null, now: Date): Wish {
  const earlier = wishesStillToCome(consultation, now);
  const others = earlier.preferredTimes.filter((time) => time.getTime() !== cancelled.startsAt.getTime());
  const { preferredTimes, soonest } = wish ?? { ...earlier, preferredTimes: others };
  if (preferredTimes.length === 0 && !soonest) {
    throw new DomainError(
      'invalid-input',
      'Select a time, or select the soonest. If you no longer need it, withdraw the request.',
      'preferredTimes',
    );
  }
  if (wish !== null) mustBeTimes(wish, now);
  return { preferredTimes, soonest };
}

/** Preferred times that may still be tried. */
function wishesStillToCome({ preferredTimes, soonest }: Consultation, now: Date): Wish {
  return { preferredTimes: preferredTimes.filter((time) => time > now), soonest };
}

function orTheSoonest({ preferredTimes, soonest }: Wish): Wish {
  return { preferredTimes, soonest: soonest || preferredTimes.length === 0 };
}
