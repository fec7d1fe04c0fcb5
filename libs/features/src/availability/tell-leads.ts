import { v7 as newId } from 'uuid';
import { type Transaction } from '@case-consultation/database';

/** One open task of a kind for each subject: a consultant, as further leave is on the same list, or a consultation. */
export async function tellLeads(
  tx: Transaction,
  task: {
    kind: 'leave-collides' | 'never-match-kept';
    subject: string | null;
    consultation: string | null;
  },
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO lead_task (id, programme_id, kind, subject_id, consultation_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [newId(), tx.actor.programmeId, task.kind, task.subject, task.consultation, now],
  );
}
