import { type ErrorCode } from '../errors.js';
import { isMailAddress, isSameAddress, mayBeMailed } from '../invites/mail-address.js';
import { type Problem } from '../problems.js';
import { isDay } from '../time/day.js';
import { type Day } from './consultant.js';
import { type Role } from './person.js';

/** What is kept of a person so that they can use the service: nothing about how they do. */
export interface PersonDetails {
  name: string;
  /** Lower case. */
  email: string;
  teamId: string;
  /** Lower case; null for nobody. */
  managerEmail: string | null;
  roles: readonly Role[];
  /** The days on which training and sign-off hold, of those who consult; null for the others. */
  signedOffFrom: Day | null;
  /** null: until further notice. */
  signedOffUntil: Day | null;
}

/** Somebody who is there already. */
export interface KnownPerson extends PersonDetails {
  id: string;
  active: boolean;
  /** Rises with every change. */
  version: number;
}

export interface Team {
  id: string;
  name: string;
  agency: string;
  /** Nobody comes into it any more; who is in it may stay. */
  closed: boolean;
}

/** What there is in the programme to choose from. */
export interface PeopleFacts {
  teams: readonly Team[];
  /** Lower case. */
  allowedMailDomains: readonly string[];
  /** Who has this address, lower case, whether or not they are active. */
  personWith: (email: string) => { name: string; active: boolean } | undefined;
}

export type DetailField = keyof PersonDetails;

export interface DetailProblem extends Problem {
  field: DetailField;
}

export const NAME_LIMIT = 100;

/** One line without control characters and with single spaces. */
export function plainName(typed: string): string {
  return typed
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

export function plainEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/**
 * Everything about a person that has to be put right; none when they can be kept like that.
 * @param before how they are kept now, null for somebody new: what stays as it was is not held against them
 */
export function problemsOf(
  details: PersonDetails,
  before: PersonDetails | null,
  facts: PeopleFacts,
): DetailProblem[] {
  return [
    ...nameProblems(details),
    ...emailProblems(details, before, facts),
    ...teamProblems(details, before, facts),
    ...managerProblems(details, before, facts),
    ...(details.roles.length > 0 ? [] : [problem('roles', 'Select at least one role')]),
    ...signOffProblems(details, before),
  ];
}

function problem(field: DetailField, message: string, code: ErrorCode = 'invalid-input'): DetailProblem {
  return { field, code, message };
}

function nameProblems({ name }: PersonDetails): DetailProblem[] {
  if (name === '') return [problem('name', 'Enter their full name')];
  if (name.length > NAME_LIMIT)
    return [problem('name', `Keep the name to ${NAME_LIMIT} characters or fewer`)];
  return [];
}

function emailProblems(
  { email }: PersonDetails,
  before: PersonDetails | null,
  { allowedMailDomains }: PeopleFacts,
): DetailProblem[] {
  if (before?.email === email) return [];
  if (email === '') return [problem('email', 'Enter their work email address')];
  if (!isMailAddress(email)) {
    return [problem('email', 'Enter an email address in the right form, like name@council.example.org')];
  }
  if (mayBeMailed(email, allowedMailDomains)) return [];
  const listed =
    allowedMailDomains.length === 0 ? 'none yet: add some in the settings' : allowedMailDomains.join(', ');
  return [
    problem(
      'email',
      `Use a work email address that the programme allows. It allows ${listed}`,
      'email-not-allowed',
    ),
  ];
}

function teamProblems(
  { teamId }: PersonDetails,
  before: PersonDetails | null,
  { teams }: PeopleFacts,
): DetailProblem[] {
  if (teamId === before?.teamId) return [];
  const team = teams.find(({ id }) => id === teamId);
  if (!team) return [problem('teamId', 'Select the team they work in')];
  return team.closed ? [problem('teamId', `${team.name} is closed. Select another team`)] : [];
}

function managerProblems(
  { managerEmail, email }: PersonDetails,
  before: PersonDetails | null,
  { personWith }: PeopleFacts,
): DetailProblem[] {
  if (managerEmail === null || managerEmail === before?.managerEmail) return [];
  if (isSameAddress(managerEmail, email))
    return [problem('managerEmail', 'Nobody is their own manager. Leave it empty if they have none here')];
  const manager = personWith(managerEmail);
  if (!manager)
    return [
      problem('managerEmail', 'Nobody here has that email address. Add the manager first, or leave it empty'),
    ];
  return manager.active
    ? []
    : [problem('managerEmail', `${manager.name} is deactivated, so cannot be named`)];
}

function signOffProblems(
  { roles, signedOffFrom, signedOffUntil }: PersonDetails,
  before: PersonDetails | null,
): DetailProblem[] {
  const consults = roles.includes('champion') || roles.includes('lead');
  const same =
    signedOffFrom === (before?.signedOffFrom ?? null) && signedOffUntil === (before?.signedOffUntil ?? null);
  if (roles.includes('champion') && signedOffFrom === null) {
    return [problem('signedOffFrom', 'Enter the day from which their training is signed off')];
  }
  if (same) return [];
  if (!consults)
    return [
      problem(
        'signedOffFrom',
        'Only champions and leads have sign-off. Give them the role, or leave it empty',
      ),
    ];
  if (signedOffFrom === null) {
    if (before?.signedOffFrom != null)
      return [problem('signedOffFrom', 'Enter the day from which their training is signed off')];
    return [problem('signedOffFrom', 'Enter the day from which the sign-off holds, too')];
  }
  if (!isSensibleDay(signedOffFrom)) return [problem('signedOffFrom', NO_DAY)];
  if (signedOffUntil === null) return [];
  if (!isSensibleDay(signedOffUntil)) return [problem('signedOffUntil', NO_DAY)];
  return signedOffUntil < signedOffFrom
    ? [problem('signedOffUntil', 'The last day of the sign-off must not be before its first')]
    : [];
}

const NO_DAY = 'Enter a real date, from 2000 to 2099';

function isSensibleDay(day: Day): boolean {
  return isDay(day) && day >= '2000-01-01' && day <= '2099-12-31';
}
