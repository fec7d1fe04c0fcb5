import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { type Booking, type Consultation, mustBe, type Offer } from './consultation.js';
import { type DeclineReason, type Outcome, type WithLeadReason } from './events.js';
import {
  BACK_TO_WAITING,
  bookingOf,
  mustBeItsConsultant,
  mustBeLead,
  mustGiveReason,
  nextSequence,
  outcome,
  then,
} from './rule.js';

export interface NewOffer {
  offer: Offer;
  /** End of the session with its buffer. */
  freeAgainAt: Date;
  bookingId: string;
  uid: string;
  autoAccept: boolean;
}

/**
 * waiting or with_lead → offered, and the hour is held at once (tentative). A consultant who chose auto-accept is
 * booked in the same breath; the case detail still opens only after their conflict check.
 * The choice itself has been made by `route`, or by the lead among the eligible.
 */
export function makeOffer(consultation: Consultation, made: NewOffer, actor: Actor): Outcome {
  if (actor.personId !== null) mustBeLead(actor);
  mustBe(consultation, 'waiting', 'with_lead');
  const { offer } = made;
  if (offer.startsAt <= offer.madeAt) {
    throw new DomainError('invalid-input', 'Select a time that is still to come.', 'startsAt');
  }
  if (
    offer.consultantId === consultation.requesterId ||
    consultation.lockedOut.includes(offer.consultantId)
  ) {
    throw new DomainError(
      'consultant-not-eligible',
      'This consultant cannot take this consultation. Choose another.',
    );
  }
  const booking: Booking = {
    id: made.bookingId,
    uid: made.uid,
    sequence: 0,
    consultantId: offer.consultantId,
    startsAt: offer.startsAt,
    endsAt: offer.endsAt,
    freeAgainAt: made.freeAgainAt,
    status: 'tentative',
  };
  const offered = outcome(
    consultation,
    { status: 'offered', consultantId: offer.consultantId, offer, booking, conflictClearedAt: null },
    { type: 'offer-made', offer, booking },
  );
  return made.autoAccept
    ? then(offered, (c) => accepted(c, { automatically: true, clearedAt: null }))
    : offered;
}

/** offered → booked, by the consultant who was asked, in time, having said that there is no conflict. */
export function acceptOffer(
  consultation: Consultation,
  offerId: string,
  noConflict: boolean,
  actor: Actor,
  now: Date,
): Outcome {
  const offer = openOffer(consultation, offerId, actor);
  if (hasExpired(offer, now)) {
    throw new DomainError(
      'offer-expired',
      'This offer has expired and someone else is being asked. There is nothing you need to do.',
    );
  }
  if (!noConflict) {
    throw new DomainError(
      'conflict-check-first',
      'Before you accept, say that you have no conflict with this family or this colleague. If you have, choose “conflict”.',
      'noConflict',
    );
  }
  return accepted(consultation, { automatically: false, clearedAt: now });
}

/** offered → waiting. The next eligible consultant is asked at once. */
export function declineOffer(
  consultation: Consultation,
  offerId: string,
  answer: { because: DeclineReason; reason: string | null },
  actor: Actor,
): Outcome {
  const offer = openOffer(consultation, offerId, actor);
  const reason = answer.reason === null || answer.reason.trim() === '' ? null : mustGiveReason(answer.reason);
  const booking = nextSequence(bookingOf(consultation));
  return outcome(consultation, BACK_TO_WAITING, {
    type: 'offer-declined',
    offer,
    booking,
    because: answer.because,
    reason,
  });
}

/** offered → waiting, by time alone. At or after `offerEndsAt`; never early. */
export function expireOffer(consultation: Consultation, offerId: string, now: Date): Outcome {
  const offer = openOffer(consultation, offerId);
  if (!hasExpired(offer, now)) {
    throw new DomainError('wrong-state', 'This offer is still open.', undefined, {
      expiresAt: offerEndsAt(offer),
    });
  }
  return outcome(consultation, BACK_TO_WAITING, {
    type: 'offer-expired',
    offer,
    booking: nextSequence(bookingOf(consultation)),
  });
}

/** offered → waiting, because the lead decides otherwise. */
export function withdrawOffer(consultation: Consultation, reason: string, actor: Actor): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'offered');
  const offer = openOffer(consultation, consultation.offer?.id ?? '');
  return outcome(consultation, BACK_TO_WAITING, {
    type: 'offer-withdrawn',
    offer,
    booking: nextSequence(bookingOf(consultation)),
    reason: mustGiveReason(reason),
  });
}

/**
 * "Conflict": needs no explanation, re-routes at once, and locks that person out of this consultation for good.
 * Possible while offered and, since a conflict may show itself late, while booked. Not once held: there is no hour left
 * to give to someone else. The lead then hands the record over (`handOverRecord`), and the new consultant is asked.
 */
export function declareConflict(consultation: Consultation, actor: Actor): Outcome {
  mustBe(consultation, 'offered', 'booked');
  mustBeItsConsultant(consultation, actor);
  const consultantId = consultation.consultantId as string;
  return outcome(
    consultation,
    { ...BACK_TO_WAITING, lockedOut: [...consultation.lockedOut, consultantId] },
    {
      type: 'conflict-declared',
      consultantId,
      offer: consultation.offer,
      booking: nextSequence(bookingOf(consultation)),
    },
  );
}

/** "No conflict", said after an auto-accept, a reassignment or a handover of the record: opens the case detail. Saying it twice changes nothing. */
export function clearConflict(consultation: Consultation, actor: Actor, now: Date): Outcome {
  mustBe(consultation, 'booked', 'held');
  mustBeItsConsultant(consultation, actor);
  if (consultation.conflictClearedAt !== null) return outcome(consultation, {});
  return outcome(
    consultation,
    { conflictClearedAt: now },
    { type: 'conflict-cleared', consultantId: consultation.consultantId as string },
  );
}

/** waiting → with_lead: nobody fits, the target is at risk, or the lead takes it over. Leads are told at once. */
export function moveToLead(consultation: Consultation, because: WithLeadReason, actor: Actor): Outcome {
  if (actor.personId !== null) mustBeLead(actor);
  mustBe(consultation, 'waiting');
  return outcome(consultation, { status: 'with_lead' }, { type: 'moved-to-lead', because });
}

/**
 * When an offer ends: at its `expiresAt`, or when the hour it is about begins if that comes first. A window counted in
 * working time can reach beyond a time that is only a day away.
 */
export function offerEndsAt(offer: Pick<Offer, 'expiresAt' | 'startsAt'>): Date {
  return offer.startsAt < offer.expiresAt ? offer.startsAt : offer.expiresAt;
}

/** An offer has expired from the instant it ends, that instant included. */
export function hasExpired(offer: Pick<Offer, 'expiresAt' | 'startsAt'>, now: Date): boolean {
  return now >= offerEndsAt(offer);
}

function accepted(
  consultation: Consultation,
  how: { automatically: boolean; clearedAt: Date | null },
): Outcome {
  const offer = consultation.offer as Offer;
  const booking = nextSequence(bookingOf(consultation), { status: 'confirmed' });
  return outcome(
    consultation,
    { status: 'booked', offer: null, booking, conflictClearedAt: how.clearedAt },
    { type: 'offer-accepted', offer, booking, automatically: how.automatically },
  );
}

/** The one open offer, if it is the one meant and is made to this actor (when one is given). */
function openOffer(consultation: Consultation, offerId: string, actor?: Actor): Offer {
  if (consultation.status !== 'offered' || consultation.offer === null || consultation.offer.id !== offerId) {
    throw new DomainError('offer-closed', 'This offer is no longer open. There is nothing you need to do.');
  }
  if (actor) mustBeItsConsultant(consultation, actor);
  return consultation.offer;
}
