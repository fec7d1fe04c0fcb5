import { type Actor, type Consultation, mustBe } from '@case-consultation/domain';
import { notFound } from '@case-consultation/database';

/**
 * A draft is its author's alone.
 * @throws DomainError `not-found` for everybody else, `wrong-state` once it is submitted
 */
export function mustBeOwnDraft(consultation: Consultation, actor: Actor): void {
  if (consultation.requesterId !== actor.personId) throw notFound();
  mustBe(consultation, 'draft');
}
