import { type Actor, DomainError, mayAdminister, settingLabel } from '@case-consultation/domain';
import { type Row, type Transaction } from '@case-consultation/database';
import { mustHoldNoIdentifiers } from '../case-text/no-identifiers.js';

export type SettingsSubject = 'settings' | 'agency' | 'team' | 'pathway';

/** One thing before and after, in words as they were said then. */
export interface WordedChange {
  path: string;
  from: string;
  to: string;
}

/** One change as it is read: who, when, what from and to, and why. */
export interface SettingsChangeView {
  id: number;
  subject: SettingsSubject;
  subjectId: string;
  /** What it was called then. */
  subjectName: string;
  version: number;
  at: Date;
  by: { id: string; name: string };
  changes: readonly (WordedChange & { label: string })[];
  /** Null where none is asked for: something was added, or checked. */
  reason: string | null;
}

const REASON_LIMIT = 500;

const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  kind: 'Kind',
  open: 'Open',
  guidance: 'What to do',
  contact: 'Whom to turn to',
  checkedOn: 'Checked on',
  active: 'In use',
};

/** @throws DomainError `not-your-task` for everybody but leads and administrators */
export function mustAdminister(actor: Actor): void {
  if (!mayAdminister(actor)) {
    throw new DomainError('not-your-task', 'Only the lead or an administrator can see and change this.');
  }
}

/**
 * The reason as it is kept with the history.
 * @throws DomainError `reason-needed`, `invalid-input` when it is longer than 500 characters, `identifier-found`
 */
export function reasonFor(given: string): string {
  const reason = given.trim();
  if (reason === '') throw new DomainError('reason-needed', 'Say why it changes, in a sentence.', 'reason');
  if ([...reason].length > REASON_LIMIT) {
    throw new DomainError(
      'invalid-input',
      `Keep the reason to ${REASON_LIMIT} characters or fewer.`,
      'reason',
    );
  }
  if (/[^\P{Cc}\n\t]|\p{Cs}/u.test(reason)) {
    throw new DomainError('invalid-input', 'Write the reason in plain letters and lines.', 'reason');
  }
  mustHoldNoIdentifiers(reason, 'reason');
  return reason;
}

/** Adds to the history, in the transaction of the change itself. */
export function keepChange(
  tx: Transaction,
  change: {
    subject: SettingsSubject;
    subjectId: string;
    subjectName: string;
    version: number;
    at: Date;
    changes: readonly WordedChange[];
    reason: string | null;
  },
): void {
  const { subject, subjectId, subjectName, version, at, changes, reason } = change;
  tx.atLast({
    text: `INSERT INTO settings_change (programme_id, subject, subject_id, subject_name, version, at, by_id, changes, reason)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [
      tx.actor.programmeId,
      subject,
      subjectId,
      subjectName,
      version,
      at,
      tx.actor.personId,
      JSON.stringify(changes),
      reason,
    ],
  });
}

interface ChangeRow extends Row {
  id: number;
  subject: SettingsSubject;
  subject_id: string;
  subject_name: string;
  version: number;
  at: Date;
  by_id: string;
  by_name: string;
  changes: WordedChange[];
  reason: string | null;
}

/** The latest changes, newest first: of one subject, or of all; older than `before`; and since a version, if one is given. */
export async function readChanges(
  tx: Transaction,
  wish: { subjectId: string | null; since?: number; before?: number | null; limit: number },
): Promise<SettingsChangeView[]> {
  const rows = await tx.query<ChangeRow>(
    `SELECT c.id, c.subject, c.subject_id, c.subject_name, c.version, c.at, c.by_id, p.name AS by_name, c.changes, c.reason
     FROM settings_change c JOIN person p ON p.id = c.by_id
     WHERE c.programme_id = $1 AND ($2::uuid IS NULL OR c.subject_id = $2) AND ($3::int IS NULL OR c.version > $3)
       AND ($4::bigint IS NULL OR c.id < $4)
     ORDER BY c.id DESC LIMIT $5`,
    [tx.actor.programmeId, wish.subjectId, wish.since ?? null, wish.before ?? null, wish.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    subjectId: row.subject_id,
    subjectName: row.subject_name,
    version: row.version,
    at: row.at,
    by: { id: row.by_id, name: row.by_name },
    changes: row.changes.map((change) => ({
      ...change,
      label: row.subject === 'settings' ? settingLabel(change.path) : (LABELS[change.path] ?? change.path),
    })),
    reason: row.reason,
  }));
}

/**
 * Says that it was changed since it was seen, and what: nothing of the present change is saved.
 * @throws DomainError `changed-meanwhile`, always
 */
export async function refuseStale(tx: Transaction, subjectId: string, seen: number): Promise<never> {
  const since = await readChanges(tx, { subjectId, since: seen, limit: 5 });
  const said = since
    .reverse()
    .flatMap(({ by, changes }) =>
      changes.map(({ label, from, to }) => `${by.name} changed “${label}” from ${from} to ${to}.`),
    );
  throw new DomainError(
    'changed-meanwhile',
    [
      'Somebody changed this while you had it open, so nothing of yours is saved yet.',
      ...said,
      'Check it, then save again.',
    ].join(' '),
  );
}
