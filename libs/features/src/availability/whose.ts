import { type Actor, DomainError, isConsultant, isLead } from '@case-consultation/domain';

/**
 * A consultant's time is theirs to see and change, and the leads' of their programme (which row-level security keeps to).
 * @throws DomainError `not-found` for anybody else
 */
export function mustBeTheirs(actor: Actor, consultantId: string): void {
  if (isLead(actor)) return;
  if (actor.personId !== consultantId || !isConsultant(actor)) throw noSuchConsultant();
}

export function noSuchConsultant(): DomainError {
  return new DomainError('not-found', 'There is no such consultant, or their time is not yours to see.');
}
