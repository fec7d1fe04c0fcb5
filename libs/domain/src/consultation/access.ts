import { type Actor, isLead } from '../people/person.js';
import { type Status } from './consultation.js';

/**
 * What one person may see of one consultation. `outline` is what a consultant is told before the conflict check:
 * agency, stage, priority, purpose and time. `none` answers like something that is not there (404).
 */
export type Access = 'none' | 'outline' | 'detail';

export interface AccessFacts {
  programmeId: string;
  status: Status;
  requesterId: string;
  consultantId: string | null;
  conflictClearedAt: Date | null;
  lockedOut: readonly string[];
}

/**
 * The one policy of need-to-know: the requester; the present consultant, in full only after the conflict check; the
 * programme's leads, unless locked out; nobody else, whatever their other roles. A draft is its author's alone.
 * `visibleTo` in libs/features says the same in SQL for lists; a test holds the two against each other.
 */
export function accessTo(consultation: AccessFacts, actor: Actor): Access {
  if (actor.programmeId !== consultation.programmeId || actor.personId === null) return 'none';
  if (actor.personId === consultation.requesterId) return 'detail';
  if (consultation.status === 'draft' || consultation.lockedOut.includes(actor.personId)) return 'none';
  if (actor.personId === consultation.consultantId) {
    return consultation.conflictClearedAt === null ? 'outline' : 'detail';
  }
  return isLead(actor) ? 'detail' : 'none';
}
