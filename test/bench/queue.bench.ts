import {
  createLogger,
  type JobHandlers,
  jobNames,
  type JobPayload,
  JobWorker,
  Metrics,
  migrateQueue,
  openJobQueue,
  queueConnection,
} from '@case-consultation/platform';
import { startRedis } from '../support/services/index.js';
import { bareWorker, openBareQueue } from './support/bare-queue.js';
import { startDurablePostgres } from './support/database.js';
import { inPairs, secondsOf, speedRatios } from './support/pairs.js';
import { atLeast, type BenchRow, row } from './support/rows.js';

interface Plan {
  readonly url: string;
  readonly name: string;
  readonly jobs: number;
}

const PAIRS = 7;
const CONCURRENCY = 50;
const BATCH = 500;
/** Statements at the same time on PostgreSQL, the same for both. */
const POOL = 10;

const engines = {
  Redis: { jobs: 6_000, start: startRedis },
  PostgreSQL: {
    jobs: 2_500,
    async start() {
      const server = await startDurablePostgres();
      return { url: server.adminUrl, stop: () => server.stop() };
    },
  },
} as const;

/**
 * Our worker beside a bare BullMQ worker on the same engine: the same payloads, ids and batches, finished jobs removed by
 * both, a handler that does nothing. Ours adds attempts, backoff, metrics and time limits.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const rows: BenchRow[] = [];
  for (const [engine, services] of Object.entries(engines)) {
    const { jobs } = services;
    const server = await services.start();
    const { url } = server;
    try {
      await migrateQueue(url);
      const pairs = await inPairs(
        PAIRS,
        (pair) => own({ url, jobs, name: `own-${pair}` }),
        (pair) => bare({ url, jobs, name: `bare-${pair}` }),
      );
      const name = `own no-op job ÷ bare BullMQ, concurrency ${CONCURRENCY}, on ${engine}`;
      rows.push(row(name, '', speedRatios(pairs), atLeast(0.6, 0.9)));
    } finally {
      await server.stop();
    }
  }
  return { rows };
}

/** @returns seconds to work all jobs off */
async function own({ url, name, jobs }: Plan): Promise<number> {
  const connection = queueConnection(url, POOL);
  const queue = openJobQueue(connection, { name });
  for (const some of batches(jobs))
    await queue.addAll(some.map((job) => ({ ...job, name: 'send-message' as const })));
  const done = countdown(jobs);
  const worker = new JobWorker(
    connection,
    Object.fromEntries(jobNames.map((job) => [job, done.one])) as unknown as JobHandlers,
    {
      name,
      concurrency: CONCURRENCY,
      logger: createLogger({ level: 'error', name: 'bench' }),
      observer: new Metrics({ process: 'bench', withoutProcessMetrics: true }),
      onDead: () => Promise.resolve(),
    },
  );
  const seconds = await secondsOf(async () => {
    worker.start();
    await done.all;
  });
  await worker.stop();
  await queue.close();
  return seconds;
}

async function bare({ url, name, jobs }: Plan): Promise<number> {
  const { queue, addBulk } = await openBareQueue(url, name, POOL);
  for (const some of batches(jobs)) await addBulk(some);
  const done = countdown(jobs);
  const worker = bareWorker(url, name, { poolSize: POOL, concurrency: CONCURRENCY, handler: done.one });
  const seconds = await secondsOf(async () => {
    void worker.run();
    await done.all;
  });
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return seconds;
}

function* batches(jobs: number): Generator<JobPayload[]> {
  for (let from = 0; from < jobs; from += BATCH) {
    yield Array.from({ length: Math.min(BATCH, jobs - from) }, (_, index) => ({
      outboxId: `0190b5a0-0000-7000-8000-${String(from + index).padStart(12, '0')}`,
      programmeId: '0190b5a0-1111-7000-8000-000000000001',
      subjectId: `0190b5a0-2222-7000-8000-${String(from + index).padStart(12, '0')}`,
    }));
  }
}

function countdown(from: number): { readonly all: Promise<void>; readonly one: () => Promise<void> } {
  let left = from;
  let finish!: () => void;
  const all = new Promise<void>((resolve) => (finish = resolve));
  return {
    all,
    async one() {
      left -= 1;
      if (left === 0) finish();
    },
  };
}
