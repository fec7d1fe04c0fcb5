import { type Actor, DomainError, isConsultant, isLead } from '@case-consultation/domain';

/**
 * A consultant's time is theirs to see and change, and the leads' of their programme (which row-level security keeps to).
 * @throws DomainError `not-found` for somebody else's, `not-your-task` for one's own when there is none
 */
export function mustBeTheirs(actor: Actor, consultantId: string): void {
  if (isLead(actor)) return;
  if (actor.personId !== consultantId || !isConsultant(actor)) throw noSuchConsultant(actor, consultantId);
}

/** There is nobody set up to consult with this id, or they are none of this person's. */
export function noSuchConsultant(actor: Actor, consultantId: string): DomainError {
  return actor.personId === consultantId
    ? new DomainError('not-your-task', 'Only people who are set up to consult say when they can.')
    : new DomainError('not-found', 'There is no such consultant, or their time is not yours to see.');
}
