import { Database } from '@case-consultation/database';
import { type Clock } from '@case-consultation/platform';
import { type Scope, Tokens } from './tokens.service.js';

export interface TokenWish {
  /** The programme's code. */
  programme: string;
  email: string;
  /** What it is for, in a few words. */
  name: string;
  scopes: readonly Scope[];
  /** 1 to 365. */
  days: number;
}

/**
 * Makes a bearer token from a command line, with nothing else of the service running.
 * @param databaseUrl as the application's role
 * @throws DomainError as `Tokens.issue` does; whatever the database's driver says when it cannot be reached
 */
export async function issueToken(
  databaseUrl: string,
  clock: Clock,
  { programme, email, ...wish }: TokenWish,
): Promise<{ token: string; expiresAt: Date }> {
  const database = await Database.connect({ url: databaseUrl, poolSize: 2, name: 'token' });
  const tokens = new Tokens(database, clock);
  try {
    return await tokens.issue(programme, email, wish);
  } finally {
    await tokens.onModuleDestroy();
    await database.close();
  }
}
