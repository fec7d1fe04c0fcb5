import { v7 as newId } from 'uuid';
import { type Consultation, type Outcome } from '@case-consultation/domain';
import { type Statement, type Transaction } from '../database.js';
import { type BookingChange, changesOf, type OfferChange } from './changes-of.js';

/** One line of the append-only history; `reason` is sealed. */
export interface HistoryRow {
  event: string;
  detail: Record<string, unknown>;
  reason: Buffer | null;
}

/** A message owed to one person, as it will be written: the facts of the moment, never case text. */
export interface MessageRow {
  id: string;
  kind: string;
  recipient_id: string | null;
  recipient_email: string;
  link_path: string;
  uid: string | null;
  sequence: number | null;
  method: 'REQUEST' | 'CANCEL' | null;
  starts_at: Date | null;
  ends_at: Date | null;
  mode: string | null;
  /** Whom the calendar part lists. */
  listed: readonly { email: string; as: 'consultant' | 'requester' | 'attendee' }[] | null;
  message_id: string;
}

/** Something to be done once, at or after `due_at`. */
export interface OutboxRow {
  job: string;
  subject_id: string;
  due_at: Date;
}

export interface LeadTaskRow {
  kind: string;
  subject_id: string;
}

/** What goes with a change, in the same transaction. */
export interface Consequences {
  /** One for each event of the outcome, in order. */
  history: readonly HistoryRow[];
  messages: readonly MessageRow[];
  outbox: readonly OutboxRow[];
  leadTasks: readonly LeadTaskRow[];
}

/**
 * Saves what a rule gave back and all that follows from it, in one statement that goes out with COMMIT: the consultation
 * (if nobody changed it since it was loaded), its offers, its booking under the exclusion constraint, history, messages
 * and outbox rows. The transaction then fails with DomainError `time-taken` when the consultant's time went meanwhile,
 * `changed-meanwhile` when the consultation did.
 */
export function saveOutcome(
  tx: Transaction,
  before: Consultation,
  outcome: Outcome,
  consequences: Consequences,
  now: Date,
): void {
  const { consultation } = outcome;
  const changes = changesOf(outcome.events, before.offer);
  const closing = changes.offers.filter((offer) => !offer.isNew);
  const opening = changes.offers.filter((offer) => offer.isNew);
  const opened = changes.bookings.find((booking) => booking.isNew);
  // One offer and one booking at a time is a constraint: the old ones are closed before the new ones are opened.
  if (closing.length > 0 && opening.length > 0) {
    closeFirst(
      tx,
      closing,
      changes.bookings.filter((booking) => !booking.isNew),
      now,
    );
  }

  const statement = new Steps();
  const id = statement.value(consultation.id, 'uuid');
  const programme = statement.value(consultation.programmeId, 'uuid');
  const at = statement.value(now, 'timestamptz');
  statement.step('saved', updateConsultation(statement, before, consultation, id, at));
  if (opening.length === 0) {
    for (const [index, offer] of closing.entries())
      statement.step(`closed${index}`, closeOffer(statement, offer, at));
  }
  for (const [index, booking] of changes.bookings.entries()) {
    if (booking.isNew) continue;
    if (opening.length === 0 || booking.status !== 'cancelled') {
      statement.step(`moved${index}`, updateBooking(statement, booking));
    }
  }
  for (const [index, offer] of opening.entries()) {
    statement.step(`offered${index}`, insertOffer(statement, offer, programme, id, at));
  }
  if (opened) statement.step('booked', insertBooking(statement, opened, programme, id, at));
  if (changes.conflicts.length > 0) {
    const people = statement.value(changes.conflicts, 'uuid[]');
    statement.step(
      'locked',
      `INSERT INTO lockout (consultation_id, person_id, programme_id, source)
       SELECT ${id}, person, ${programme}, 'conflict' FROM unnest(${people}) AS person
       ON CONFLICT DO NOTHING RETURNING 1`,
    );
  }
  addConsequences(statement, before, outcome, consequences, { id, programme, at });

  const booked = opened ? '(SELECT count(*) FROM booked)' : '1';
  tx.atLast(statement.build(`SELECT must_be_saved((SELECT count(*) FROM saved), ${booked})`));
}

/** Collects the parts of one WITH statement and their parameters. */
class Steps {
  private readonly steps: string[] = [];
  private readonly values: unknown[] = [];

  value(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
  step(name: string, sql: string): void {
    this.steps.push(`${name} AS (${sql})`);
  }
  build(last: string): Statement {
    const text = `WITH ${this.steps.join(',\n')}\n${last}`;
    return { text, values: this.values, name: nameOf(text) };
  }
}

/** Planning such a statement takes longer than running it; there are as many as kinds of change, so each is prepared. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `save-outcome-${names.size + 1}`;
    names.set(text, name);
  }
  return name;
}

function updateConsultation(s: Steps, before: Consultation, c: Consultation, id: string, at: string): string {
  const changed = before.status !== c.status;
  const over = changed && ['closed', 'turned_down', 'withdrawn'].includes(c.status);
  return `UPDATE consultation SET
      status = ${s.value(c.status, 'text')}, consultant_id = ${s.value(c.consultantId, 'uuid')},
      priority = ${s.value(c.priority, 'text')}, target_on = ${s.value(c.targetOn, 'date')},
      mode = ${s.value(c.mode, 'text')}, restricted = ${s.value(c.restricted, 'boolean')},
      preferred_times = ${s.value(c.preferredTimes, 'timestamptz[]')}, soonest = ${s.value(c.soonest, 'boolean')},
      conflict_cleared_at = ${s.value(c.conflictClearedAt, 'timestamptz')}, held_at = ${s.value(c.heldAt, 'timestamptz')},
      review_due_on = ${s.value(c.reviewDueOn, 'date')}, review_done = ${s.value(c.reviewDone, 'boolean')},
      ${changed ? `status_since = ${at},` : ''} ${over ? `closed_at = ${at},` : ''}
      ${before.status === 'draft' && c.status === 'waiting' ? `submitted_at = ${at},` : ''}
      version = version + 1
    WHERE id = ${id} AND version = ${s.value(before.version, 'int')} RETURNING 1`;
}

function closeOffer(s: Steps, change: OfferChange, at: string): string {
  return `UPDATE offer SET status = ${s.value(change.status, 'text')}, because = ${s.value(change.because, 'text')},
      answered_at = ${at} WHERE id = ${s.value(change.offer.id, 'uuid')} AND status = 'open' RETURNING 1`;
}

function insertOffer(s: Steps, change: OfferChange, programme: string, id: string, at: string): string {
  const { offer } = change;
  return `INSERT INTO offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at,
      expires_at, status, because, answered_at)
    VALUES (${s.value(offer.id, 'uuid')}, ${programme}, ${id}, ${s.value(offer.consultantId, 'uuid')},
      ${s.value(offer.startsAt, 'timestamptz')}, ${s.value(offer.endsAt, 'timestamptz')},
      ${s.value(offer.madeAt, 'timestamptz')}, ${s.value(offer.remindAt, 'timestamptz')},
      ${s.value(offer.expiresAt, 'timestamptz')}, ${s.value(change.status, 'text')},
      ${s.value(change.because, 'text')}, ${change.status === 'open' ? 'NULL' : at}) RETURNING 1`;
}

function updateBooking(s: Steps, { booking, status }: BookingChange): string {
  return `UPDATE booking SET status = ${s.value(status, 'text')}, consultant_id = ${s.value(booking.consultantId, 'uuid')},
      starts_at = ${s.value(booking.startsAt, 'timestamptz')}, ends_at = ${s.value(booking.endsAt, 'timestamptz')},
      free_again_at = ${s.value(booking.freeAgainAt, 'timestamptz')}, sequence = ${s.value(booking.sequence, 'int')}
    WHERE id = ${s.value(booking.id, 'uuid')} RETURNING 1`;
}

/** ON CONFLICT DO NOTHING waits for a rival's commit and then steps back; a plain INSERT would deadlock with it. */
function insertBooking(
  s: Steps,
  { booking, status }: BookingChange,
  programme: string,
  id: string,
  at: string,
): string {
  return `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at,
      status, uid, sequence, created_at)
    VALUES (${s.value(booking.id, 'uuid')}, ${programme}, ${id}, ${s.value(booking.consultantId, 'uuid')},
      ${s.value(booking.startsAt, 'timestamptz')}, ${s.value(booking.endsAt, 'timestamptz')},
      ${s.value(booking.freeAgainAt, 'timestamptz')}, ${s.value(status, 'text')}, ${s.value(booking.uid, 'text')},
      ${s.value(booking.sequence, 'int')}, ${at})
    ON CONFLICT DO NOTHING RETURNING 1`;
}

function closeFirst(
  tx: Transaction,
  offers: readonly OfferChange[],
  bookings: readonly BookingChange[],
  now: Date,
): void {
  const statement = new Steps();
  const at = statement.value(now, 'timestamptz');
  for (const [index, offer] of offers.entries())
    statement.step(`closed${index}`, closeOffer(statement, offer, at));
  for (const [index, booking] of bookings.entries()) {
    if (booking.status === 'cancelled') statement.step(`freed${index}`, updateBooking(statement, booking));
  }
  tx.atLast(statement.build('SELECT 1'));
}

function addConsequences(
  s: Steps,
  before: Consultation,
  outcome: Outcome,
  consequences: Consequences,
  refs: { id: string; programme: string; at: string },
): void {
  const { id, programme, at } = refs;
  const { history, messages, outbox, leadTasks } = consequences;
  if (history.length > 0) {
    const rows = history.map((row, index) => ({
      ...row,
      reason: row.reason?.toString('hex') ?? null,
      from_status: index === 0 ? before.status : outcome.statuses[index - 1],
      to_status: outcome.statuses[index],
    }));
    s.step(
      'noted',
      `INSERT INTO history (programme_id, consultation_id, at, actor_id, event, from_status, to_status, detail, reason)
       SELECT ${programme}, ${id}, ${at}, nullif(current_setting('app.person', true), '')::uuid, event, from_status,
         to_status, detail, decode(reason, 'hex')
       FROM ROWS FROM (jsonb_to_recordset(${s.value(JSON.stringify(rows), 'jsonb')})
         AS (event text, from_status text, to_status text, detail jsonb, reason text)) WITH ORDINALITY
       ORDER BY ordinality RETURNING 1`,
    );
  }
  if (messages.length > 0) {
    s.step(
      'owed',
      `INSERT INTO message (id, programme_id, consultation_id, kind, recipient_id, recipient_email, code, link_path, uid,
         sequence, method, starts_at, ends_at, mode, listed, message_id, state, created_at)
       SELECT m.id, ${programme}, ${id}, m.kind, m.recipient_id, m.recipient_email, ${s.value(before.code, 'text')},
         m.link_path, m.uid, m.sequence, m.method, m.starts_at, m.ends_at, m.mode, m.listed, m.message_id, 'owed', ${at}
       FROM ROWS FROM (jsonb_to_recordset(${s.value(JSON.stringify(messages), 'jsonb')})
         AS (id uuid, kind text, recipient_id uuid, recipient_email text, link_path text, uid text, sequence int,
           method text, starts_at timestamptz, ends_at timestamptz, mode text, listed jsonb, message_id text)) WITH ORDINALITY AS m
           (id, kind, recipient_id, recipient_email, link_path, uid, sequence, method, starts_at, ends_at, mode, listed, message_id,
            ordinality)
       ORDER BY m.ordinality
       ON CONFLICT (message_id) DO NOTHING RETURNING 1`,
    );
  }
  const due = [
    ...messages.map((message) => ({ job: 'send-message', subject_id: message.id, due_at: null })),
    ...outbox,
  ].map((row) => ({ ...row, id: newId() }));
  if (due.length > 0) {
    s.step(
      'due',
      `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
       SELECT d.id, ${programme}, d.job, d.subject_id, coalesce(d.due_at, ${at}), ${at}
       FROM jsonb_to_recordset(${s.value(JSON.stringify(due), 'jsonb')})
         AS d (id uuid, job text, subject_id uuid, due_at timestamptz) RETURNING 1`,
    );
  }
  if (before.status === 'with_lead' && outcome.consultation.status !== 'with_lead') {
    s.step(
      'untasked',
      `UPDATE lead_task SET done_at = ${at}, done_by = nullif(current_setting('app.person', true), '')::uuid
       WHERE kind = 'request-with-lead' AND subject_id = ${id} AND done_at IS NULL RETURNING 1`,
    );
  }
  if (leadTasks.length > 0) {
    const rows = leadTasks.map((row) => ({ ...row, id: newId() }));
    s.step(
      'tasked',
      `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT t.id, ${programme}, t.kind, ${id}, t.subject_id, ${at}
       FROM jsonb_to_recordset(${s.value(JSON.stringify(rows), 'jsonb')}) AS t (id uuid, kind text, subject_id uuid)
       ON CONFLICT DO NOTHING RETURNING 1`,
    );
  }
}
