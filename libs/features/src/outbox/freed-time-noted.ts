import { v7 as newId } from 'uuid';
import { type NamedStatement } from '@case-consultation/database';
import { type JobName } from '@case-consultation/platform';

const JOB: JobName = 'offer-freed-time';

/**
 * Notes that time became free, in the transaction that frees it, and asks for it to be offered to those who wait. It holds
 * the programme's count until the transaction is over, so it goes out last.
 */
export function freedTimeNoted(programmeId: string, now: Date): NamedStatement {
  return {
    name: 'freed-time-noted',
    text: `WITH noted AS (
        INSERT INTO freed_time (programme_id, noted) VALUES ($1, 1)
        ON CONFLICT (programme_id) DO UPDATE SET noted = freed_time.noted + 1)
      INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at) VALUES ($2, $1, $3, $1, $4, $4)`,
    values: [programmeId, newId(), JOB, now],
  };
}
