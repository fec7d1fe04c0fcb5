import { type Day } from './consultant.js';
import { type PeopleFacts, type PersonDetails } from './person-details.js';
import { type Role } from './person.js';

/** What has happened to a person's account. */
export const PERSON_EVENTS = ['added', 'changed', 'deactivated', 'reactivated', 'invited'] as const;
export type PersonEvent = (typeof PERSON_EVENTS)[number];

/** A person as the history tells it: by the names that agency, team and manager had at the time. */
export interface PersonTold {
  name: string;
  email: string;
  agency: string;
  team: string;
  manager: string | null;
  roles: readonly Role[];
  signedOffFrom: Day | null;
  signedOffUntil: Day | null;
}

export type ToldField = keyof PersonTold;

/** One thing that was otherwise before. */
export interface PersonChange {
  field: ToldField;
  from: string | readonly string[] | null;
  to: string | readonly string[] | null;
}

export function told(details: PersonDetails, facts: PeopleFacts): PersonTold {
  const team = facts.teams.find(({ id }) => id === details.teamId);
  const { name, email, managerEmail, roles, signedOffFrom, signedOffUntil } = details;
  return {
    name,
    email,
    agency: team?.agency ?? '',
    team: team?.name ?? '',
    manager: managerEmail === null ? null : (facts.personWith(managerEmail)?.name ?? managerEmail),
    roles,
    signedOffFrom,
    signedOffUntil,
  };
}

const FIELDS: readonly ToldField[] = [
  'name',
  'email',
  'agency',
  'team',
  'manager',
  'roles',
  'signedOffFrom',
  'signedOffUntil',
];

/**
 * Everything that differs, in a fixed order; nothing for two that are the same. The order of roles does not count.
 * @param before null for somebody new: then everything that is there is told
 */
export function changesBetween(before: PersonTold | null, after: PersonTold): PersonChange[] {
  return FIELDS.map((field) => ({ field, from: before?.[field] ?? null, to: after[field] })).filter(
    ({ from, to }) => plain(from) !== plain(to),
  );
}

/** Whether two are kept alike: by who their manager is, not by what the manager is called. */
export function isSamePerson(a: PersonDetails, b: PersonDetails): boolean {
  return (
    a.name === b.name &&
    a.email === b.email &&
    a.teamId === b.teamId &&
    a.managerEmail === b.managerEmail &&
    plain(a.roles) === plain(b.roles) &&
    a.signedOffFrom === b.signedOffFrom &&
    a.signedOffUntil === b.signedOffUntil
  );
}

/** Whether a change may let somebody be asked, or ask whom they could not; a name or an address alone surely does not. */
export function mayLetSomebodyConsult(changes: readonly PersonChange[]): boolean {
  // Of two managers or teams with one name, what changed cannot be told.
  return changes.length === 0 || changes.some(({ field }) => field !== 'name' && field !== 'email');
}

function plain(value: PersonChange['from']): string | null {
  return typeof value === 'string' || value === null ? value : [...value].sort().join(' ');
}
