import { createHash } from 'node:crypto';
import { collisionsWithSignOff } from '../../availability/collisions-by-lead.js';
import { type CollisionMoment, type HeldSpan } from '../../availability/collisions.js';
import { type EpochMinute } from '../../availability/intervals.js';
import { refusalOf } from '../../refusal.js';
import { lastAdministrator, lastLead, mustMayGive, mustMaySignOff } from '../managing.js';
import { type Actor, type Role } from '../person.js';
import { changesBetween, isSamePerson, type PersonChange, told } from '../person-changes.js';
import {
  type DetailField,
  type KnownPerson,
  type PeopleFacts,
  type PersonDetails,
  plainEmail,
  plainName,
  problemsOf,
  type Team,
} from '../person-details.js';
import { dayInCell, rolesInCell } from './import-cells.js';
import { type ImportColumn, type ImportLine } from './import-table.js';

/** One thing to put right in a file. */
export interface ImportProblem {
  line: number;
  /** null: the line as a whole. */
  column: ImportColumn | null;
  message: string;
}

/** A line that adds somebody, changes somebody, or leaves them as they are. */
export type PlannedLine =
  | { line: number; outcome: 'add'; details: PersonDetails; changes: readonly PersonChange[] }
  | {
      line: number;
      outcome: 'change';
      personId: string;
      details: PersonDetails;
      changes: readonly PersonChange[];
      /** The starts of what they hold and may hold no more: it stays theirs until it is moved. */
      meets: readonly EpochMinute[];
    }
  | { line: number; outcome: 'same'; personId: string; details: PersonDetails };

/** What would come of a file: all of it or, while there are problems, nothing. */
export interface ImportPlan {
  lines: readonly PlannedLine[];
  problems: readonly ImportProblem[];
}

export interface ImportFacts {
  actor: Actor;
  teams: readonly Team[];
  allowedMailDomains: readonly string[];
  /** Everybody of the programme, whether or not they are active, by their address. */
  people: ReadonlyMap<string, KnownPerson>;
  /** What is held and not over, by the id of the consultant; of those whom the file has, all. */
  held: ReadonlyMap<string, readonly HeldSpan[]>;
  moment: CollisionMoment;
}

/**
 * What each line of a file would do, found by the address. An empty cell leaves things as they are. A manager may be
 * somebody who is added by another line.
 */
export function planImport(lines: readonly ImportLine[], facts: ImportFacts): ImportPlan {
  const everybody = withTheNew(lines, facts);
  const seen = new Map<string, number>();
  const planned: PlannedLine[] = [];
  const problems: ImportProblem[] = [];
  for (const line of lines) {
    const { details, known, wrong } = read(line, facts, everybody);
    const first = seen.get(details.email);
    if (details.email !== '') seen.set(details.email, first ?? line.line);
    if (first !== undefined && details.email !== '')
      wrong.push({ column: 'email', message: `Line ${first} has the same email address` });
    if (wrong.length > 0) problems.push(...oncePerColumn(wrong).map((one) => ({ line: line.line, ...one })));
    else planned.push(outcomeOf(line.line, details, known, everybody, facts));
  }
  if (problems.length === 0) problems.push(...keepsNobody(planned, facts));
  return { lines: planned, problems };
}

/**
 * A digest of all that a plan would do: two with the same do the same, to the same people as they are now.
 * @returns 22 characters of base64url
 */
export function fingerprintOf({ lines, problems }: ImportPlan): string {
  return createHash('sha256')
    .update(JSON.stringify([lines, problems]))
    .digest('base64url')
    .slice(0, 22);
}

type Wrong = Omit<ImportProblem, 'line'>;

interface ReadLine {
  details: PersonDetails;
  known: KnownPerson | undefined;
  wrong: Wrong[];
}

function read({ cells, tooMany }: ImportLine, facts: ImportFacts, everybody: PeopleFacts): ReadLine {
  const email = plainEmail(cells.email ?? '');
  const known = facts.people.get(email);
  const wrong: Wrong[] = [];
  const say = (column: ImportColumn | null, message: string): void => void wrong.push({ column, message });
  if (tooMany > 0)
    say(null, 'There are more cells than headings. Put a cell that has a comma in it into quotation marks');
  if (known && !known.active)
    say('email', 'This person is deactivated. Reactivate them on their page first, or take the line out');
  const details: PersonDetails = {
    name: plainName(cells.name ?? '') || (known?.name ?? ''),
    email,
    teamId: teamIn(cells, facts.teams, known, say),
    managerEmail: plainEmail(cells.managerEmail ?? '') || (known?.managerEmail ?? null),
    roles: rolesIn(cells.roles ?? '', known, say),
    signedOffFrom: dayIn('signedOffFrom', cells, known, say),
    signedOffUntil: dayIn('signedOffUntil', cells, known, say),
  };
  for (const { field, message } of problemsOf(details, known ?? null, everybody)) {
    const column = columnOf(field);
    if (!wrong.some((one) => one.column === column)) say(column, message);
  }
  wrong.push(...notTheirs(details, known, facts.actor));
  return { details, known, wrong };
}

function columnOf(field: DetailField): ImportColumn {
  return field === 'teamId' ? 'team' : field;
}

type Say = (column: ImportColumn, message: string) => void;

function teamIn(
  { agency = '', team = '' }: ImportLine['cells'],
  teams: readonly Team[],
  known: KnownPerson | undefined,
  say: Say,
): string {
  const same = (a: string, b: string): boolean => folded(a) === folded(b);
  if (agency === '' && team === '' && known) return known.teamId;
  if (agency === '' || team === '') {
    const missing = agency === '' ? 'agency' : 'team';
    say(missing, `Give the ${missing}, too`);
    return '';
  }
  const ofAgency = teams.filter((one) => same(one.agency, agency));
  if (ofAgency.length === 0) {
    say('agency', `There is no agency “${short(agency)}”. Write it as the settings do`);
    return '';
  }
  const found = ofAgency.find(({ name }) => same(name, team));
  if (!found)
    say('team', `There is no team “${short(team)}” in that agency. It has ${short(names(ofAgency), 200)}`);
  return found?.id ?? '';
}

function rolesIn(cell: string, known: KnownPerson | undefined, say: Say): readonly Role[] {
  const { roles, unknown } = rolesInCell(cell);
  const [first] = unknown;
  if (first !== undefined) {
    say(
      'roles',
      `There is no role “${short(first)}”. The roles are practitioner, champion, lead, administrator, steering and auditor`,
    );
    return roles;
  }
  return roles.length > 0 ? roles : (known?.roles ?? ['practitioner']);
}

function dayIn(
  column: 'signedOffFrom' | 'signedOffUntil',
  cells: ImportLine['cells'],
  known: KnownPerson | undefined,
  say: Say,
): string | null {
  const cell = cells[column] ?? '';
  if (cell === '') return known?.[column] ?? null;
  const day = dayInCell(cell);
  if (day === null) say(column, 'Write it as day, month and year, such as 31/03/2027');
  return day;
}

/** What this actor may not do to anybody, by whatever way. */
function notTheirs(details: PersonDetails, known: KnownPerson | undefined, actor: Actor): Wrong[] {
  const refusals: [ImportColumn, () => void][] = [
    ['roles', () => mustMayGive(actor, known?.roles ?? [], details.roles)],
    ...((known?.signedOffFrom ?? null) === details.signedOffFrom &&
    (known?.signedOffUntil ?? null) === details.signedOffUntil
      ? []
      : [['signedOffFrom', () => mustMaySignOff(actor)] satisfies [ImportColumn, () => void]]),
  ];
  return refusals.flatMap(([column, rule]) => {
    const refusal = refusalOf(rule);
    return refusal ? [{ column, message: refusal.message.replace(/\.$/, '') }] : [];
  });
}

function outcomeOf(
  line: number,
  details: PersonDetails,
  known: KnownPerson | undefined,
  facts: PeopleFacts,
  { held, moment }: Pick<ImportFacts, 'held' | 'moment'>,
): PlannedLine {
  if (!known) return { line, outcome: 'add', details, changes: changesBetween(null, told(details, facts)) };
  if (isSamePerson(known, details)) return { line, outcome: 'same', personId: known.id, details };
  const changes = changesBetween(told(known, facts), told(details, facts));
  const meets = collisionsWithSignOff(known, details, held.get(known.id) ?? [], moment);
  return {
    line,
    outcome: 'change',
    personId: known.id,
    details,
    changes,
    meets: meets.map((collision) => collision.held.start),
  };
}

/** A programme keeps a lead, and an administrator if it has one, after all lines together. */
function keepsNobody(planned: readonly PlannedLine[], { people }: ImportFacts): ImportProblem[] {
  const after = new Map(
    [...people.values()].map((person) => [person.email, person.active ? person.roles : []]),
  );
  for (const { details } of planned) after.set(details.email, details.roles);
  const count = (role: Role): number => [...after.values()].filter((roles) => roles.includes(role)).length;
  const had = (role: Role): boolean =>
    [...people.values()].some(({ active, roles }) => active && roles.includes(role));
  const loser = (role: Role): number =>
    planned.find(
      ({ outcome, details }) =>
        outcome === 'change' &&
        people.get(details.email)?.roles.includes(role) === true &&
        !details.roles.includes(role),
    )?.line ?? 0;
  return (
    [
      ['lead', lastLead()],
      ['administrator', lastAdministrator()],
    ] as const
  )
    .filter(([role]) => had(role) && count(role) === 0)
    .map(([role, { message }]) => ({
      line: loser(role),
      column: 'roles',
      message: message.replace(/\.$/, ''),
    }));
}

/** Who is there once the new lines are: a manager may be one of them. */
function withTheNew(
  lines: readonly ImportLine[],
  { people, teams, allowedMailDomains }: ImportFacts,
): PeopleFacts {
  const added = new Map(
    lines.map(({ cells }) => [plainEmail(cells.email ?? ''), plainName(cells.name ?? '')]),
  );
  return {
    teams,
    allowedMailDomains,
    personWith: (email) => {
      const name = added.get(email);
      return people.get(email) ?? (name === undefined ? undefined : { name, active: true });
    },
  };
}

function oncePerColumn(wrong: readonly Wrong[]): Wrong[] {
  return wrong.filter(({ column }, at) => wrong.findIndex((other) => other.column === column) === at);
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function names(teams: readonly Team[]): string {
  return teams.map(({ name }) => name).join(', ');
}

/** A cell as it may be repeated to whoever sent it. */
function short(text: string, most = 60): string {
  const plain = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}
