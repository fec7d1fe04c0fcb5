import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '@case-consultation/config';
import { migrateDatabase } from '@case-consultation/features';
import { migrateQueue } from '@case-consultation/platform';
import { LocalClock } from './clock/local-clock.js';
import { loadDemo, renewTokens } from './demo/index.js';
import { Mailbox } from './mailbox/mailbox.js';
import { announcement } from './supervisor/announce.js';
import { keepFile } from './supervisor/keep-file.js';
import { openDatabase, type LocalDatabase } from './supervisor/local-database.js';
import { emptyPlace, openPlace, type Place } from './supervisor/place.js';
import { type Progress } from './supervisor/progress.js';
import { openSecrets, type LocalSecrets } from './supervisor/secrets.js';
import { checkGiven, serviceEnvironment } from './supervisor/service-environment.js';
import { StopStack } from './supervisor/stack.js';
import { choosePorts, startServices, type ServicePorts } from './supervisor/start-services.js';

export interface LocalOptions {
  /** The clone's folder. */
  readonly root: string;
  /** Remove what earlier runs kept. */
  readonly fresh: boolean;
  /** `performance.now()` when the start began. */
  readonly began: number;
  readonly progress: Progress;
  /** Aborts when everything is to stop. */
  readonly signal: AbortSignal;
}

/**
 * Runs the whole service on this machine until the signal aborts, and then stops every part of it, in order.
 * Throws when a part does not start, or ends by itself.
 */
export async function runLocally(options: LocalOptions): Promise<void> {
  const started = new StopStack();
  try {
    const { failure } = await startAll(options, started);
    const stopped = new Promise<void>((resolve) =>
      options.signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    const problem = options.signal.aborted ? undefined : await Promise.race([failure, stopped]);
    if (problem) throw problem;
  } finally {
    if (options.signal.aborted) options.progress.say('\nStopping …');
    await started.stopAll();
    if (options.signal.aborted) options.progress.say('Everything has stopped. Your data are kept.');
  }
}

/** @returns `failure`, which settles with what went wrong should a part end by itself */
async function startAll(
  options: LocalOptions,
  started: StopStack,
): Promise<{ readonly failure: Promise<Error> }> {
  const { root, progress, signal } = options;
  const place = await preparePlace(options);
  const secrets = await openSecrets(place.secretsFile);
  checkGiven(process.env, secrets);
  const database = await startDatabase(place, secrets, progress, started);
  signal.throwIfAborted();

  const clock = await LocalClock.open(place.clockFile);
  const mailbox = await Mailbox.open(place.mailbox, clock);
  started.push(() => mailbox.close());
  const smtpUrl = process.env['SMTP_URL'] ?? mailbox.smtpUrl;
  const { appUrl: databaseUrl, queueUrl } = database;
  const environment = (chosen: ServicePorts) =>
    serviceEnvironment(process.env, secrets, { databaseUrl, queueUrl, smtpUrl, ...chosen });
  const ports = await choosePorts(process.env);

  const demo = { config: readConfig(environment(ports)), clock, mailbox, tokensFile: place.demoFile };
  await progress.step('Demo programme', 'playing sixteen weeks of it', async () => {
    const made = await loadDemo(demo);
    return made === null ? 'already there' : `${made} consultations`;
  });
  signal.throwIfAborted();

  const { apiPort, services } = await progress.step(
    'Service',
    'starting the API and the worker',
    async () => [
      'ready',
      await startServices({ root, logs: place.logs, clock, signal, started, ports, environment }),
    ],
  );
  const stopRenewing = clock.follow(() =>
    renewTokens(demo).catch((error: unknown) =>
      progress.say(`The demo's tokens were not renewed: ${String(error)}`),
    ),
  );
  started.push(async () => stopRenewing());
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  await keepFile(
    place.runningFile,
    JSON.stringify({
      pid: process.pid,
      apiUrl,
      mailboxUrl: mailbox.url,
      clockUrl: `${mailbox.url}/clock`,
      databaseUrl: database.appUrl,
    }),
  );
  started.push(() => rm(place.runningFile, { force: true }));
  const seconds = (performance.now() - options.began) / 1000;
  const mailboxUrl = process.env['SMTP_URL'] ? undefined : mailbox.url;
  for (const line of await announcement({ place, apiUrl, mailboxUrl, seconds })) progress.say(line);
  const databaseEnded = database.ended.then(
    () => new Error(`PostgreSQL ended by itself. Its log is ${join(place.logs, 'postgres.log')}.`),
  );
  return { failure: Promise.race([databaseEnded, ...services.map((service) => service.untilItFails())]) };
}

async function preparePlace({ root, fresh, progress }: LocalOptions): Promise<Place> {
  const place = await openPlace(root);
  if (!fresh) return place;
  return progress.step('Local data', 'removing', async () => {
    await emptyPlace(place);
    return ['removed', await openPlace(root)];
  });
}

async function startDatabase(
  place: Place,
  secrets: LocalSecrets,
  progress: Progress,
  started: StopStack,
): Promise<LocalDatabase> {
  const database = await progress.step('PostgreSQL', 'starting', async () => {
    const opened = await openDatabase(process.env, place, secrets);
    started.push(() => opened.stop());
    return [opened.where, opened];
  });
  await progress.step('Database', 'bringing tables and queue up to date', async () => {
    await migrateDatabase(database.migratorUrl);
    await migrateQueue(database.queueUrl);
    return 'up to date';
  });
  return database;
}
