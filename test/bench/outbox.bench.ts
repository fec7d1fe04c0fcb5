import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Database } from '@case-consultation/database';
import { theService } from '@case-consultation/domain';
import { OutboxRelay } from '@case-consultation/features';
import {
  createLogger,
  type JobPayload,
  openJobQueue,
  queueConnection,
  SystemClock,
} from '@case-consultation/platform';
import { startRedis } from '../support/services/index.js';
import { openBareQueue } from './support/bare-queue.js';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { inPairs, secondsOf, speedRatios } from './support/pairs.js';
import { startProcess } from './support/processes.js';
import { aProgramme } from './support/programme.js';
import { atLeast, atMost, type BenchRow, quantile, row } from './support/rows.js';
import { startService } from './support/service.js';

const PAIRS = 7;
const ROWS = 3_000;
const BATCH = 500;
/** Statements at the same time on PostgreSQL, the same for both. */
const POOL = 10;
const STARTS = 300;

/**
 * From the outbox to the queue: claiming due rows and adding their jobs, over adding as many ready-made jobs to bare
 * BullMQ; and how long after a commit an idle worker in another process begins the job.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  const redis = await startRedis();
  const service = await startService(database);
  try {
    const { id } = await aProgramme(service, { code: 'bench', champions: 0, practitioners: 0 });
    const rows: BenchRow[] = [];
    for (const [engine, url] of [
      ['Redis', redis.url],
      ['PostgreSQL', database.queueUrl],
    ] as const) {
      rows.push(await relaying(engine, url, id, database, service.get(Database)));
      rows.push(...(await starting(engine, url, id, database, service.get(Database))));
    }
    return { rows };
  } finally {
    await service.stop();
    await redis.stop();
    await database.stop();
  }
}

async function relaying(
  engine: string,
  url: string,
  programmeId: string,
  { admin }: BenchDatabase,
  database: Database,
): Promise<BenchRow> {
  const queue = openJobQueue(queueConnection(url, POOL), { name: 'relayed' });
  const logger = createLogger({ level: 'error', name: 'bench' });
  const relay = new OutboxRelay(database, queue, new SystemClock(), logger, { requeueAfterMs: 3_600_000 });
  const bare = await openBareQueue(url, 'bare', POOL);
  const own = async () => {
    await admin.query('TRUNCATE outbox');
    await admin.query(
      `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
       SELECT gen_random_uuid(), $1, 'send-message', gen_random_uuid(), now(), now() FROM generate_series(1, $2)`,
      [programmeId, ROWS],
    );
    await admin.query('ANALYZE outbox');
    let relayed = 0;
    const seconds = await secondsOf(async () => (relayed = await relay.relay()));
    if (relayed !== ROWS) throw new Error(`${relayed} of ${ROWS} rows were relayed`);
    await queue.empty();
    return seconds;
  };
  const peer = async () => {
    const jobs = Array.from({ length: ROWS }, (): JobPayload => ({
      outboxId: randomUUID(),
      programmeId,
      subjectId: randomUUID(),
    }));
    const seconds = await secondsOf(async () => {
      for (let from = 0; from < ROWS; from += BATCH) await bare.addBulk(jobs.slice(from, from + BATCH));
    });
    await bare.queue.obliterate({ force: true });
    return seconds;
  };
  const pairs = await inPairs(PAIRS, own, peer);
  await queue.close();
  await bare.queue.close();
  return row(`outbox to queue ÷ bare addBulk, on ${engine}`, '', speedRatios(pairs), atLeast(0.3, 0.8));
}

async function starting(
  engine: string,
  url: string,
  programmeId: string,
  { admin, appUrl }: BenchDatabase,
  database: Database,
): Promise<BenchRow[]> {
  await admin.query('TRUNCATE outbox');
  const worker = await startProcess('relay-process.mjs', { args: [appUrl, url, 'started'] });
  const started = new Map<string, (at: number) => void>();
  worker.child.on('message', ({ outboxId, at }: { outboxId: string; at: number }) =>
    started.get(outboxId)?.(at),
  );
  const once = async (): Promise<number> => {
    const id = randomUUID();
    const begun = new Promise<number>((resolve) => started.set(id, resolve));
    // The clock starts before the statement is sent: what is measured is never less than from the commit.
    const from = performance.timeOrigin + performance.now();
    await database.atOnce(theService(programmeId), {
      name: 'owe',
      text: `INSERT INTO outbox (id, programme_id, job, subject_id, due_at, created_at)
        VALUES ($1, $2, 'send-message', $1, now(), now())`,
      values: [id, programmeId],
    });
    const waited = (await begun) - from;
    // Idle again, for a while that falls in with no timer.
    await wait(5 + Math.random() * 30);
    return waited;
  };
  for (let warm = 0; warm < 20; warm += 1) await once();
  const waits: number[] = [];
  while (waits.length < STARTS) waits.push(await once());
  await worker.stop();
  const name = `commit to job start, idle, on ${engine}`;
  return [
    row(`${name}: p99 of ${STARTS}`, 'ms', [quantile(waits, 0.99)], atMost(250, 25)),
    row(`${name}: p50`, 'ms', [quantile(waits, 0.5)], null),
  ];
}
