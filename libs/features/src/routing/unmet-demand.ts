import { v7 as newId } from 'uuid';
import { type Consultation } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';

/** Why a search or a request found no consultation. */
export type UnmetKind = 'no-acceptable-time' | 'nobody-eligible' | 'turned-down';

/** Keeps count of demand that was not met. */
export async function noteUnmetDemand(
  tx: Transaction,
  consultation: Consultation,
  kind: UnmetKind,
  now: Date,
): Promise<void> {
  await tx.query(
    'INSERT INTO unmet_demand (id, programme_id, consultation_id, at, kind) VALUES ($1, $2, $3, $4, $5)',
    [newId(), consultation.programmeId, consultation.id, now, kind],
  );
}
