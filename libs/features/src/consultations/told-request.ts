import { type Actor, type Consultation, isLead, type RequestForm } from '@case-consultation/domain';

/** The request as this reader may have it: whom the requester named as a conflict is between them and the leads. */
export function requestAsToldTo(
  actor: Actor,
  { requesterId }: Pick<Consultation, 'requesterId'>,
  request: RequestForm,
): RequestForm {
  const mayKnow = isLead(actor) || actor.personId === requesterId;
  return mayKnow ? request : { ...request, conflictPersonIds: [] };
}
