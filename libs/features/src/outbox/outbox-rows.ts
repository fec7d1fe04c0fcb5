import { v7 as newId } from 'uuid';
import { type OutboxRow, type NamedStatement, type Transaction } from '@case-consultation/database';

/** Adds things to be done, in the transaction of what they follow from. */
export async function addToOutbox(tx: Transaction, rows: readonly OutboxRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
     SELECT d.id, $1, d.job, d.subject_id, d.due_at, $2
     FROM jsonb_to_recordset($3::jsonb) AS d (id uuid, job text, subject_id uuid, due_at timestamptz)`,
    [tx.actor.programmeId, now, JSON.stringify(rows.map((row) => ({ ...row, id: newId() })))],
  );
}

/** Marks one as done, with the transaction that did it where there is one. Marking twice changes nothing. */
export function markedDone(outboxId: string, now: Date): NamedStatement {
  return {
    name: 'outbox-done',
    text: 'UPDATE outbox SET done_at = $2 WHERE id = $1 AND done_at IS NULL',
    values: [outboxId, now],
  };
}
