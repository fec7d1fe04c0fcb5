import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** The superuser's address of it. */
  readonly adminUrl: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * Clones a template into a new database, so that each test file begins from the same rows and no two meet.
 * The template must have no connection open.
 *
 * @param adminUrl a superuser's address on the server
 * @param templateName an existing database, migrated and closed
 */
export async function createTestDatabase(adminUrl: string, templateName: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, (client) =>
    client.query(`CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(templateName)} STRATEGY file_copy`),
  );
  return {
    name,
    adminUrl: urlOfDatabase(adminUrl, name),
    async drop() {
      await asAdmin(adminUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`),
      );
    },
  };
}

/**
 * Makes a template once per server, whoever comes first; the others wait for it.
 *
 * @param fill prepares and migrates a fresh database of that name and leaves no connection to it open
 */
export async function ensureTemplate(
  adminUrl: string,
  templateName: string,
  fill: (templateName: string) => Promise<void>,
): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [templateName]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [
      templateName,
    ]);
    if (found.rowCount) return;
    // One that somebody began and did not finish is not marked as a template.
    await client.query(`DROP DATABASE IF EXISTS ${quoted(templateName)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${quoted(templateName)}`);
    await fill(templateName);
    await client.query(`ALTER DATABASE ${quoted(templateName)} WITH IS_TEMPLATE true`);
  });
}

/** The same server, user and password, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.href;
}

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
