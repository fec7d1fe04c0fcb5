import { DomainError } from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { type AuditCheck, AuditChain } from './audit-chain.service.js';

/**
 * Verifies a programme's read audit from a command line, with nothing else of the service running.
 * @param databaseUrl as the application's role
 * @throws DomainError `not-found` without such a programme
 */
export async function verifyAudit(databaseUrl: string, programmeCode: string): Promise<AuditCheck> {
  const database = await Database.connect({ url: databaseUrl, poolSize: 2, name: 'verify-audit' });
  try {
    const [programme] = await database.ask<{ id: string | null }>('SELECT programme_with_code($1) AS id', [
      programmeCode,
    ]);
    if (!programme?.id)
      throw new DomainError('not-found', 'There is no programme with that code.', 'programme');
    return await new AuditChain(database).verify(programme.id);
  } finally {
    await database.close();
  }
}
