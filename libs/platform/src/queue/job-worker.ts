import { type Job, UnrecoverableError, Worker } from 'bullmq';
import type { IQueueBackend, JobProgress, WorkerOptions } from 'bullmq';
import { type Logger } from '../logging/logger.js';
import { safeError } from '../logging/safe-error.js';
import { inTime } from './in-time.js';
import { assertEveryHandler, GiveUpError, type JobHandlers, type JobName, type JobPayload } from './jobs.js';
import { queueBackend, type QueueConnection, queueName } from './queue-connection.js';
import { SparingLog } from './sparing-log.js';

/** A job that will not be tried again. */
export interface DeadJob extends JobPayload {
  readonly name: JobName;
  /** How often it was tried. */
  readonly attempts: number;
  /** The kind of error that ended it: a type and a code, never a message. */
  readonly reason: string;
}

/** `done`; `failed` and to be tried again; `dead`, out of attempts. */
export type JobOutcome = 'done' | 'failed' | 'dead';

/** Told of every job that ended one way or another; see `Metrics`. */
export interface JobObserver {
  /** `seconds` from start to end of the handler; `waited` seconds from due to start, for the first attempt only. */
  jobEnded(name: JobName, outcome: JobOutcome, seconds: number, waited?: number): void;
}

export interface JobWorkerOptions {
  /** Most jobs at the same time, 1 and up. */
  readonly concurrency: number;
  readonly logger: Logger;
  /**
   * Makes a dead job visible to a person. Called before the job is given up, so that a crash in between calls it
   * again; when it throws, the job is dead all the same and the log says so.
   */
  readonly onDead: (job: DeadJob) => Promise<void>;
  readonly observer?: JobObserver;
  /** How long a job stays a silent worker's own before another takes it, in milliseconds; 30 seconds by default. */
  readonly lockMs?: number;
  /** How long running jobs may go on after `stop`, in milliseconds; 20 seconds by default. */
  readonly drainMs?: number;
  readonly name?: string;
}

/** How long handlers get to notice the signal once draining took too long, in milliseconds. */
const abortGraceMs = 3_000;
/** How long the queue's store gets to hear how the last jobs ended, in milliseconds. */
const settleMs = 2_000;
/** How often a worker may die with a job before the job, not the worker, is taken to be the cause. */
const maxStalledCount = 3;

type QueueJob = Job<JobPayload, void, JobName>;

/** Takes jobs from the queue and runs their handlers. Survives the loss of its connection. */
export class JobWorker {
  readonly #handlers: JobHandlers;
  readonly #worker: Worker<JobPayload, void, JobName, IQueueBackend, JobProgress, QueueConnection>;
  readonly #log: SparingLog;
  readonly #options: JobWorkerOptions;
  /** Of the running jobs that take a signal, by job id. */
  readonly #controllers = new Map<string, AbortController>();
  /** How many handlers are running. */
  #active = 0;
  #onIdle: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #failed = false;

  /** Does not start yet. Throws MissingHandlerError unless there is a handler for every job. */
  constructor(connection: QueueConnection, handlers: JobHandlers, options: JobWorkerOptions) {
    assertEveryHandler(handlers);
    this.#handlers = handlers;
    this.#options = options;
    this.#log = new SparingLog(options.logger);
    const lockDuration = options.lockMs ?? 30_000;
    const workerOptions: WorkerOptions<QueueConnection> = {
      connection,
      autorun: false,
      concurrency: options.concurrency,
      lockDuration,
      stalledInterval: lockDuration,
      maxStalledCount,
      runRetryDelay: 500,
      // For jobs that die before their handler is reached; see #attempt.
      removeOnFail: { count: 0 },
    };
    this.#worker = new Worker(
      options.name ?? queueName,
      (job: QueueJob) => this.#process(job),
      workerOptions,
      queueBackend,
    );
    this.#worker.on('error', (error) => this.#log.warn(error, 'The queue reports an error'));
    this.#worker.on('stalled', (jobId) =>
      options.logger.warn({ jobId }, 'Taking over the job of a silent worker'),
    );
    this.#worker.on('lockRenewalFailed', (jobIds) => {
      for (const id of jobIds)
        this.#controllers.get(id)?.abort(new Error('Another worker may have this job'));
    });
    this.#worker.on('failed', (job, error) => {
      if (job && error instanceof UnrecoverableError && error.message !== givenUp)
        void this.#buryStalled(job);
    });
  }

  /** Starts taking jobs; returns at once, also while the queue cannot be reached yet. */
  start(): void {
    this.#running ??= this.#worker.run().catch((error: unknown) => {
      this.#failed = true;
      this.#options.logger.fatal({ err: error }, 'The worker ended by itself');
    });
  }

  /** Whether it takes jobs, or will as soon as the queue can be reached. */
  get isRunning(): boolean {
    return this.#running !== undefined && this.#stopping === undefined && !this.#failed;
  }

  /**
   * Takes no further jobs, lets the running ones finish, and closes the connections. Jobs that go on for longer than
   * `drainMs` get their signal; what ignores that is left for another worker to take over.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#drain();
    return this.#stopping;
  }

  async #drain(): Promise<void> {
    const { drainMs = 20_000, logger } = this.#options;
    // From here on no job is taken. With Redis away this can stay open for ever, so it is never waited for alone.
    const closed = this.#worker.close();
    await inTime(drainMs, closed, this.#whenIdle());
    if (this.#active > 0) {
      for (const controller of this.#controllers.values()) controller.abort(new Error('The worker stops'));
      await inTime(abortGraceMs, closed, this.#whenIdle());
    }
    if (this.#active > 0)
      logger.warn({ count: this.#active }, 'Jobs that did not end are left to another worker');
    if (!(await inTime(settleMs, closed))) void this.#worker.disconnect().catch(() => undefined);
  }

  #whenIdle(): Promise<void> {
    return this.#active === 0 ? Promise.resolve() : new Promise((resolve) => (this.#onIdle = resolve));
  }

  async #process(job: QueueJob): Promise<void> {
    this.#active += 1;
    try {
      await this.#attempt(job);
    } finally {
      this.#active -= 1;
      if (this.#active === 0) this.#onIdle?.();
    }
  }

  async #attempt(job: QueueJob): Promise<void> {
    const started = performance.now();
    // Gone when over, done or dead, so that the same row can be queued again; what became of it is in the row. Said
    // here rather than when the job is added, so that it is not stored with each.
    job.opts.removeOnComplete = true;
    try {
      const handler = this.#handlers[job.name] as JobHandlers[JobName] | undefined;
      // A job of a newer version during a roll-out: tried again, by then perhaps by a newer worker.
      if (!handler) throw new UnknownJobError();
      await this.#run(handler, job);
      this.#observe(job, 'done', started);
    } catch (error) {
      const attempts = job.attemptsMade + 1;
      const dead = error instanceof GiveUpError || attempts >= (job.opts.attempts ?? 1);
      this.#observe(job, dead ? 'dead' : 'failed', started);
      const { outboxId } = job.data;
      this.#options.logger.warn(
        { job: job.name, outboxId, attempt: attempts, outcome: dead ? 'dead' : 'failed', err: error },
        'A job failed',
      );
      if (!dead) throw new JobFailedError(reasonOf(error));
      await this.#bury(job, attempts, reasonOf(error));
      throw new UnrecoverableError(givenUp);
    }
  }

  async #run(handler: JobHandlers[JobName], job: QueueJob): Promise<void> {
    // A signal costs more than the rest of a small job: only a handler that names it gets one of its own.
    if (handler.length < 2) return handler(job.data, neverAborted);
    const controller = new AbortController();
    const id = job.id ?? '';
    this.#controllers.set(id, controller);
    try {
      await handler(job.data, controller.signal);
    } finally {
      this.#controllers.delete(id);
    }
  }

  /** The job never reached its handler again: its worker died with it too often. */
  async #buryStalled(job: QueueJob): Promise<void> {
    this.#options.observer?.jobEnded(job.name, 'dead', 0);
    this.#options.logger.error(
      { job: job.name, outboxId: job.data.outboxId },
      'A job stopped its worker too often',
    );
    await this.#bury(job, job.attemptsStarted, 'worker-lost');
  }

  async #bury({ name, data }: QueueJob, attempts: number, reason: string): Promise<void> {
    const { outboxId, programmeId, subjectId } = data;
    try {
      await this.#options.onDead({ name, outboxId, programmeId, subjectId, attempts, reason });
    } catch (error) {
      this.#options.logger.error({ job: name, outboxId, err: error }, 'A dead job could not be made visible');
    }
  }

  #observe(job: QueueJob, outcome: JobOutcome, started: number): void {
    const { observer } = this.#options;
    if (!observer) return;
    const { attemptsMade, processedOn, timestamp, delay } = job;
    const isFirst = attemptsMade === 0 && processedOn !== undefined;
    const waited = isFirst ? Math.max(0, processedOn - timestamp - delay) / 1_000 : undefined;
    observer.jobEnded(job.name, outcome, (performance.now() - started) / 1_000, waited);
  }
}

const givenUp = 'given up';
const neverAborted = new AbortController().signal;

class UnknownJobError extends Error {
  constructor() {
    super('This worker has no handler for the job');
    this.name = 'UnknownJobError';
  }
}

/** What the queue's store keeps of a failure: a type and a code, for messages can hold words from a case. */
class JobFailedError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'JobFailedError';
    this.stack = `${this.name}: ${reason}`;
  }
}

function reasonOf(error: unknown): string {
  const { type, code } = safeError(error);
  return code === undefined ? type : `${type} ${code}`;
}
