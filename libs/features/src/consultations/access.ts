import { accessTo, type AccessFacts, type Actor, DomainError, isLead } from '@case-consultation/domain';
import { notFound } from '@case-consultation/database';

/**
 * `accessTo` as a condition on the table `c`, for lists and counts; the two say the same, and a test holds them together.
 * `$person` is replaced by the parameter that holds the actor's id. Case detail is not in any list.
 */
export function visibleTo(actor: Actor, person: string): string {
  const ownOrMine = `c.requester_id = ${person} OR (c.consultant_id = ${person} AND c.status <> 'draft' AND NOT ${lockedOut(person)})`;
  return isLead(actor)
    ? `(${ownOrMine} OR (c.status <> 'draft' AND NOT ${lockedOut(person)}))`
    : `(${ownOrMine})`;
}

/** Whether the person may know nothing of the consultation `c`. */
export function lockedOut(person: string): string {
  return `${person} = ANY (c.locked_out)`;
}

/** @throws DomainError `not-found` when it is not theirs to see at all, `conflict-check-first` when only in outline */
export function mustSeeDetail(consultation: AccessFacts, actor: Actor): void {
  const access = accessTo(consultation, actor);
  if (access === 'none') throw notFound();
  if (access === 'outline') {
    throw new DomainError(
      'conflict-check-first',
      'Say first whether you have a conflict with this family or this colleague. Then it opens.',
    );
  }
}
