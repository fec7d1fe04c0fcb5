import { type Actor } from '../people/person.js';
import { type Access, type AccessFacts, accessTo } from './access.js';

/** Somebody who could be thought to see a request; `a colleague` stands for everybody who is nothing to it. */
export type Viewer = 'requester' | 'leads' | 'consultant' | 'attendees' | 'named-conflicts' | 'colleagues';

/** What one of them will see, once it is submitted. Attendees get the invite; the service itself they see as colleagues do. */
export interface SeenBy {
  viewer: Viewer;
  /** While it is offered or waits, and before the conflict check. */
  first: Access;
  /** Once the consultant has said that there is no conflict. */
  afterConflictCheck: Access;
}

/** The ids that the policy is asked about. */
export interface PreviewPeople {
  requesterId: string;
  /** A lead who is not locked out; null when there is none. */
  leadId: string | null;
  /** Whoever will be asked: nobody yet, so any id that is no one else's. */
  consultantId: string;
  lockedOut: readonly string[];
  /** An id that is nobody's, for a colleague who is nothing to it. */
  colleagueId: string;
}

/**
 * Who will see what of a request, if it were submitted now: each answer is the policy's own (`accessTo`), asked of the
 * request as it will stand.
 */
export function whoWillSee(programmeId: string, people: PreviewPeople): SeenBy[] {
  const { requesterId, leadId, consultantId, lockedOut, colleagueId } = people;
  const offered: AccessFacts = {
    programmeId,
    status: 'offered',
    requesterId,
    consultantId,
    conflictClearedAt: null,
    lockedOut,
  };
  const checked: AccessFacts = { ...offered, status: 'booked', conflictClearedAt: new Date(0) };
  const seen = (viewer: Viewer, personId: string, roles: Actor['roles']): SeenBy => {
    const actor = { programmeId, personId, roles };
    return { viewer, first: accessTo(offered, actor), afterConflictCheck: accessTo(checked, actor) };
  };
  const [named] = lockedOut;
  return [
    seen('requester', requesterId, ['practitioner']),
    seen('consultant', consultantId, ['champion']),
    ...(leadId === null ? [] : [seen('leads', leadId, ['lead'])]),
    seen('attendees', colleagueId, ['practitioner']),
    ...(named === undefined ? [] : [seen('named-conflicts', named, ['champion', 'lead'])]),
    seen('colleagues', colleagueId, ['practitioner', 'champion', 'administrator', 'steering', 'auditor']),
  ];
}
