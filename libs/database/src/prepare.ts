import pg from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

export interface RolePasswords {
  migrator: string;
  app: string;
  queue: string;
}

export interface DatabaseUrls {
  appUrl: string;
  migratorUrl: string;
  /** For BullMQ on PostgreSQL: its own role and schema in the same database. */
  queueUrl: string;
}

/**
 * Creates the roles and the database where they are missing, and sets the passwords. Needs an administrator's
 * connection; safe to repeat. Roles: `consultations_owner` owns everything and cannot sign in,
 * `consultations_migrator` may act as the owner, `consultations_app` neither owns nor bypasses row-level security,
 * `consultations_gate` owns the few functions that look across programmes, `consultations_queue` has the queue's schema.
 */
export async function prepareDatabase(options: {
  adminUrl: string;
  database: string;
  passwords: RolePasswords;
}): Promise<DatabaseUrls> {
  const { adminUrl, database, passwords } = options;
  const name = pg.escapeIdentifier(database);
  await withClient(adminUrl, async (admin) => {
    await admin.query(`SELECT pg_advisory_lock(7205759)`);
    for (const role of ['owner', 'gate']) await createRole(admin, `consultations_${role}`, 'NOLOGIN');
    for (const role of ['migrator', 'app', 'queue'] as const) {
      const password = pg.escapeLiteral(passwords[role]);
      await createRole(admin, `consultations_${role}`, 'LOGIN');
      await admin.query(`ALTER ROLE consultations_${role} LOGIN NOBYPASSRLS PASSWORD ${password}`);
    }
    await admin.query(`GRANT consultations_owner, consultations_gate TO consultations_migrator`);
    await admin.query(`GRANT consultations_gate TO consultations_owner`);
    const { rowCount } = await admin.query(`SELECT 1 FROM pg_database WHERE datname = $1`, [database]);
    if (rowCount === 0) await admin.query(`CREATE DATABASE ${name} OWNER consultations_owner`);
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await admin.query(
      `GRANT CONNECT ON DATABASE ${name} TO consultations_migrator, consultations_app, consultations_queue`,
    );
    // The queue makes its own schema, and keeps what it adds in bulk in a temporary table for as long as that takes.
    await admin.query(`GRANT CREATE, TEMPORARY ON DATABASE ${name} TO consultations_queue`);
  });
  await withClient(withPath(adminUrl, database), async (admin) => {
    await admin.query(`
      ALTER SCHEMA public OWNER TO consultations_owner;
      REVOKE ALL ON SCHEMA public FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO consultations_app;
      GRANT USAGE, CREATE ON SCHEMA public TO consultations_gate;
      CREATE EXTENSION IF NOT EXISTS btree_gist;
    `);
  });
  const url = (role: keyof RolePasswords) =>
    withPath(withUser(adminUrl, `consultations_${role}`, passwords[role]), database);
  return { appUrl: url('app'), migratorUrl: url('migrator'), queueUrl: url('queue') };
}

/** Runs the migrations that have not run yet, as the owner. One at a time, whoever else starts at once. */
export async function migrateDatabase(migratorUrl: string): Promise<void> {
  await withClient(migratorUrl, async (lock) => {
    await lock.query(`SELECT pg_advisory_lock(7205760)`);
    const source = new DataSource({
      type: 'postgres',
      url: migratorUrl,
      migrations: MIGRATIONS,
      migrationsTableName: 'migration',
      migrationsTransactionMode: 'each',
      extra: { max: 1, options: '-c role=consultations_owner' },
    });
    await source.initialize();
    try {
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  });
}

async function createRole(admin: pg.Client, role: string, login: 'LOGIN' | 'NOLOGIN'): Promise<void> {
  const { rowCount } = await admin.query(`SELECT 1 FROM pg_roles WHERE rolname = $1`, [role]);
  if (rowCount === 0) await admin.query(`CREATE ROLE ${role} ${login} NOSUPERUSER NOBYPASSRLS`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

function withPath(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
