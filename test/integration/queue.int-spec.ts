import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  BackendQueue,
  createLogger,
  type DeadJob,
  GiveUpError,
  type JobEntry,
  type JobHandler,
  type JobHandlers,
  jobNames,
  type JobPayload,
  JobQueue,
  JobWorker,
  type JobWorkerOptions,
  migrateQueue,
  MissingHandlerError,
  openJobQueue,
  type QueueConnection,
  queueConnection,
  QueueModule,
  WorkerQueueModule,
} from '@case-consultation/platform';
import { startPostgres, startRedis } from '../support/services/index.js';

interface Server {
  readonly url: string;
  restart(whileAway?: () => void): Promise<void>;
  stop(): Promise<void>;
}

const engines: Readonly<Record<'redis' | 'postgres', () => Promise<Server>>> = {
  redis: startRedis,
  async postgres() {
    const server = await startPostgres();
    return {
      url: server.adminUrl,
      restart: (whileAway) => server.restart('fast', whileAway),
      stop: () => server.stop(),
    };
  },
};

const logger = createLogger({ level: 'silent', name: 'test' });

/** A promise and the function that settles it. */
function deferred<T = void>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** The same handler for every job, save those given. */
function handlers(handler: JobHandler, others: Partial<JobHandlers> = {}): JobHandlers {
  const same = Object.fromEntries(jobNames.map((name) => [name, handler])) as unknown as JobHandlers;
  return { ...same, ...others };
}

let rows = 0;
function entry(over: Partial<JobEntry> = {}): JobEntry {
  rows += 1;
  return { outboxId: `row-${rows}`, programmeId: 'p-1', subjectId: 's-1', name: 'send-message', ...over };
}

function payload({ outboxId, programmeId, subjectId }: JobEntry): JobPayload {
  return { outboxId, programmeId, subjectId };
}

describe.each(['redis', 'postgres'] as const)('the queue on %s', (engine) => {
  let server: Server;
  let connection: QueueConnection;
  let name: string;
  let queue: JobQueue;
  const open: { stop(): Promise<void> }[] = [];
  let names = 0;

  beforeAll(async () => {
    server = await engines[engine]();
    connection = queueConnection(server.url);
    await migrateQueue(server.url);
  }, 120_000);

  afterAll(() => server.stop());

  beforeEach(() => {
    names += 1;
    name = `test-${names}`;
    queue = openQueue();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((part) => part.stop()));
  });

  function openQueue(): JobQueue {
    const opened = openJobQueue(connection, { name });
    open.push({ stop: () => opened.close() });
    return opened;
  }

  function startWorker(using: JobHandlers, options: Partial<JobWorkerOptions> = {}): JobWorker {
    const worker = new JobWorker(connection, using, {
      name,
      logger,
      concurrency: 5,
      onDead: () => Promise.resolve(),
      ...options,
    });
    open.push(worker);
    worker.start();
    return worker;
  }

  it('hands the ids of every kind of job to its handler', async () => {
    const entries = jobNames.map((job) => entry({ name: job }));
    const seen: [string, JobPayload][] = [];
    const all = deferred();
    const noting = Object.fromEntries(
      jobNames.map((job) => [
        job,
        (data: JobPayload) => {
          seen.push([job, data]);
          if (seen.length === entries.length) all.resolve();
          return Promise.resolve();
        },
      ]),
    ) as unknown as JobHandlers;
    startWorker(noting);
    await queue.addAll(entries);
    await all.promise;
    expect(seen.sort()).toEqual(entries.map((each) => [each.name, payload(each)]).sort());
  });

  it('runs a row that was added twice once, and again when it is added after that', async () => {
    const twice = entry();
    const last = entry();
    const runs: string[] = [];
    let reached = deferred();
    await Promise.all([queue.addAll([twice]), openQueue().addAll([twice, twice])]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
    startWorker(
      handlers(({ outboxId }) => {
        runs.push(outboxId);
        if (outboxId === last.outboxId) reached.resolve();
        return Promise.resolve();
      }),
      { concurrency: 1 },
    );
    await queue.addAll([last]);
    await reached.promise;
    expect(runs).toEqual([twice.outboxId, last.outboxId]);

    reached = deferred();
    await queue.addAll([twice]);
    await queue.addAll([{ ...last, outboxId: `${last.outboxId}-b` }, last]);
    await reached.promise;
    expect(runs.filter((id) => id === twice.outboxId)).toHaveLength(2);
  });

  it('leaves a running row as it is', async () => {
    const row = entry();
    const [started, mayEnd, followed] = [deferred(), deferred(), deferred()];
    let runs = 0;
    startWorker(
      handlers(
        async () => {
          runs += 1;
          started.resolve();
          await mayEnd.promise;
        },
        { 'expire-offer': () => Promise.resolve(followed.resolve()) },
      ),
    );
    await queue.addAll([row]);
    await started.promise;
    await queue.addAll([row, entry({ name: 'expire-offer' })]);
    await followed.promise;
    expect(await queue.counts()).toMatchObject({ waiting: 0, delayed: 0 });
    mayEnd.resolve();
    expect(runs).toBe(1);
  });

  it('starts a job no sooner than it is due', async () => {
    const started = deferred<number>();
    startWorker(handlers(() => Promise.resolve(started.resolve(Date.now()))));
    const added = Date.now();
    await queue.addAll([entry({ delayMs: 400 })]);
    expect((await started.promise) - added).toBeGreaterThanOrEqual(399);
  });

  it('tries again, and keeps no word of the error', async () => {
    const row = entry();
    const [failed, done] = [deferred(), deferred<void>()];
    let runs = 0;
    const outcomes: string[] = [];
    startWorker(
      handlers(() => {
        runs += 1;
        if (runs > 1) return Promise.resolve(done.resolve());
        throw Object.assign(new Error('CANARY: words of a case'), { code: 'EENVELOPE' });
      }),
      {
        observer: {
          jobEnded: (_, outcome) => {
            outcomes.push(outcome);
            if (outcome === 'failed') failed.resolve();
          },
        },
      },
    );
    await queue.addAll([row]);
    await failed.promise;
    const bare = new BackendQueue(name, { connection });
    open.push({ stop: () => bare.close() });
    await until(async () => (await queue.counts()).delayed === 1);
    const kept = await bare.getJob(`outbox-${row.outboxId}`);
    expect(JSON.stringify(kept)).not.toContain('CANARY');
    expect(kept?.failedReason).toBe('Error EENVELOPE');
    await done.promise;
    expect(outcomes[0]).toBe('failed');
  });

  it('makes a job that is out of attempts visible, once, and lets its row be added again', async () => {
    const row = entry({ name: 'remind-offer' });
    const dead: DeadJob[] = [];
    const buried = deferred();
    const again = deferred();
    let runs = 0;
    startWorker(
      handlers(() => {
        runs += 1;
        if (runs > 2) return Promise.resolve(again.resolve());
        throw new TypeError('CANARY');
      }),
      {
        onDead: (job) => {
          dead.push(job);
          buried.resolve();
          return Promise.resolve();
        },
      },
    );
    const bare = new BackendQueue(name, { connection });
    open.push({ stop: () => bare.close() });
    await bare.add(row.name, payload(row), {
      jobId: `outbox-${row.outboxId}`,
      attempts: 2,
      backoff: 10,
      removeOnFail: true,
    });
    await buried.promise;
    expect(dead).toEqual([{ ...payload(row), name: 'remind-offer', attempts: 2, reason: 'TypeError' }]);
    await until(async () => (await bare.getJob(`outbox-${row.outboxId}`)) === undefined);
    await queue.addAll([row]);
    await again.promise;
    expect(dead).toHaveLength(1);
  });

  it('gives up at once when trying again cannot help', async () => {
    const buried = deferred<DeadJob>();
    startWorker(
      handlers(() => Promise.reject(new GiveUpError('no such address'))),
      { onDead: (job) => Promise.resolve(buried.resolve(job)) },
    );
    await queue.addAll([entry()]);
    expect(await buried.promise).toMatchObject({ attempts: 1, reason: 'GiveUpError' });
    await until(async () => (await queue.counts()).active === 0);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
  });

  it('takes over the job of a killed worker once its lock is over', async () => {
    const row = entry();
    const lockMs = 1_000;
    const script = join(import.meta.dirname, '..', 'support', 'queue-worker-process.mjs');
    const child = spawn(process.execPath, [script, server.url, name, String(lockMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await queue.addAll([row]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(line.toString()).toBe(`${row.outboxId}\n`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const done = deferred<JobPayload>();
    startWorker(
      handlers((job) => Promise.resolve(done.resolve(job))),
      { lockMs },
    );
    expect(await done.promise).toEqual(payload(row));
  }, 30_000);

  it('goes on after its server was restarted, in the middle of a job too', async () => {
    const [started, mayEnd, ended] = [deferred(), deferred(), deferred()];
    const after = entry({ name: 'expire-offer' });
    const ranAfter = deferred();
    const worker = startWorker(
      handlers(
        async () => {
          started.resolve();
          await mayEnd.promise;
          ended.resolve();
        },
        { 'expire-offer': () => Promise.resolve(ranAfter.resolve()) },
      ),
    );
    await queue.addAll([entry()]);
    await started.promise;
    await server.restart();
    mayEnd.resolve();
    await ended.promise;
    await until(() =>
      queue.addAll([after]).then(
        () => true,
        () => false,
      ),
    );
    await ranAfter.promise;
    expect(worker.isRunning).toBe(true);
  }, 60_000);

  it('comes up before its server does', async () => {
    const [away, ran] = [deferred(), deferred()];
    const restarted = server.restart(away.resolve);
    // Not a moment earlier: what the old server still takes is gone with it.
    await Promise.race([away.promise, restarted]);
    startWorker(handlers(() => Promise.resolve(ran.resolve())));
    const early = openQueue();
    const row = entry();
    await until(() =>
      early.addAll([row]).then(
        () => true,
        () => false,
      ),
    );
    // A server that could not come back says so, instead of a job that never runs.
    await Promise.all([restarted, ran.promise]);
  }, 60_000);

  it('finishes what is running before it stops, and takes nothing more', async () => {
    const [started, mayEnd] = [deferred(), deferred()];
    let ended = 0;
    const worker = startWorker(
      handlers(async () => {
        started.resolve();
        await mayEnd.promise;
        ended += 1;
      }),
      { concurrency: 1 },
    );
    await queue.addAll([entry(), entry()]);
    await started.promise;
    const stopped = worker.stop();
    expect(worker.isRunning).toBe(false);
    mayEnd.resolve();
    await stopped;
    expect(ended).toBe(1);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
  });

  it('asks a job that goes on for too long to stop', async () => {
    const started = deferred();
    const worker = startWorker(
      handlers(async (_, signal) => {
        started.resolve();
        await new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('told to stop'))),
        );
      }),
      { drainMs: 50 },
    );
    await queue.addAll([entry()]);
    await started.promise;
    await worker.stop();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 1 });
  });

  it('can be emptied, and filled again from the rows', async () => {
    const [now, later] = [entry(), entry({ delayMs: 60_000 })];
    await queue.addAll([now, later]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 1 });
    await queue.empty();
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0 });
    await queue.addAll([now, later]);
    expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 1 });
  });

  describe('in an application', () => {
    const workerModule = (using: JobHandlers) =>
      WorkerQueueModule.forRoot({
        url: server.url,
        name,
        useFactory: () => ({ handlers: using, concurrency: 2, logger, onDead: () => Promise.resolve() }),
      });

    it('works jobs from start to close', async () => {
      const done = deferred<JobPayload>();
      class WholeModule {}
      Module({
        imports: [
          QueueModule.forRoot({ url: server.url, name }),
          workerModule(handlers((job) => Promise.resolve(done.resolve(job)))),
        ],
      })(WholeModule);
      const app = await NestFactory.createApplicationContext(WholeModule, { logger: false });
      const row = entry();
      await app.get(JobQueue).addAll([row]);
      expect(await done.promise).toEqual(payload(row));
      await app.close();
      expect(app.get(JobWorker).isRunning).toBe(false);
    });

    it('does not boot without every handler', async () => {
      const incomplete = {
        ...handlers(() => Promise.resolve()),
        'ask-for-review': undefined,
      } as unknown as JobHandlers;
      class WorkerOnly {}
      Module({ imports: [workerModule(incomplete)] })(WorkerOnly);
      await expect(
        NestFactory.createApplicationContext(WorkerOnly, { logger: false, abortOnError: false }),
      ).rejects.toEqual(new MissingHandlerError(['ask-for-review']));
    });
  });
});

/** Asks again until the answer is yes; the test's own time limit ends it otherwise. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
