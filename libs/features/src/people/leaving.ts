import { v7 as newId } from 'uuid';
import { type Transaction } from '@case-consultation/database';

/** Consultations `c` that somebody has to hold, or to write up, still. */
export const STILL_HELD = `(c.status IN ('offered', 'booked') OR (c.status = 'held' AND c.record_state IN ('none', 'started')))`;

/**
 * Tells the leads, by tasks on the board, what somebody leaves behind: each live consultation that they asked for, and that
 * they are the consultant of some.
 */
export async function tellLeadsOfLeaving(
  tx: Transaction,
  personId: string,
  left: { asRequester: boolean },
  now: Date,
): Promise<void> {
  const values = [tx.actor.programmeId, personId];
  const behind = await tx.query<{ kind: string; consultation_id: string | null; subject_id: string }>(
    `SELECT 'consultant-left' AS kind, NULL::uuid AS consultation_id, $2::uuid AS subject_id
     WHERE EXISTS (SELECT 1 FROM consultation c WHERE c.programme_id = $1 AND c.consultant_id = $2 AND ${STILL_HELD})
     UNION ALL
     SELECT 'requester-left', c.id, c.id FROM consultation c
     WHERE $3 AND c.programme_id = $1 AND c.requester_id = $2
       AND c.status IN ('waiting', 'with_lead', 'offered', 'booked', 'held')`,
    [...values, left.asRequester],
  );
  if (behind.length === 0) return;
  await tx.query(
    `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
     SELECT t.id, $1, t.kind, t.consultation_id, t.subject_id, $2
     FROM jsonb_to_recordset($3::jsonb) AS t (id uuid, kind text, consultation_id uuid, subject_id uuid)
     ON CONFLICT DO NOTHING`,
    [tx.actor.programmeId, now, JSON.stringify(behind.map((task) => ({ id: newId(), ...task })))],
  );
}

/** They are back: nothing of that is to be seen to any more. */
export async function takeBackLeaving(tx: Transaction, personId: string, now: Date): Promise<void> {
  await tx.query(
    `UPDATE lead_task t SET done_at = $3, done_by = $4
     WHERE t.programme_id = $1 AND t.done_at IS NULL
       AND (t.kind = 'consultant-left' AND t.subject_id = $2
         OR t.kind = 'requester-left'
           AND EXISTS (SELECT 1 FROM consultation c WHERE c.id = t.consultation_id AND c.requester_id = $2))`,
    [tx.actor.programmeId, personId, now, tx.actor.personId],
  );
}
