import pg from 'pg';
import { type DatabaseUrls, migrateDatabase, prepareDatabase } from '@case-consultation/features';
import { migrateQueue } from '@case-consultation/platform';
import { startPostgres, urlOfDatabase } from '../../support/services/index.js';

/** A PostgreSQL of the bench's own, as durable as one that runs the service, with the schema in it. */
export interface BenchDatabase extends DatabaseUrls {
  /** The superuser, who sees every row: for filling tables and asking for sizes. */
  readonly admin: pg.Pool;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** What PostgreSQL does by itself; throw-away servers for tests are set otherwise. */
const DURABLE = {
  max_connections: '120',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  autovacuum: 'on',
  wal_level: 'replica',
  max_wal_senders: '10',
};
const PASSWORDS = { migrator: 'migrator', app: 'app', queue: 'queue' };

export async function startDatabase(): Promise<BenchDatabase> {
  const server = await startDurablePostgres();
  try {
    const database = 'consultations';
    const { adminUrl } = server;
    const urls = await prepareDatabase({ adminUrl, database, passwords: PASSWORDS });
    await migrateDatabase(urls.migratorUrl);
    await migrateQueue(urls.queueUrl);
    const own = urlOfDatabase(adminUrl, database);
    const admin = new pg.Pool({ connectionString: own, max: 4 });
    // Its connections are cut when the server stops.
    admin.on('error', () => undefined);
    return {
      ...urls,
      admin,
      adminUrl: own,
      async stop() {
        await admin.end();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The same server without any schema. */
export function startDurablePostgres() {
  return startPostgres({ settings: DURABLE });
}
