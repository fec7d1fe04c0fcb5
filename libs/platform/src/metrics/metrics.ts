import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type JobName } from '../queue/jobs.js';
import { type JobCounts } from '../queue/job-queue.js';
import { type JobObserver, type JobOutcome } from '../queue/job-worker.js';

/** The outbox as one query sees it. */
export interface OutboxState {
  /** Rows that are due and not marked. */
  readonly due: number;
  /** How long the oldest of them has been due, in seconds; 0 when there is none. */
  readonly oldestSeconds: number;
}

export interface MetricsOptions {
  /** The process: api, worker. Every metric carries it as `process`. */
  readonly process: string;
  /** Leaves out memory, event loop and garbage collection: for tests, which make many of these. */
  readonly withoutProcessMetrics?: boolean;
}

/** The content type of `text()`. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * What Prometheus scrapes. Labels are routes, kinds and outcomes: never an id, an address or a word of a case, and
 * no two programmes can be told apart.
 */
export class Metrics implements JobObserver {
  readonly registry = new Registry();
  readonly #http: Histogram<'method' | 'route' | 'status'>;
  readonly #jobs: Counter<'job' | 'outcome'>;
  readonly #jobSeconds: Histogram<'job'>;
  readonly #jobWait: Histogram<'job'>;

  constructor({ process, withoutProcessMetrics = false }: MetricsOptions) {
    this.registry.setDefaultLabels({ process });
    const registers = [this.registry];
    if (!withoutProcessMetrics) collectDefaultMetrics({ register: this.registry });
    this.#http = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'From a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    });
    this.#jobs = new Counter({
      name: 'jobs_total',
      help: 'Attempts at jobs, by how they ended',
      labelNames: ['job', 'outcome'],
      registers,
    });
    this.#jobSeconds = new Histogram({
      name: 'job_duration_seconds',
      help: 'From the start to the end of an attempt at a job',
      labelNames: ['job'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.#jobWait = new Histogram({
      name: 'job_wait_seconds',
      help: 'From a job being due to its first attempt',
      labelNames: ['job'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 60, 300],
      registers,
    });
  }

  /**
   * Counts one request. `route` is the pattern (`/consultations/:code`), never the path, and undefined when none
   * matched.
   */
  httpAnswered(method: string, route: string | undefined, status: number, seconds: number): void {
    this.#http.observe({ method, route: route ?? 'none', status: String(status) }, seconds);
  }

  jobEnded(job: JobName, outcome: JobOutcome, seconds: number, waited?: number): void {
    this.#jobs.inc({ job, outcome });
    this.#jobSeconds.observe({ job }, seconds);
    if (waited !== undefined) this.#jobWait.observe({ job }, waited);
  }

  /** Asks for the outbox's state at each scrape; when that fails, these gauges are left out of the answer. */
  watchOutbox(read: () => Promise<OutboxState>): void {
    const readOnce = together(read);
    this.#gauge('outbox_due', 'Outbox rows that are due and not done', async (gauge) =>
      gauge.set((await readOnce()).due),
    );
    this.#gauge('outbox_oldest_due_seconds', 'How long the oldest due outbox row has waited', async (gauge) =>
      gauge.set((await readOnce()).oldestSeconds),
    );
  }

  /** Asks for the queue's counts at each scrape; when that fails, this gauge is left out of the answer. */
  watchQueue(read: () => Promise<JobCounts>): void {
    this.#gauge('queue_jobs', 'Jobs in the queue, by state', async (gauge) => {
      for (const [state, count] of Object.entries(await read())) gauge.set({ state }, Number(count));
    });
  }

  /** Everything in Prometheus' text format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  #gauge(name: string, help: string, measure: (gauge: Gauge) => Promise<void>): void {
    new Gauge({
      name,
      help,
      // A gauge without labels would show 0 when it was not measured.
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        // No value rather than an old one: a failure would look like a quiet service.
        this.reset();
        await measure(this).catch(() => undefined);
      },
    });
  }
}

/** Whoever asks while an answer is on its way shares it. */
function together<T>(read: () => Promise<T>): () => Promise<T> {
  let underway: Promise<T> | undefined;
  return () => {
    underway ??= read().finally(() => {
      underway = undefined;
    });
    return underway;
  };
}
