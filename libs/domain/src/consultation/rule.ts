import { type Actor, isLead } from '../people/person.js';
import { DomainError } from '../errors.js';
import { type Booking, type Consultation } from './consultation.js';
import { type ConsultationEvent, type Outcome } from './events.js';

/** Small helpers that the rules share; nothing here decides anything on its own. */

export function outcome(
  consultation: Consultation,
  change: Partial<Consultation>,
  ...events: readonly ConsultationEvent[]
): Outcome {
  const changed = { ...consultation, ...change };
  return { consultation: changed, events, statuses: events.map(() => changed.status) };
}

/** Nothing to do: saved as nothing. */
export function unchanged(consultation: Consultation): Outcome {
  return outcome(consultation, {});
}

/** Two rules in a row: the second starts from where the first ended. */
export function then(first: Outcome, next: (consultation: Consultation) => Outcome): Outcome {
  const second = next(first.consultation);
  return {
    consultation: second.consultation,
    events: [...first.events, ...second.events],
    statuses: [...first.statuses, ...second.statuses],
  };
}

/** @throws DomainError `not-your-task` */
export function mustBeRequester(consultation: Consultation, actor: Actor): void {
  if (actor.personId !== consultation.requesterId) {
    throw new DomainError('not-your-task', 'Only the person who asked for this consultation can do that.');
  }
}

/** @throws DomainError `not-your-task` */
export function mustBeLead(actor: Actor): void {
  if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can do that. Ask the lead.');
}

/** @throws DomainError `not-your-task` */
export function mustBeItsConsultant(consultation: Consultation, actor: Actor): void {
  if (actor.personId === null || actor.personId !== consultation.consultantId) {
    throw new DomainError('not-your-task', 'Only the consultant this is with can do that.');
  }
}

/** In which capacity somebody acts on a booking. */
export type Party = 'requester' | 'consultant' | 'lead';

/** The requester first, since a lead may ask for themselves. @throws DomainError `not-your-task` */
export function partyOf(
  consultation: Pick<Consultation, 'requesterId' | 'consultantId'>,
  actor: Actor,
): Party {
  if (actor.personId === consultation.requesterId) return 'requester';
  if (actor.personId !== null && actor.personId === consultation.consultantId) return 'consultant';
  mustBeLead(actor);
  return 'lead';
}

/** @throws DomainError `reason-needed`; at most 500 characters, so that it stays a reason. */
export function mustGiveReason(reason: string): string {
  const given = reason.trim();
  if (given === '') throw new DomainError('reason-needed', 'Say why, in a few words.', 'reason');
  if (given.length > 500) {
    throw new DomainError('invalid-input', 'Keep the reason to 500 characters or fewer.', 'reason');
  }
  return given;
}

export function bookingOf<B>(consultation: { booking: B | null }): B {
  if (consultation.booking === null) {
    throw new DomainError('wrong-state', 'No time is held for this consultation any more. Open it again.');
  }
  return consultation.booking;
}

/** @throws DomainError `wrong-state`: what has begun is no longer moved, cancelled or withdrawn; it was held or it was not. */
export function mustNotHaveStarted(booking: Pick<Booking, 'startsAt'>, now: Date): void {
  if (booking.startsAt <= now) {
    throw new DomainError('wrong-state', 'It has started already. Say whether it was held.');
  }
}

/** @throws DomainError `consultant-not-eligible` for the consultant it is with, the requester and anybody locked out. */
export function mustBeAbleToTakeOver(consultation: Consultation, consultantId: string): void {
  if (
    consultantId === consultation.consultantId ||
    consultantId === consultation.requesterId ||
    consultation.lockedOut.includes(consultantId)
  ) {
    throw new DomainError(
      'consultant-not-eligible',
      'This consultant cannot take it over. Choose another.',
      'consultantId',
    );
  }
}

/** Shared, whether or not the practitioner has agreed to it yet: from then on it is no longer changed. */
export function recordIsShared({ record }: Pick<Consultation, 'record'>): boolean {
  return record === 'shared' || record === 'agreed';
}

/** The next calendar message about this booking: SEQUENCE rises with every one (RFC 5546 section 2.1.4). */
export function nextSequence(booking: Booking, change: Partial<Booking> = {}): Booking {
  return { ...booking, ...change, sequence: booking.sequence + 1 };
}

/** Back to the queue with nobody's time held and the history kept. */
export const BACK_TO_WAITING = {
  status: 'waiting',
  consultantId: null,
  offer: null,
  booking: null,
  conflictClearedAt: null,
} as const satisfies Partial<Consultation>;
