import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { type Consultation, mustBe } from './consultation.js';
import { type Outcome } from './events.js';
import { makeOffer, moveToLead, type NewOffer, withdrawOffer } from './offer.js';
import { bookingOf, mustBeLead, mustGiveReason, nextSequence, outcome, then } from './rule.js';

/** The lead asks one consultant at one time, whatever was under way: an open offer to someone else is withdrawn first. */
export function assign(consultation: Consultation, made: NewOffer, reason: string, actor: Actor): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'waiting', 'with_lead', 'offered');
  return then(backToWaiting(consultation, reason, actor), (c) => makeOffer(c, made, actor));
}

/**
 * The lead takes it: offered to themselves and accepted in the same breath, having said that there is no conflict.
 * waiting, with_lead or offered → booked.
 */
export function take(
  consultation: Consultation,
  made: NewOffer,
  noConflict: boolean,
  reason: string,
  actor: Actor,
  now: Date,
): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'waiting', 'with_lead', 'offered');
  if (made.offer.consultantId !== actor.personId) {
    throw new DomainError(
      'not-your-task',
      'You can take a consultation only for yourself. Assign it instead.',
    );
  }
  if (!noConflict) {
    throw new DomainError(
      'conflict-check-first',
      'Before you take it, say that you have no conflict.',
      'noConflict',
    );
  }
  const offered = then(backToWaiting(consultation, reason, actor), (c) =>
    makeOffer(c, { ...made, autoAccept: false }, actor),
  );
  return then(offered, (c) => {
    const booking = nextSequence(bookingOf(c), { status: 'confirmed' });
    return outcome(
      c,
      { status: 'booked', offer: null, booking, conflictClearedAt: now },
      { type: 'taken-by-lead', booking },
    );
  });
}

/** waiting or with_lead → turned_down, always with a reason and where to turn instead. */
export function turnDown(
  consultation: Consultation,
  answer: { reason: string; signpost: string },
  actor: Actor,
): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'waiting', 'with_lead');
  const reason = mustGiveReason(answer.reason);
  const signpost = answer.signpost.trim();
  if (signpost === '' || signpost.length > 500) {
    throw new DomainError(
      'invalid-input',
      'Say where they can turn instead, in 500 characters or fewer.',
      'signpost',
    );
  }
  const withLead =
    consultation.status === 'waiting'
      ? moveToLead(consultation, 'taken-over', actor)
      : outcome(consultation, {});
  return then(withLead, (c) =>
    outcome(c, { status: 'turned_down' }, { type: 'turned-down', reason, signpost }),
  );
}

function backToWaiting(consultation: Consultation, reason: string, actor: Actor): Outcome {
  return consultation.status === 'offered'
    ? withdrawOffer(consultation, reason, actor)
    : outcome(consultation, {});
}
