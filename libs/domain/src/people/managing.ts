import { DomainError } from '../errors.js';
import { type Actor, isLead, mayAdminister, ROLES, type Role } from './person.js';

/** Leads and administrators look after the people of a programme. @throws DomainError `not-your-task` for anybody else */
export function mustManagePeople(actor: Actor): void {
  if (mayAdminister(actor)) return;
  throw new DomainError('not-your-task', 'Only a lead or an administrator looks after people.');
}

/** With these roles a person comes to read about cases, so they are a lead's to give and to take. */
const OPENS_CASES: ReadonlySet<Role> = new Set(['champion', 'lead']);

/** The roles that this actor may give and take. Administrators have no case text, so they cannot open it to anybody. */
export function rolesToGive(actor: Pick<Actor, 'roles'>): readonly Role[] {
  return isLead(actor as Actor) ? ROLES : ROLES.filter((role) => !OPENS_CASES.has(role));
}

/** @throws DomainError `not-your-task` for a role that is not this actor's to give or to take */
export function mustMayGive(actor: Actor, before: readonly Role[], after: readonly Role[]): void {
  const allowed = rolesToGive(actor);
  const given = ROLES.filter((role) => before.includes(role) !== after.includes(role));
  if (given.every((role) => allowed.includes(role))) return;
  throw new DomainError(
    'not-your-task',
    'The roles of lead and champion open cases, so only a lead gives and takes them. Ask a lead.',
    'roles',
  );
}

/**
 * Codes to sign in go to a person's address, so whoever sets it decides who that person is. Of those who read other people's
 * cases it is a lead's to change.
 * @throws DomainError `not-your-task`
 */
export function mustMayChangeEmail(actor: Actor, { roles }: { roles: readonly Role[] }): void {
  if (isLead(actor) || !roles.some((role) => OPENS_CASES.has(role))) return;
  throw new DomainError(
    'not-your-task',
    'Only a lead changes the email address of a lead or a champion. Ask a lead.',
    'email',
  );
}

/** @throws DomainError `not-your-task`: training is signed off by a lead */
export function mustMaySignOff(actor: Actor): void {
  if (isLead(actor)) return;
  throw new DomainError(
    'not-your-task',
    'Only a lead says when training is signed off. Ask a lead.',
    'signedOffFrom',
  );
}

/** Somebody as far as the roles that a programme cannot be without are concerned. */
export interface Standing {
  roles: readonly Role[];
  active: boolean;
}

/** How many active people beside them have the roles that a programme cannot be without. */
export interface Others {
  leads: number;
  administrators: number;
}

/**
 * A programme that has a lead keeps one, and one that has an administrator keeps one, whoever wants it otherwise.
 * @throws DomainError `last-lead`, `last-administrator`
 */
export function mustLeaveSomebody(before: Standing, after: Standing, others: Others): void {
  const loses = (role: Role): boolean => has(before, role) && !has(after, role);
  if (loses('lead') && others.leads === 0) throw lastLead();
  if (loses('administrator') && others.administrators === 0) throw lastAdministrator();
}

export function lastLead(): DomainError {
  return new DomainError(
    'last-lead',
    'This is the only active lead. Make somebody else a lead first, so that no request is left without one.',
    'roles',
  );
}

export function lastAdministrator(): DomainError {
  return new DomainError(
    'last-administrator',
    'This is the only active administrator. Make somebody else an administrator first.',
    'roles',
  );
}

function has({ roles, active }: Standing, role: Role): boolean {
  return active && roles.includes(role);
}

/** @throws DomainError `not-your-task`: it would sign them out for good */
export function mustNotBeThemselves(actor: Actor, personId: string): void {
  if (actor.personId !== personId) return;
  throw new DomainError(
    'not-your-task',
    'You cannot deactivate your own account. Ask another lead or administrator.',
  );
}
