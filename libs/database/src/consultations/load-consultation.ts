import {
  type Actor,
  type Booking,
  type Consultation,
  DomainError,
  type Offer,
} from '@case-consultation/domain';
import {
  type Database,
  type NamedStatement,
  type Row,
  type Statement,
  type Transaction,
} from '../database.js';

/** How a use case names the consultation it is about. */
export type ConsultationKey = { code: string } | { id: string } | { offerId: string } | { actionId: string };

/** Someone a message may go to. `id` is null for attendees, who need no account. */
export interface Party {
  id: string | null;
  email: string;
}

/** Who is concerned by one consultation, beside what the rules know of it. */
export interface Parties {
  requester: Party;
  /** The consultant it is with now. */
  consultant: Party | null;
  attendees: readonly Party[];
  /** Active leads who are not locked out. */
  leads: readonly Party[];
}

export interface Loaded {
  consultation: Consultation;
  parties: Parties;
}

/**
 * Runs `work` on one consultation, locked for the length of the transaction, so that of two who change it at once the
 * second sees what the first did.
 * @throws DomainError `not-found` when it is not there, or belongs to another programme
 */
export function onConsultation<T>(
  database: Database,
  actor: Actor,
  key: ConsultationKey,
  work: (tx: Transaction, loaded: Loaded) => Promise<T>,
): Promise<T> {
  return database.as(
    actor,
    // Read in a statement of its own: one that waited for the lock would still see what was there before.
    async (tx, [, rows]) => work(tx, loadedFrom(rows)),
    [lockOf(key), loadOf(key)],
  );
}

/**
 * Several consultations by their ids, in the order of their ids. Locked one after the other in that order, so that two who lock some of
 * the same wait for each other and never in a circle; read only then.
 */
export async function lockConsultations(tx: Transaction, ids: readonly string[]): Promise<Loaded[]> {
  const locking = tx.query(
    'SELECT 1 FROM consultation WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
    [ids],
    'lock-several',
  );
  const [, loaded] = await Promise.all([locking, loadConsultations(tx, ids)]);
  return loaded;
}

/** The same for who only looks. */
export async function loadConsultations(tx: Transaction, ids: readonly string[]): Promise<Loaded[]> {
  const text = `SELECT ${COLUMNS}, ${PARTIES} ${FROM} ${PEOPLE} WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`;
  const rows = await tx.query<ConsultationRow & PartiesRow>(text, [ids], 'load-several');
  return rows.map((row) => ({ consultation: consultationOf(row), parties: partiesOf(row) }));
}

/**
 * The same for who only looks: nothing is locked, so nobody waits. What `work` reads besides may be newer than the
 * consultation, never older.
 * @throws DomainError `not-found`
 */
export function lookingAtConsultation<T>(
  database: Database,
  actor: Actor,
  key: ConsultationKey,
  work: (tx: Transaction, loaded: Loaded) => Promise<T>,
): Promise<T> {
  return database.as(actor, async (tx, [rows]) => work(tx, loadedFrom(rows)), [loadOf(key)]);
}

/** @throws DomainError `not-found` */
export async function loadConsultation(tx: Transaction, key: ConsultationKey): Promise<Loaded> {
  const { text, values, name } = loadOf(key);
  return loadedFrom(await tx.query(text, values, name));
}

/** Further columns of the consultation `c`, and the joins they come from, to be read in the same statement. */
export interface Further {
  /** Of the statement that this makes; unlike any other's. */
  name: string;
  columns: string;
  joins: string;
}

const NOTHING_FURTHER: Further = { name: 'read-consultation', columns: 'c.id', joins: '' };

/**
 * The statement that reads a consultation as the rules know it, without whom to write to;
 * `consultationFrom` understands its rows.
 */
export function readOf(code: string, { name, columns, joins }: Further = NOTHING_FURTHER): NamedStatement {
  return {
    name,
    text: `SELECT ${COLUMNS}, ${columns} ${FROM} ${joins} WHERE c.programme_id = app_programme() AND c.code = $1`,
    values: [code],
  };
}

/** @throws DomainError `not-found` */
export function consultationFrom(rows: readonly Row[]): Consultation {
  return consultationOf(firstOf<ConsultationRow>(rows));
}

/** The statement that loads a consultation to be changed; `loadedFrom` understands its rows. */
export function loadOf(key: ConsultationKey): NamedStatement {
  const [name, value] = keyed(key);
  return {
    name: `load-by-${name}`,
    text: `SELECT ${COLUMNS}, ${PARTIES} ${FROM} ${PEOPLE} WHERE c.id = ${BY[name]}`,
    values: [value],
  };
}

/** @throws DomainError `not-found` */
export function loadedFrom(rows: readonly Row[] | undefined): Loaded {
  const row = firstOf<ConsultationRow & PartiesRow>(rows);
  return { consultation: consultationOf(row), parties: partiesOf(row) };
}

function firstOf<R extends Row>(rows: readonly Row[] | undefined): R {
  const row = rows?.[0] as R | undefined;
  if (!row) throw notFound();
  return row;
}

export function notFound(): DomainError {
  return new DomainError(
    'not-found',
    'There is no such consultation, or it is not yours to see. Check the code.',
  );
}

function lockOf(key: ConsultationKey): Statement {
  const [name, value] = keyed(key);
  const text = `SELECT 1 FROM consultation WHERE id = ${BY[name]} FOR NO KEY UPDATE`;
  return { name: `lock-by-${name}`, text, values: [value] };
}

function keyed(key: ConsultationKey): [keyof typeof BY, string] {
  return Object.entries(key)[0] as [keyof typeof BY, string];
}

/** The id of the consultation that a key names, in SQL. */
const BY = {
  code: '(SELECT id FROM consultation WHERE programme_id = app_programme() AND code = $1)',
  id: '$1::uuid',
  offerId: '(SELECT consultation_id FROM offer WHERE id = $1::uuid)',
  actionId: '(SELECT consultation_id FROM action WHERE id = $1::uuid)',
};

const COLUMNS = `c.id, c.programme_id, c.code, c.status, c.requester_id, c.consultant_id, c.priority, c.target_on, c.mode,
    c.restricted, c.preferred_times, c.soonest, c.conflict_cleared_at, c.held_at, c.review_due_on, c.review_done, c.version,
    o.id AS offer_id, o.consultant_id AS offer_consultant_id, o.starts_at AS offer_starts_at, o.ends_at AS offer_ends_at,
    o.made_at, o.remind_at, o.expires_at,
    b.id AS booking_id, b.uid, b.sequence, b.consultant_id AS booking_consultant_id, b.starts_at, b.ends_at,
    b.free_again_at, b.status AS booking_status, c.record_state, c.locked_out, c.open_actions`;

/** Whom a change is told to. */
const PARTIES = `requester.email AS requester_email, consultant.email AS consultant_email,
    ARRAY(SELECT a.email FROM attendee a WHERE a.consultation_id = c.id ORDER BY a.email) AS attendee_emails,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'email', p.email) ORDER BY p.id), '[]')
      FROM person p WHERE p.programme_id = c.programme_id AND p.active AND 'lead' = ANY (p.roles)) AS leads`;

/** Joins of the consultation `c`: who asked, and whose it is. */
const PEOPLE = `JOIN person requester ON requester.id = c.requester_id
  LEFT JOIN person consultant ON consultant.id = c.consultant_id`;

const FROM = `FROM consultation c
  LEFT JOIN offer o ON o.consultation_id = c.id AND o.status = 'open'
  LEFT JOIN booking b ON b.consultation_id = c.id AND b.status IN ('tentative', 'confirmed')`;

interface ConsultationRow extends Row {
  id: string;
  programme_id: string;
  code: string;
  status: Consultation['status'];
  requester_id: string;
  consultant_id: string | null;
  priority: Consultation['priority'];
  target_on: string | null;
  mode: Consultation['mode'];
  restricted: boolean;
  preferred_times: Date[];
  soonest: boolean;
  conflict_cleared_at: Date | null;
  held_at: Date | null;
  review_due_on: string | null;
  review_done: boolean;
  version: number;
  offer_id: string | null;
  offer_consultant_id: string;
  offer_starts_at: Date;
  offer_ends_at: Date;
  made_at: Date;
  remind_at: Date;
  expires_at: Date;
  booking_id: string | null;
  uid: string;
  sequence: number;
  booking_consultant_id: string;
  starts_at: Date;
  ends_at: Date;
  free_again_at: Date;
  booking_status: Booking['status'];
  record_state: Consultation['record'];
  locked_out: string[];
  open_actions: number;
}

interface PartiesRow extends Row {
  requester_email: string;
  consultant_email: string | null;
  attendee_emails: string[];
  leads: { id: string; email: string }[];
}

function consultationOf(row: ConsultationRow): Consultation {
  return {
    id: row.id,
    programmeId: row.programme_id,
    code: row.code,
    status: row.status,
    requesterId: row.requester_id,
    consultantId: row.consultant_id,
    priority: row.priority,
    targetOn: row.target_on,
    mode: row.mode,
    restricted: row.restricted,
    preferredTimes: row.preferred_times,
    soonest: row.soonest,
    offer: offerOf(row),
    booking: bookingOf(row),
    conflictClearedAt: row.conflict_cleared_at,
    lockedOut: row.locked_out,
    record: row.record_state,
    openActions: row.open_actions,
    heldAt: row.held_at,
    reviewDueOn: row.review_due_on,
    reviewDone: row.review_done,
    version: row.version,
  };
}

function offerOf(row: ConsultationRow): Offer | null {
  if (row.offer_id === null) return null;
  return {
    id: row.offer_id,
    consultantId: row.offer_consultant_id,
    startsAt: row.offer_starts_at,
    endsAt: row.offer_ends_at,
    madeAt: row.made_at,
    remindAt: row.remind_at,
    expiresAt: row.expires_at,
  };
}

function bookingOf(row: ConsultationRow): Booking | null {
  if (row.booking_id === null) return null;
  return {
    id: row.booking_id,
    uid: row.uid,
    sequence: row.sequence,
    consultantId: row.booking_consultant_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    freeAgainAt: row.free_again_at,
    status: row.booking_status,
  };
}

function partiesOf(row: ConsultationRow & PartiesRow): Parties {
  return {
    requester: { id: row.requester_id, email: row.requester_email },
    consultant:
      row.consultant_id === null || row.consultant_email === null
        ? null
        : { id: row.consultant_id, email: row.consultant_email },
    attendees: row.attendee_emails.map((email) => ({ id: null, email })),
    leads: row.leads.filter((lead) => !row.locked_out.includes(lead.id)),
  };
}
