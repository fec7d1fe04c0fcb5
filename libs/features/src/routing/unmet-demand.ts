import { v7 as newId } from 'uuid';
import { type Consultation, type UnmetKind } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';

/** Keeps count of demand that was not met. */
export async function noteUnmetDemand(
  tx: Transaction,
  consultation: Pick<Consultation, 'id' | 'programmeId'>,
  kind: UnmetKind,
  now: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO unmet_demand (id, programme_id, consultation_id, at, kind) VALUES ($1, $2, $3, $4, $5)',
    [newId(), consultation.programmeId, consultation.id, now, kind],
  );
}

/**
 * Notes that a draft was abandoned, once for each, when its author had said that no time suits them; otherwise nothing is
 * noted, since a draft may be left for many reasons. In a transaction that holds the consultation's lock.
 */
export async function noteAbandoned(
  tx: Transaction,
  consultation: Pick<Consultation, 'id' | 'programmeId'>,
  now: Date,
): Promise<void> {
  const { id, programmeId } = consultation;
  await tx.query(
    `INSERT INTO unmet_demand (id, programme_id, consultation_id, at, kind)
     SELECT $1, $2, $3, $4, 'abandoned'
     WHERE EXISTS (SELECT FROM unmet_demand WHERE consultation_id = $3 AND kind = 'no-acceptable-time')
     ON CONFLICT (consultation_id) WHERE kind = 'abandoned' DO NOTHING`,
    [newId(), programmeId, id, now],
  );
}
