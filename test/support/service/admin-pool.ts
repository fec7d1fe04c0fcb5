import pg from 'pg';

/**
 * The superuser's connections to a test's database. A connection that is still going when the database is dropped under it
 * is told so by the server; nobody needs to hear of it.
 */
export function adminPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
