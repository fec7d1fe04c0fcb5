import { type Transaction } from '@case-consultation/database';

/**
 * From here to the end of the transaction nobody else in this programme gives anyone's time away. What is read after it (who
 * is free, how much of the weekly cap is left, whose turn it is) still holds when it is written, so that of two who
 * choose at once the second sees what the first did. Taken after the consultation's own lock, never before. Statements that
 * are sent after it need not wait for its answer: the connection keeps their order.
 */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(concat('times of ', $1::text), 0))`,
    [tx.actor.programmeId],
    'one-at-a-time',
  );
}
