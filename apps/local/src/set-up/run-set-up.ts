import { randomBytes } from 'node:crypto';
import { ConfigError, readMigratorConfig, type Environment } from '@case-consultation/config';
import { migrateDatabase, prepareDatabase } from '@case-consultation/features';
import { migrateQueue } from '@case-consultation/platform';

/**
 * Prepares a deployment and may run again with every release: with DATABASE_ADMIN_URL the roles and the database,
 * with the passwords that DATABASE_MIGRATOR_URL, DATABASE_URL and QUEUE_URL hold; then the tables; then the queue.
 *
 * Throws ConfigError for a setting that is missing or names another role than the one that is made.
 */
export async function runSetUp(env: Environment, say: (line: string) => void): Promise<void> {
  const given = readMigratorConfig(env);
  const adminUrl = env['DATABASE_ADMIN_URL'];
  if (adminUrl) {
    await prepareDatabase({
      adminUrl,
      database: decodeURIComponent(new URL(given.databaseUrl).pathname.slice(1)),
      passwords: {
        migrator: passwordOf('DATABASE_MIGRATOR_URL', given.databaseMigratorUrl, 'consultations_migrator'),
        app: passwordOf('DATABASE_URL', given.databaseUrl, 'consultations_app'),
        // Redis as the queue: the role for the queue in PostgreSQL exists, and nobody can sign in as it.
        queue: given.queueUrl.startsWith('postgres')
          ? passwordOf('QUEUE_URL', given.queueUrl, 'consultations_queue')
          : randomBytes(24).toString('base64url'),
      },
    });
    say('The roles and the database are ready.');
  }
  await migrateDatabase(given.databaseMigratorUrl);
  say('The tables are up to date.');
  await migrateQueue(given.queueUrl);
  say('The queue is up to date.');
}

function passwordOf(setting: string, url: string, role: string): string {
  const { username, password } = new URL(url);
  if (decodeURIComponent(username) !== role || password === '')
    throw new ConfigError(
      setting,
      `must sign in as ${role} with a password`,
      `postgres://${role}:secret@db.example.org:5432/consultations`,
    );
  return decodeURIComponent(password);
}
