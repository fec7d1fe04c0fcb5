import {
  type Actor,
  type KnownPerson,
  mayLetSomebodyConsult,
  type Others,
  type PeopleFacts,
  type PersonChange,
  type PersonDetails,
  type PersonEvent,
  type Team,
} from '@case-consultation/domain';
import { type Row, type Transaction } from '@case-consultation/database';
import { freedTimeNoted } from '../outbox/freed-time-noted.js';
import { type Programme } from '../programme/programmes.service.js';

/** A team with the agency that it is of. */
export interface TeamRow extends Team {
  agencyId: string;
}

const COLUMNS = `p.id, p.name, p.email, p.team_id AS "teamId", m.email AS "managerEmail", p.roles, p.active, p.version,
  c.signed_off_from AS "signedOffFrom", c.signed_off_until AS "signedOffUntil"`;
const TABLES = `person p LEFT JOIN person m ON m.id = p.manager_id LEFT JOIN consultant c ON c.person_id = p.id`;

/**
 * From here to its end the transaction is the only one that changes people of this programme: what must hold of all of
 * them together, such as that one is a lead, holds of what is committed.
 */
export async function changePeopleAlone(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 17))`, [tx.actor.programmeId]);
}

export async function personOf(tx: Transaction, id: string): Promise<KnownPerson | undefined> {
  return tx.maybe<Row & KnownPerson>(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE p.programme_id = $1 AND p.id = $2`,
    [tx.actor.programmeId, id],
  );
}

/** @param emails only those with one of these addresses; everybody unless given */
export async function peopleWith(
  tx: Transaction,
  emails: readonly string[] | null = null,
): Promise<ReadonlyMap<string, KnownPerson>> {
  const rows = await tx.query<Row & KnownPerson>(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE p.programme_id = $1 AND ($2::text[] IS NULL OR p.email = ANY ($2))`,
    [tx.actor.programmeId, emails],
  );
  return new Map(rows.map((row) => [row.email, row]));
}

export async function teamsOf(tx: Transaction): Promise<TeamRow[]> {
  return tx.query<Row & TeamRow>(
    `SELECT t.id, t.name, g.name AS agency, g.id AS "agencyId",
       t.closed_at IS NOT NULL OR g.closed_at IS NOT NULL AS closed FROM team t JOIN agency g ON g.id = t.agency_id
     WHERE t.programme_id = $1 ORDER BY g.name, t.name, t.id`,
    [tx.actor.programmeId],
  );
}

/** What there is to choose from, and who has these addresses. */
export async function factsWith(
  tx: Transaction,
  { settings }: Programme,
  emails: readonly (string | null)[],
): Promise<PeopleFacts & { teams: readonly TeamRow[]; people: ReadonlyMap<string, KnownPerson> }> {
  const people = await peopleWith(
    tx,
    emails.filter((email) => email !== null),
  );
  return {
    teams: await teamsOf(tx),
    allowedMailDomains: settings.allowedMailDomains,
    people,
    personWith: (email) => people.get(email),
  };
}

/** The active ones beside this person. */
export async function othersBeside(tx: Transaction, id: string): Promise<Others> {
  const row = await tx.maybe<Row & Others>(
    `SELECT count(*) FILTER (WHERE 'lead' = ANY (roles)) AS leads,
       count(*) FILTER (WHERE 'administrator' = ANY (roles)) AS administrators
     FROM person WHERE programme_id = $1 AND active AND id <> $2`,
    [tx.actor.programmeId, id],
  );
  return row ?? { leads: 0, administrators: 0 };
}

/** Somebody as they are to be kept from now on. */
export interface PersonToSave {
  id: string;
  details: PersonDetails;
  /** The version that this leads to; 1 for somebody new. */
  version: number;
  changes: readonly PersonChange[];
}

/**
 * Adds and changes people, and says so in their history; managers may be among those who are added. A change that may let
 * somebody consult notes freed time; whoever is new has no hours yet.
 */
export async function savePeople(
  tx: Transaction,
  people: readonly PersonToSave[],
  { now, teams, imported }: { now: Date; teams: readonly TeamRow[]; imported: boolean },
): Promise<void> {
  if (people.length === 0) return;
  const agencyOf = new Map(teams.map(({ id, agencyId }) => [id, agencyId]));
  const rows = JSON.stringify(
    people.map(({ id, version, details }) => ({
      id,
      version,
      ...details,
      agencyId: agencyOf.get(details.teamId),
    })),
  );
  const from = `FROM jsonb_to_recordset($2::jsonb) AS s (id uuid, version int, name text, email text, "agencyId" uuid,
    "teamId" uuid, "managerEmail" text, roles jsonb, "signedOffFrom" date, "signedOffUntil" date)`;
  const roles = `ARRAY(SELECT jsonb_array_elements_text(s.roles))`;
  const values = [tx.actor.programmeId, rows];
  await tx.query(
    `INSERT INTO person (id, programme_id, name, email, agency_id, team_id, roles, version, created_at)
     SELECT s.id, $1, s.name, s.email, s."agencyId", s."teamId", ${roles}, s.version, $3 ${from} WHERE s.version = 1`,
    [...values, now],
  );
  await tx.query(
    `UPDATE person p SET name = s.name, email = s.email, agency_id = s."agencyId", team_id = s."teamId", roles = ${roles},
       version = s.version, manager_id = (SELECT m.id FROM person m WHERE m.programme_id = $1 AND m.email = s."managerEmail")
     ${from} WHERE p.id = s.id AND p.programme_id = $1`,
    values,
  );
  await tx.query(
    `INSERT INTO consultant (person_id, programme_id, signed_off_from, signed_off_until)
     SELECT s.id, $1, s."signedOffFrom", s."signedOffUntil" ${from} WHERE s."signedOffFrom" IS NOT NULL
     ON CONFLICT (person_id) DO UPDATE
     SET signed_off_from = excluded.signed_off_from, signed_off_until = excluded.signed_off_until
     WHERE (consultant.signed_off_from, consultant.signed_off_until)
       IS DISTINCT FROM (excluded.signed_off_from, excluded.signed_off_until)`,
    values,
  );
  await addHistory(
    tx,
    people.map(({ id, version, changes }) => ({
      personId: id,
      version,
      event: version === 1 ? 'added' : 'changed',
      changes,
    })),
    { now, imported },
  );
  if (people.some(({ version, changes }) => version > 1 && mayLetSomebodyConsult(changes)))
    tx.atLast(freedTimeNoted(tx.actor.programmeId, now));
}

export interface HistoryToAdd {
  personId: string;
  version: number;
  event: PersonEvent;
  changes: readonly PersonChange[];
}

export async function addHistory(
  tx: Transaction,
  entries: readonly HistoryToAdd[],
  { now, imported }: { now: Date; imported: boolean },
): Promise<void> {
  await tx.query(
    `INSERT INTO person_history (programme_id, person_id, at, actor_id, version, event, changes, imported)
     SELECT $1, e."personId", $2, $3, e.version, e.event, e.changes, $4
     FROM jsonb_to_recordset($5::jsonb) AS e ("personId" uuid, version int, event text, changes jsonb)`,
    [tx.actor.programmeId, now, tx.actor.personId, imported, JSON.stringify(entries)],
  );
}

/** Who acts, with the roles that they have at this very moment: a role taken away meanwhile gives nothing any more. */
export async function actorNow(tx: Transaction): Promise<Actor> {
  const row = await tx.maybe<Row & Pick<Actor, 'roles'>>(
    'SELECT roles FROM person WHERE programme_id = $1 AND id = $2 AND active',
    [tx.actor.programmeId, tx.actor.personId],
  );
  return { ...tx.actor, roles: row?.roles ?? [] };
}
