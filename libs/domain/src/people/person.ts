/** What a person may be in one programme; a person may be several. */
export const ROLES = ['practitioner', 'champion', 'lead', 'administrator', 'steering', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  id: string;
  programmeId: string;
  name: string;
  email: string;
  agencyId: string;
  teamId: string;
  managerId: string | null;
  roles: readonly Role[];
  active: boolean;
}

/** Who is asking, in which programme. `personId` is null when the service itself acts (timers, routing). */
export interface Actor {
  programmeId: string;
  personId: string | null;
  roles: readonly Role[];
}

/** The service acting on its own in one programme: an expired offer, a routing run, a reminder. */
export function theService(programmeId: string): Actor {
  return { programmeId, personId: null, roles: [] };
}

export function isLead(actor: Actor): boolean {
  return actor.roles.includes('lead');
}

/** May hold consultations, so may be asked. */
export function isConsultant(actor: { roles: readonly Role[] }): boolean {
  return actor.roles.includes('lead') || actor.roles.includes('champion');
}

/** Looks after people and settings: the lead, and administrators, who see no case. */
export function mayAdminister(actor: Actor): boolean {
  return isLead(actor) || actor.roles.includes('administrator');
}
