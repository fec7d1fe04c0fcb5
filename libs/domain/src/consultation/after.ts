import { DomainError } from '../errors.js';
import { type Day } from '../people/consultant.js';
import { type Actor, isLead } from '../people/person.js';
import { formatDay } from '../time/format-time.js';
import { type Consultation, mustBe } from './consultation.js';
import { type Outcome } from './events.js';
import { mustBeItsConsultant, mustBeRequester, outcome, partyOf, recordIsShared, then } from './rule.js';

/** The consultant shares the record; `headingsFilled` counts those with text. At least two, and once. */
export function shareRecord(consultation: Consultation, headingsFilled: number, actor: Actor): Outcome {
  mustBe(consultation, 'held');
  mustBeItsConsultant(consultation, actor);
  mustHaveClearedConflict(consultation);
  mustNotBeShared(consultation);
  if (headingsFilled < 2) {
    throw new DomainError(
      'record-incomplete',
      'Fill in at least two headings before you share the record.',
      'headings',
    );
  }
  return outcome(consultation, { record: 'shared' }, { type: 'record-shared' });
}

/** The record may be changed by its consultant, after it was held and until it is shared. */
export function mustBeAbleToWriteRecord(consultation: Consultation, actor: Actor): void {
  mustBe(consultation, 'held');
  mustBeItsConsultant(consultation, actor);
  mustHaveClearedConflict(consultation);
  mustNotBeShared(consultation);
}

/** The practitioner has read the record and agrees. */
export function agreeRecord(consultation: Consultation, actor: Actor): Outcome {
  mustBeRequester(consultation, actor);
  mustBe(consultation, 'held', 'closed');
  if (consultation.record === 'agreed') return outcome(consultation, {});
  if (consultation.record !== 'shared') {
    throw new DomainError('wrong-state', 'The record has not been shared with you yet.');
  }
  return outcome(consultation, { record: 'agreed' }, { type: 'record-agreed' });
}

/**
 * An action is agreed: by the consultant, the requester or the lead, once it was held and until it is closed. Its owner
 * is told of it, and so is never somebody who must not know.
 */
export function addAction(
  consultation: Consultation,
  action: { id: string; ownerId: string },
  actor: Actor,
): Outcome {
  mustBe(consultation, 'held');
  mustBePartyOrLead(consultation, actor);
  if (consultation.lockedOut.includes(action.ownerId)) {
    throw new DomainError(
      'invalid-input',
      'Select someone else: this person must not see this case.',
      'ownerId',
    );
  }
  return outcome(
    consultation,
    { openActions: consultation.openActions + 1 },
    { type: 'action-added', actionId: action.id },
  );
}

export type Settlement = 'done' | 'not-done' | 'no-longer-needed';

/** An open action is settled by its owner or by a party; the last one may close the consultation. */
export function settleAction(
  consultation: Consultation,
  action: { id: string; ownerId: string; settled: boolean },
  as: Settlement,
  actor: Actor,
): Outcome {
  if (actor.personId !== action.ownerId) mustBePartyOrLead(consultation, actor);
  if (action.settled) {
    throw new DomainError(
      'action-settled-already',
      'This action has been settled already. There is nothing to do.',
    );
  }
  mustBe(consultation, 'held');
  if (consultation.openActions < 1) {
    throw new DomainError(
      'changed-meanwhile',
      'No action of this consultation is open any more. Open it again to see where it stands.',
    );
  }
  const settled = outcome(
    consultation,
    { openActions: consultation.openActions - 1 },
    { type: 'action-settled', actionId: action.id, as },
  );
  return then(settled, closeIfSettled);
}

/**
 * The look-back: done, or said to be impossible (which is an answer too). Not before the record is shared, nor before its
 * day, since it asks what has changed; a lead may at any time.
 * @param today the programme's day
 */
export function completeReview(
  consultation: Consultation,
  completed: boolean,
  actor: Actor,
  today: Day,
): Outcome {
  mustBe(consultation, 'held');
  mustBePartyOrLead(consultation, actor);
  if (consultation.reviewDone) throw new DomainError('wrong-state', 'The review has been done already.');
  mustHaveSharedRecord(consultation);
  if (!isLead(actor)) mustBeDue(consultation, today);
  const reviewed = outcome(consultation, { reviewDone: true }, { type: 'review-done', completed });
  return then(reviewed, closeIfSettled);
}

/** held → closed once the record is shared, every action is settled and the review is done. */
export function closeIfSettled(consultation: Consultation): Outcome {
  const settled =
    consultation.status === 'held' &&
    consultation.openActions === 0 &&
    consultation.reviewDone &&
    recordIsShared(consultation);
  return settled
    ? outcome(consultation, { status: 'closed' }, { type: 'closed' })
    : outcome(consultation, {});
}

function mustHaveSharedRecord(consultation: Consultation): void {
  if (!recordIsShared(consultation)) {
    throw new DomainError('wrong-state', 'The record has to be shared before the review can be done.');
  }
}

function mustBeDue({ reviewDueOn }: Consultation, today: Day): void {
  if (reviewDueOn !== null && today < reviewDueOn) {
    throw new DomainError(
      'wrong-state',
      `The review can be done from ${formatDay(reviewDueOn)}. Come back then, or ask the lead.`,
      undefined,
      { reviewDueOn },
    );
  }
}

function mustNotBeShared(consultation: Consultation): void {
  if (recordIsShared(consultation)) {
    throw new DomainError(
      'record-shared-already',
      'The record has been shared and can no longer be changed. Add an action instead.',
    );
  }
}

/** The requester, a lead, or its consultant once the conflict check is made: an action or a review is case text. */
function mustBePartyOrLead(consultation: Consultation, actor: Actor): void {
  if (partyOf(consultation, actor) === 'consultant') mustHaveClearedConflict(consultation);
}

/** Whoever writes about a case has first said that there is no conflict; a booking made automatically has not asked. */
function mustHaveClearedConflict(consultation: Consultation): void {
  if (consultation.conflictClearedAt === null) {
    throw new DomainError(
      'conflict-check-first',
      'First say that you have no conflict with this consultation.',
    );
  }
}
