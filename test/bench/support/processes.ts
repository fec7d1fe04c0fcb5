import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type BenchDatabase } from './database.js';
import { CASE_KEYS, MAIL_DOMAIN } from './service.js';

/** A process of the bench's own, plain JavaScript on the built libraries. */
export interface BenchProcess {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** The API over that database, logging as in production, to nowhere. */
export function startApi(database: BenchDatabase): Promise<BenchProcess & { readonly pages: string[] }> {
  return startProcess('api-process.mjs', { env: serviceEnvironment(database) });
}

/** Raw Fastify that answers every GET with these bytes. */
export function startRawFastify(answer: { type: string; body: string }): Promise<BenchProcess> {
  return startProcess('raw-fastify-process.mjs', { message: answer });
}

/** A bare server that renders the page which the API over that database has at a path, with plain nunjucks. */
export function startBareRender(
  database: BenchDatabase,
  page: { path: string; headers: Readonly<Record<string, string>> },
): Promise<BenchProcess> {
  return startProcess('bare-render-process.mjs', { env: serviceEnvironment(database), message: page });
}

/** A mail server that throws away what it takes. */
export async function startMailSink(): Promise<BenchProcess & { smtpUrl: string }> {
  const sink = await startProcess('mail-sink-process.mjs');
  return { ...sink, smtpUrl: `smtp://127.0.0.1:${sink.port}` };
}

/** The settings of api and worker. */
export function serviceEnvironment(
  database: BenchDatabase,
  given: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> {
  return {
    ...process.env,
    DATABASE_URL: database.appUrl,
    QUEUE_URL: database.queueUrl,
    SMTP_URL: 'smtp://127.0.0.1:9',
    PUBLIC_URL: 'https://consultations.example.org',
    CASE_KEYS,
    MAIL_DOMAIN,
    ORGANIZER_EMAIL: `calendar@${MAIL_DOMAIN}`,
    HOST: '127.0.0.1',
    PORT: '0',
    WORKER_HEALTH_PORT: '0',
    ...given,
  };
}

export interface ProcessWish {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Sent to it first. */
  readonly message?: object;
}

/**
 * @param file in this folder; it says `{ port }` on its channel once it is ready, with whatever else there is to say
 */
export async function startProcess<Further extends object>(
  file: string,
  wish: ProcessWish = {},
): Promise<BenchProcess & Further> {
  const child = fork(join(import.meta.dirname, file), [...(wish.args ?? [])], {
    env: wish.env ?? process.env,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (wish.message) child.send(wish.message);
  const gone = once(child, 'exit').then(() => {
    throw new Error(`${file} ended before it was ready`);
  });
  gone.catch(() => undefined);
  const [ready] = (await Promise.race([once(child, 'message'), gone])) as [{ port: number } & Further];
  const { port } = ready;
  return {
    ...ready,
    url: `http://127.0.0.1:${port}`,
    child,
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
