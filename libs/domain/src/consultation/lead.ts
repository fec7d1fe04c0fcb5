import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { type Consultation, mustBe } from './consultation.js';
import { type Outcome } from './events.js';
import { makeOffer, moveToLead, type NewOffer, withdrawOffer } from './offer.js';
import {
  bookingOf,
  mustBeAbleToTakeOver,
  mustBeLead,
  mustGiveReason,
  nextSequence,
  outcome,
  recordIsShared,
  then,
} from './rule.js';

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

/**
 * held → held, with another consultant to write the record: the one who held it cannot, or should not, and has not
 * shared it. The new one says that there is no conflict before any detail opens, as after `reassign`; whoever had it
 * sees it no more. The booking stays as it was, since that hour was not theirs.
 */
export function handOverRecord(
  consultation: Consultation,
  consultantId: string,
  reason: string,
  actor: Actor,
): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'held');
  if (recordIsShared(consultation)) {
    throw new DomainError(
      'record-shared-already',
      'The record has been shared already, so there is nothing to hand over.',
    );
  }
  const given = mustGiveReason(reason);
  mustBeAbleToTakeOver(consultation, consultantId);
  return outcome(
    consultation,
    { consultantId, conflictClearedAt: null },
    {
      type: 'record-handed-over',
      consultantId,
      fromConsultantId: consultation.consultantId as string,
      reason: given,
    },
  );
}

/**
 * held → closed although the record or the review is missing and will stay so. What was promised to the family is not
 * closed over: every open action is settled first.
 */
export function closeByLead(consultation: Consultation, reason: string, actor: Actor): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'held');
  if (consultation.openActions > 0) {
    throw new DomainError(
      'wrong-state',
      'Settle the open actions first: say of each whether it is done, not done or no longer needed.',
      undefined,
      { openActions: consultation.openActions },
    );
  }
  return outcome(
    consultation,
    { status: 'closed' },
    { type: 'closed-by-lead', reason: mustGiveReason(reason) },
    { type: 'closed' },
  );
}

function backToWaiting(consultation: Consultation, reason: string, actor: Actor): Outcome {
  return consultation.status === 'offered'
    ? withdrawOffer(consultation, reason, actor)
    : outcome(consultation, {});
}
