import { v7 as newId } from 'uuid';
import {
  type FreeText,
  freeTextProblems,
  holdsKeptIdentifier,
  mustHaveNoProblems,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { type ProgrammeKeys } from '@case-consultation/platform';
import { identifierReasonPlace, type KeptIn } from './case-places.js';

/** Why something that may identify a person has to stay in what is written; nothing where there is none. */
export interface MayKeep {
  /** Null for no reason; left out: as it was said before of the same text, if it was. */
  readonly identifierReason?: string | null | undefined;
}

/** What somebody wrote about a consultation, in one go. */
export interface Written extends MayKeep {
  readonly in: KeptIn;
  /** The row that it stands in; a new one of its own for what is kept with the history. */
  readonly subjectId?: string;
  readonly texts: readonly FreeText[];
}

/** A reason for what was done, kept with the history. */
export function reasonWritten(given: { reason: string | null } & MayKeep): Written {
  const { reason, identifierReason } = given;
  return { in: 'reason', texts: [{ field: 'reason', text: reason }], identifierReason };
}

/** Where and when it was written, and by whom. */
export interface Writing {
  readonly tx: Transaction;
  readonly keys: ProgrammeKeys;
  readonly consultationId: string;
  readonly programmeId: string;
  readonly personId: string | null;
  readonly now: Date;
}

/**
 * The identifier check of everything that people write, and what is to be kept of it.
 * @returns keeps the reason, to be called once the text itself is saved
 * @throws DomainError `identifier-found`, `identifier-needs-reason`, `invalid-input` for `identifierReason`
 */
export async function checkWritten(writing: Writing, written: Written): Promise<() => Promise<void>> {
  const holds = holdsKeptIdentifier(written.texts);
  const said = written.identifierReason;
  const before = holds && said === undefined ? await keptReason(writing, written) : null;
  const reason = said ?? before;
  mustHaveNoProblems(freeTextProblems(written.texts, reason));
  return async () => {
    if (holds && reason !== null) await keep(writing, written, reason.trim());
    else if (written.subjectId !== undefined) await forget(writing, written.in, written.subjectId);
  };
}

async function keptReason({ tx, keys }: Writing, written: Written): Promise<string | null> {
  const { in: kind, subjectId } = written;
  if (subjectId === undefined) return null;
  const row = await tx.maybe<{ reason: Buffer }>(
    'SELECT reason FROM identifier_reason WHERE kind = $1 AND subject_id = $2',
    [kind, subjectId],
  );
  return row === undefined ? null : keys.open(identifierReasonPlace(kind, subjectId), row.reason);
}

async function keep(writing: Writing, { in: kind, subjectId = newId() }: Written, reason: string) {
  const { tx, keys, consultationId, programmeId, personId, now } = writing;
  await tx.query(
    `INSERT INTO identifier_reason (kind, subject_id, programme_id, consultation_id, reason, given_by, given_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (kind, subject_id) DO UPDATE SET reason = excluded.reason, given_by = excluded.given_by,
       given_at = excluded.given_at`,
    [
      kind,
      subjectId,
      programmeId,
      consultationId,
      keys.seal(identifierReasonPlace(kind, subjectId), reason),
      personId,
      now,
    ],
  );
}

/** What was taken out needs no reason any more. */
async function forget({ tx }: Writing, kind: KeptIn, subjectId: string): Promise<void> {
  await tx.query('DELETE FROM identifier_reason WHERE kind = $1 AND subject_id = $2', [kind, subjectId]);
}
