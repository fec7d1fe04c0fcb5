import { type Transaction } from '@case-consultation/database';

/** What of a consultation was read. */
export type ReadWhat = 'case-detail' | 'record' | 'actions' | 'review' | 'history-reasons';

/** Notes that the actor read case text: who, when, which, what. The chain's trigger adds number and hash. */
export async function noteRead(
  tx: Transaction,
  consultationId: string,
  what: ReadWhat,
  now: Date,
): Promise<void> {
  const why = tx.actor.roles.includes('lead') ? 'lead' : 'party';
  await tx.query(
    `INSERT INTO read_audit (programme_id, at, person_id, consultation_id, what, why) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.actor.programmeId, now, tx.actor.personId, consultationId, what, why],
    'note-read',
  );
}
