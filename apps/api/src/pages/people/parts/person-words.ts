import {
  formatDay,
  formatInstant,
  type PersonChange,
  type Role,
  type ToldField,
} from '@case-consultation/domain';
import { type PersonHistoryItem } from '@case-consultation/features';
import { ROLE_WORDS } from '../../words/words.js';

/** What each role is for, beside its box. */
export const ROLE_HINTS: Readonly<Record<Role, string>> = {
  practitioner: 'Asks for consultations',
  champion: 'Trained to consult, beside their own job',
  lead: 'Sees the cases of the programme, gives out consultations and consults',
  administrator: 'Looks after people and settings, and sees no case',
  steering: 'Sees controlled reports only',
  auditor: 'Sees who opened what, and sees no case',
};

const FIELD_WORDS: Readonly<Record<ToldField, string>> = {
  name: 'Name',
  email: 'Email address',
  agency: 'Agency',
  team: 'Team',
  manager: 'Manager',
  roles: 'Roles',
  signedOffFrom: 'Signed off from',
  signedOffUntil: 'Signed off until',
};

/** Several roles as one reads them. */
export function rolesInWords(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_WORDS[role]).join(', ');
}

/** `Team: Assessment, now Court`. */
export function changeWords({ field, from, to }: PersonChange): string {
  const before = valueWords(field, from);
  const after = valueWords(field, to);
  if (from === null) return `${FIELD_WORDS[field]}: ${after}`;
  return `${FIELD_WORDS[field]}: ${before}, now ${after}`;
}

function valueWords(field: ToldField, value: PersonChange['from']): string {
  if (value === null) return field === 'signedOffUntil' ? 'until further notice' : 'nobody';
  if (typeof value !== 'string') return rolesInWords(value as readonly Role[]);
  return field === 'signedOffFrom' || field === 'signedOffUntil' ? formatDay(value) : value;
}

const EVENT_WORDS: Readonly<Record<PersonHistoryItem['event'], string>> = {
  added: 'Added',
  changed: 'Changed',
  deactivated: 'Deactivated',
  reactivated: 'Active again',
  invited: 'Sent an email that there is an account',
};

/** One line of a history, as the timeline needs it. */
export interface HistoryRow {
  readonly title: string;
  readonly byline: string;
  readonly when: string;
  readonly changes: readonly string[];
}

export function historyRow(
  { event, by, at, changes, imported }: PersonHistoryItem,
  zone: string,
): HistoryRow {
  return {
    title: EVENT_WORDS[event] + (imported ? ' from a file' : ''),
    byline: by ?? 'the service',
    when: formatInstant(at, zone),
    changes: changes.map(changeWords),
  };
}

/** `Friday 5 March 2027 until further notice`. */
export function signOffWords({ from, until }: { from: string; until: string | null }): string {
  return `From ${formatDay(from)}${until === null ? ', until further notice' : ` to ${formatDay(until)}`}`;
}
