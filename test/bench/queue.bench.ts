import {
  createLogger,
  type JobEntry,
  type JobHandlers,
  type JobName,
  jobNames,
  type JobPayload,
  JobWorker,
  Metrics,
  migrateQueue,
  openJobQueue,
  queueConnection,
} from '@case-consultation/platform';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { startPostgres, startRedis } from '../support/services/index.js';
import { type BenchRow } from './free-times.bench.js';

/** Seconds to add all jobs, and to work them all off. */
interface Times {
  readonly adding: number;
  readonly working: number;
}

interface Plan {
  readonly url: string;
  readonly name: string;
  readonly jobs: number;
}

const BarePostgres = withBackend(createPostgresBackend);

const pairs = 7;
const concurrency = 50;
const batch = 500;
/** Statements at the same time on PostgreSQL, the same for both. */
const poolSize = 10;

const engines = {
  Redis: { jobs: 6_000, start: startRedis },
  PostgreSQL: {
    jobs: 2_500,
    async start() {
      const server = await startPostgres();
      return { url: server.adminUrl, stop: () => server.stop() };
    },
  },
} as const;

/**
 * Our queue and worker beside bare BullMQ on the same engine: the same payloads, ids and batches, finished jobs removed
 * by both, a handler that does nothing. Ours add attempts, backoff, metrics and time limits. The middle of interleaved
 * pairs.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const rows: BenchRow[] = [];
  for (const [engine, services] of Object.entries(engines)) {
    const server = await services.start();
    try {
      await migrateQueue(server.url);
      rows.push(...(await compare(engine, server.url, services.jobs)));
    } finally {
      await server.stop();
    }
  }
  return { rows };
}

async function compare(engine: string, url: string, jobs: number): Promise<BenchRow[]> {
  const ratios: Times[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const plan = (whose: string): Plan => ({ url, jobs, name: `${whose}-${pair}` });
    // Whoever comes second meets a server that the first has warmed, so they take turns.
    const turns = pair % 2 === 0 ? [own, bare] : [bare, own];
    const times = new Map<typeof own, Times>();
    for (const turn of turns) times.set(turn, await turn(plan(turn.name)));
    const [ours, theirs] = [times.get(own), times.get(bare)];
    // The first pair warms everything up and does not count.
    if (pair > 0 && ours && theirs) {
      ratios.push({ adding: theirs.adding / ours.adding, working: theirs.working / ours.working });
    }
  }
  const working = median(ratios.map((ratio) => ratio.working));
  const adding = median(ratios.map((ratio) => ratio.adding));
  const row = (name: string, value: number, must: number, aim: number): BenchRow => ({
    name: `${name} on ${engine}`,
    goal: `≥ ${must} (aim ≥ ${aim})`,
    value,
    unit: 'ratio',
    met: value >= must,
  });
  return [
    row('own no-op job ÷ bare BullMQ, concurrency 50,', working, 0.6, 0.9),
    row('adding jobs to the queue ÷ bare addBulk', adding, 0.3, 0.8),
  ];
}

async function own({ url, name, jobs }: Plan): Promise<Times> {
  const connection = queueConnection(url, poolSize);
  const queue = openJobQueue(connection, { name });
  await queue.counts();
  const adding = await seconds(async () => {
    for (const some of batches(jobs)) await queue.addAll(some);
  });
  const done = countdown(jobs);
  const handler = () => {
    done.one();
    return Promise.resolve();
  };
  const worker = new JobWorker(
    connection,
    Object.fromEntries(jobNames.map((job) => [job, handler])) as unknown as JobHandlers,
    {
      name,
      concurrency,
      logger: createLogger({ level: 'error', name: 'bench' }),
      observer: new Metrics({ process: 'bench', withoutProcessMetrics: true }),
      onDead: () => Promise.resolve(),
    },
  );
  const working = await seconds(async () => {
    worker.start();
    await done.all;
  });
  await worker.stop();
  await queue.close();
  return { adding, working };
}

async function bare({ url, name, jobs }: Plan): Promise<Times> {
  const done = countdown(jobs);
  const handler = () => {
    done.one();
    return Promise.resolve();
  };
  const options = { concurrency, autorun: false };
  const postgres = { connection: { connectionString: url, max: poolSize } };
  const redis = { connection: { url } };
  const isRedis = url.startsWith('redis');
  const queue = isRedis
    ? new Queue<JobPayload, void, JobName>(name, redis)
    : new BarePostgres.Queue<JobPayload, void, JobName>(name, postgres);
  await queue.waitUntilReady();
  const adding = await seconds(async () => {
    for (const some of batches(jobs)) {
      await queue.addBulk(
        some.map(({ name: job, outboxId, programmeId, subjectId }) => ({
          name: job,
          data: { outboxId, programmeId, subjectId },
          opts: { jobId: `outbox-${outboxId}`, removeOnComplete: true },
        })),
      );
    }
  });
  const worker = isRedis
    ? new Worker(name, handler, { ...options, ...redis })
    : new BarePostgres.Worker(name, handler, { ...options, ...postgres });
  const working = await seconds(async () => {
    void worker.run();
    await done.all;
  });
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return { adding, working };
}

function* batches(jobs: number): Generator<JobEntry[]> {
  for (let from = 0; from < jobs; from += batch) {
    yield Array.from({ length: Math.min(batch, jobs - from) }, (_, index) => ({
      name: 'send-message',
      outboxId: `0190b5a0-0000-7000-8000-${String(from + index).padStart(12, '0')}`,
      programmeId: '0190b5a0-1111-7000-8000-000000000001',
      subjectId: `0190b5a0-2222-7000-8000-${String(from + index).padStart(12, '0')}`,
    }));
  }
}

function countdown(from: number): { readonly all: Promise<void>; one(): void } {
  let left = from;
  let finish!: () => void;
  const all = new Promise<void>((resolve) => (finish = resolve));
  return {
    all,
    one() {
      left -= 1;
      if (left === 0) finish();
    },
  };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
