import { ConfigError, readMigratorConfig } from '@case-consultation/config';
import { prepareDatabase } from '@case-consultation/features';
import pg from 'pg';
import { join } from 'node:path';
import { startPostgres } from '../services/postgres-server.js';
import { type Place } from './place.js';
import { type LocalSecrets } from './secrets.js';

/** The addresses that the service needs, and the server when it is ours. */
export interface LocalDatabase {
  readonly appUrl: string;
  readonly migratorUrl: string;
  readonly queueUrl: string;
  /** What to say of it on the screen. */
  readonly where: string;
  /** Settles when our own server is gone; never for a given one. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const databaseName = 'consultations';
const never = new Promise<never>(() => undefined);
const notOurs = { ended: never, stop: async () => undefined };

/**
 * The database to run on, prepared with its roles:
 *
 * - DATABASE_ADMIN_URL, or a DATABASE_URL whose user may make roles: roles and passwords are made on that server;
 * - DATABASE_URL with DATABASE_MIGRATOR_URL and QUEUE_URL: used as they are;
 * - none of them: a PostgreSQL of our own.
 *
 * Throws ConfigError when what was given is not enough.
 */
export async function openDatabase(
  env: NodeJS.ProcessEnv,
  place: Place,
  secrets: LocalSecrets,
): Promise<LocalDatabase> {
  const passwords = { migrator: secrets.migrator, app: secrets.app, queue: secrets.queue };
  const adminUrl = env['DATABASE_ADMIN_URL'] ?? (await adminAmong(env));
  if (adminUrl) {
    const database = decodeURIComponent(new URL(adminUrl).pathname.slice(1));
    const name = database === '' || database === 'postgres' ? databaseName : database;
    const urls = await prepareDatabase({ adminUrl, database: name, passwords });
    return { ...urls, ...notOurs, queueUrl: env['QUEUE_URL'] ?? urls.queueUrl, where: `"${name}", as given` };
  }
  if (env['DATABASE_URL']) {
    const given = readMigratorConfig(env);
    return {
      appUrl: given.databaseUrl,
      migratorUrl: given.databaseMigratorUrl,
      queueUrl: given.queueUrl,
      where: 'as given',
      ...notOurs,
    };
  }
  const server = await startPostgres({
    dataFolder: join(place.server, 'data'),
    password: secrets.superuser,
    logFile: join(place.logs, 'postgres.log'),
  });
  try {
    const urls = await prepareDatabase({ adminUrl: server.adminUrl, database: databaseName, passwords });
    return {
      ...urls,
      queueUrl: env['QUEUE_URL'] ?? urls.queueUrl,
      where: `own server on port ${server.port}`,
      ended: server.ended,
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** DATABASE_URL, when nothing else was given and its user may make roles and databases. */
async function adminAmong(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const url = env['DATABASE_URL'];
  if (!url || env['DATABASE_MIGRATOR_URL']) return undefined;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ may: boolean }>(
      'SELECT rolsuper AS may FROM pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.may ? url : undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      'DATABASE_URL',
      `cannot be reached (${why})`,
      'postgres://postgres:secret@127.0.0.1:5432/consultations',
    );
  } finally {
    await client.end();
  }
}
