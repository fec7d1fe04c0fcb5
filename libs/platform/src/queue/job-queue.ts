import { type JobsOptions } from 'bullmq';
import { type JobKind, type JobName, type JobPayload, jobCatalogue } from './jobs.js';
import { BackendQueue, type QueueConnection, queueName } from './queue-connection.js';

/** One job to add: an outbox row that is due, or will be in `delayMs`. */
export interface JobEntry extends JobPayload {
  readonly name: JobName;
  readonly delayMs?: number;
}

/** How many jobs are where, by state. */
export interface JobCounts {
  /** Ready to be taken. */
  readonly waiting: number;
  /** Being done. */
  readonly active: number;
  /** Due later, or waiting for another attempt. */
  readonly delayed: number;
}

export interface JobQueueOptions {
  /** Longest wait for the queue's store to answer, in milliseconds; 5 seconds by default. */
  readonly timeLimitMs?: number;
  /** Told of lost connections; without it they are left to show in failed calls. */
  readonly onError?: (error: Error) => void;
}

/** The queue's store did not answer in time. The outbox row is still there; the sweep adds the job again. */
export class QueueTimeoutError extends Error {
  constructor(timeLimitMs: number) {
    super(`The queue did not answer within ${timeLimitMs} ms`);
    this.name = 'QueueTimeoutError';
  }
}

/** Adds jobs. Built on BullMQ's queue, and the only part of the service that adds to it. */
export class JobQueue {
  readonly #timeLimitMs: number;

  constructor(
    private readonly queue: BackendQueue,
    { timeLimitMs = 5_000, onError }: JobQueueOptions = {},
  ) {
    this.#timeLimitMs = timeLimitMs;
    // Without a listener Node treats an 'error' event as a crash.
    queue.on('error', (error) => onError?.(error));
  }

  /**
   * Adds a job for each entry in one round trip. A row whose job is still waiting, delayed or running is left as it
   * is; one whose job is over, done or dead, gets a new one. Throws when the queue's store cannot be reached in time.
   */
  async addAll(entries: readonly JobEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#inTime(this.queue.addBulk(entries.map(bullmqJob)));
  }

  /** How many jobs are where. Throws when the queue's store cannot be reached in time. */
  async counts(): Promise<JobCounts> {
    const counts = await this.#inTime(this.queue.getJobCounts('waiting', 'active', 'delayed'));
    return {
      waiting: counts['waiting'] ?? 0,
      active: counts['active'] ?? 0,
      delayed: counts['delayed'] ?? 0,
    };
  }

  /** Takes every job away, running ones too: nothing is lost, for the outbox rows are still there. */
  async empty(): Promise<void> {
    await this.queue.obliterate({ force: true });
  }

  async close(): Promise<void> {
    await this.queue.close();
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new QueueTimeoutError(this.#timeLimitMs)), this.#timeLimitMs);
    });
    try {
      return await Promise.race([answer, limit]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A queue without Nest, for scripts, tests and measurements. Close it when done. */
export function openJobQueue(
  connection: QueueConnection,
  { name = queueName, ...options }: JobQueueOptions & { readonly name?: string } = {},
): JobQueue {
  return new JobQueue(new BackendQueue(name, { connection }), options);
}

/** What a job is stored with; its worker removes it once it is over. */
const optionsOf = Object.fromEntries(
  Object.entries<JobKind>(jobCatalogue).map(([name, { attempts, backoffMs, first = false }]) => [
    name,
    {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
      ...(first ? { lifo: true } : {}),
    } satisfies JobsOptions,
  ]),
) as Readonly<Record<JobName, JobsOptions>>;

function bullmqJob({ name, delayMs, outboxId, programmeId, subjectId }: JobEntry) {
  return {
    name,
    data: { outboxId, programmeId, subjectId },
    opts: {
      ...optionsOf[name],
      jobId: jobId(outboxId),
      ...(delayMs === undefined || delayMs <= 0 ? {} : { delay: Math.ceil(delayMs) }),
    },
  };
}

/** The job id of an outbox row. BullMQ refuses ids that hold a colon or are all digits. */
export function jobId(outboxId: string): string {
  if (outboxId === '' || outboxId.includes(':'))
    throw new RangeError('An outbox id is not empty and holds no colon');
  return `outbox-${outboxId}`;
}
