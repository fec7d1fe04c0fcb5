import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { type Day } from '../people/consultant.js';
import { type Booking, type Consultation, mustBe } from './consultation.js';
import { type NotHeldReason, type Outcome } from './events.js';
import { mustBeTimes } from './asking.js';
import {
  BACK_TO_WAITING,
  bookingOf,
  mustBeItsConsultant,
  mustBeLead,
  mustGiveReason,
  nextSequence,
  outcome,
  partyOf,
} from './rule.js';

export interface HeldTime {
  startsAt: Date;
  endsAt: Date;
  freeAgainAt: Date;
}

/** booked → booked at another time with the same consultant, by requester, consultant or lead. One update goes to all. */
export function reschedule(
  consultation: Consultation,
  to: HeldTime,
  reason: string,
  actor: Actor,
  now: Date,
): Outcome {
  partyOf(consultation, actor);
  mustBe(consultation, 'booked');
  const given = mustGiveReason(reason);
  const before = bookingOf(consultation);
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
 * booked → waiting, by either side or the lead, with a reason. The requester may say new times in the same breath;
 * otherwise the search goes on with the wishes that are still to come, else with the soonest.
 */
export function cancelBooking(
  consultation: Consultation,
  reason: string,
  wish: { preferredTimes: readonly Date[]; soonest: boolean } | null,
  actor: Actor,
  now: Date,
): Outcome {
  const by = partyOf(consultation, actor);
  mustBe(consultation, 'booked');
  const given = mustGiveReason(reason);
  if (wish !== null) mustBeTimes(wish, now);
  const cancelled = bookingOf(consultation);
  const { preferredTimes, soonest } =
    wish ?? wishesStillToCome(consultation, by === 'requester' ? cancelled : null, now);
  return outcome(
    consultation,
    { ...BACK_TO_WAITING, preferredTimes, soonest },
    { type: 'booking-cancelled', booking: nextSequence(cancelled), reason: given, by },
  );
}

/**
 * booked → booked with another consultant at the same time, decided by the lead. The old consultant's event goes,
 * the new one gets theirs, the others one update. The new consultant checks for conflict before any detail opens.
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
  const given = mustGiveReason(reason);
  const before = bookingOf(consultation);
  if (before.startsAt <= now) {
    throw new DomainError('wrong-state', 'It has started already. Say whether it was held.');
  }
  if (
    consultantId === before.consultantId ||
    consultantId === consultation.requesterId ||
    consultation.lockedOut.includes(consultantId)
  ) {
    throw new DomainError(
      'consultant-not-eligible',
      'This consultant cannot take it over. Choose another.',
      'consultantId',
    );
  }
  const booking = nextSequence(before, { consultantId, freeAgainAt });
  return outcome(
    consultation,
    { consultantId, booking, conflictClearedAt: actor.personId === consultantId ? now : null },
    { type: 'reassigned', booking, fromConsultantId: before.consultantId, reason: given },
  );
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

/** booked → waiting (rebook) or closed: it did not take place. Not before it should have begun. */
export function recordNotHeld(
  consultation: Consultation,
  what: { because: NotHeldReason; next: 'rebook' | 'close' },
  actor: Actor,
  now: Date,
): Outcome {
  mustBeItsConsultantOrLead(consultation, actor);
  const booking = begun(consultation, now);
  const { because, next } = what;
  const event = { type: 'not-held', booking, because, next } as const;
  return next === 'rebook'
    ? outcome(consultation, { ...BACK_TO_WAITING, ...wishesStillToCome(consultation, null, now) }, event)
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

/** Preferred times that may still be tried; the cancelled one is no longer wanted. None left: the soonest. */
function wishesStillToCome(
  consultation: Consultation,
  unwanted: Booking | null,
  now: Date,
): { preferredTimes: readonly Date[]; soonest: boolean } {
  const preferredTimes = consultation.preferredTimes.filter(
    (time) => time > now && time.getTime() !== unwanted?.startsAt.getTime(),
  );
  return { preferredTimes, soonest: consultation.soonest || preferredTimes.length === 0 };
}
