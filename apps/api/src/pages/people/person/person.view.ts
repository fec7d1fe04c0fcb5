import { formatInstant, isLead, rolesToGive } from '@case-consultation/domain';
import { type Page, type PersonHistoryItem, type PersonView } from '@case-consultation/features';
import { whoseTime } from '../../availability/kit/whose.js';
import { type OpenedPerson } from '../parts/person-pages.js';
import { historyRow, type HistoryRow, rolesInWords, signOffWords } from '../parts/person-words.js';

interface SummaryRow {
  readonly key: string;
  readonly lines: readonly string[];
}

export interface PersonPageView {
  readonly name: string;
  readonly active: boolean;
  readonly href: string;
  readonly rows: readonly SummaryRow[];
  /** When they can consult, for leads. */
  readonly availabilityHref: string | null;
  readonly mayReactivate: boolean;
  readonly mayDeactivate: boolean;
  readonly holds: HoldingView | null;
  readonly history: readonly HistoryRow[];
  readonly olderHref: string | null;
  readonly newestHref: string | null;
}

/** What they have to hold or to write up still. */
export interface HoldingView {
  readonly words: string;
  readonly codes: readonly string[];
  readonly coverHref: string | null;
}

export function personView(
  { actor, person, zone }: OpenedPerson,
  { items, more }: Page<PersonHistoryItem>,
  isOlder: boolean,
): PersonPageView {
  const href = `/people/${person.id}`;
  const last = items.at(-1);
  const given = rolesToGive(actor);
  return {
    name: person.name,
    active: person.active,
    href,
    rows: rowsOf(person, zone),
    availabilityHref: isLead(actor) && person.signedOff !== null ? whoseTime(actor, person.id).base : null,
    mayReactivate: person.roles.every((role) => given.includes(role)),
    mayDeactivate: person.id !== actor.personId,
    holds: holdingView(person),
    history: items.map((item) => historyRow(item, zone)),
    olderHref: more && last ? `${href}?before=${last.id}` : null,
    newestHref: isOlder ? href : null,
  };
}

export function holdingView({ id, holds: { count, codes } }: PersonView): HoldingView | null {
  if (count === 0) return null;
  return {
    words:
      count === 1 ? '1 consultation to hold or to write up' : `${count} consultations to hold or to write up`,
    codes,
    // Administrators see no codes, and make no plans.
    coverHref: codes.length > 0 ? `/board/cover?consultant=${id}` : null,
  };
}

const MAIL_STATES = {
  owed: 'an email is on its way',
  sent: 'an email was sent',
  skipped: 'no email was sent: the address was not allowed, or no longer theirs',
  refused: 'the email could not be delivered. Check the address',
} as const;

function rowsOf(person: PersonView, zone: string): SummaryRow[] {
  const { email, agency, team, manager, roles, signedOff, invited } = person;
  const row = (key: string, ...lines: readonly string[]): SummaryRow => ({ key, lines });
  return [
    row('Email address', email),
    row('Agency', agency),
    row('Team', team),
    row('Manager', ...(manager === null ? ['Nobody here'] : [manager.name, manager.email])),
    row('Roles', rolesInWords(roles)),
    ...(signedOff === null ? [] : [row('Training signed off', signOffWords(signedOff))]),
    row(
      'Told of the account',
      invited === null
        ? 'Not by this service'
        : `${formatInstant(invited.at, zone)}: ${MAIL_STATES[invited.state]}`,
    ),
  ];
}
