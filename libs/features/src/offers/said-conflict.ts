import { type Actor } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';

/** Whether this person has said that they have a conflict with it: the one who did may be told so, and nobody else. */
export async function hasSaidConflict(tx: Transaction, actor: Actor, code: string): Promise<boolean> {
  const row = await tx.maybe(
    `SELECT 1 FROM lockout l JOIN consultation c ON c.id = l.consultation_id
     WHERE c.programme_id = $1 AND c.code = $2 AND l.person_id = $3 AND l.source = 'conflict'`,
    [actor.programmeId, code, actor.personId],
    'said-conflict',
  );
  return row !== undefined;
}
