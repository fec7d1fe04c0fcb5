import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TEST_CASE_KEYS } from '../../support/service/service.js';
import { until } from './until.js';

/** The built worker: run `npx tsc -b` before. */
const MAIN = join(import.meta.dirname, '..', '..', '..', 'apps', 'worker', 'dist', 'main.js');

export type Environment = Readonly<Record<string, string | undefined>>;

/** A whole environment of a worker for these services, and nothing of ours besides. */
export function workerEnvironment(urls: {
  readonly databaseUrl: string;
  readonly queueUrl: string;
  readonly smtpUrl: string;
}): Environment {
  return {
    DATABASE_URL: urls.databaseUrl,
    QUEUE_URL: urls.queueUrl,
    SMTP_URL: urls.smtpUrl,
    PUBLIC_URL: 'https://consultations.example.org',
    CASE_KEYS: TEST_CASE_KEYS,
    MAIL_DOMAIN: 'consultations.example.org',
    ORGANIZER_EMAIL: 'calendar@consultations.example.org',
    HOST: '127.0.0.1',
    WORKER_HEALTH_PORT: '0',
    // Two jobs in their dialogue, and the others still to be begun.
    WORKER_CONCURRENCY: '2',
    // Nobody waits a minute in a test for what happens all the same.
    WORKER_LOCK_SECONDS: '1',
    WORKER_REQUEUE_SECONDS: '1',
  };
}

/** Lets `aliveBytes` ask. */
export const withGarbageCollection: Environment = {
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'collect-garbage.mjs')).href}`,
};

/** A worker as it runs in production: its own process and its own environment. */
export class WorkerProcess {
  /** All that it said so far. */
  output = '';
  private healthPort = 0;
  /** Settles once it is gone: with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  private gone = false;

  private constructor(private readonly child: ChildProcess) {
    const exit = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.once('exit', (code, signal) => resolve(code ?? signal)),
    );
    const heard = [child.stdout, child.stderr].map(
      (stream) => new Promise<void>((resolve) => stream?.once('end', resolve)),
    );
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    child.on('message', (message: { type: string; port: number }) => {
      if (message.type === 'listening') this.healthPort = message.port;
    });
    // 'close' does not come once the channel was cut from our side.
    this.ended = Promise.all([exit, ...heard]).then(([how]) => {
      this.gone = true;
      return how;
    });
  }

  /** Begins; whether it comes up is another question. The channel ends it should we go first. */
  static spawn(environment: Environment): WorkerProcess {
    const child = fork(MAIN, {
      env: { ...environment },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new WorkerProcess(child);
  }

  static async start(environment: Environment): Promise<WorkerProcess> {
    const worker = WorkerProcess.spawn(environment);
    await until('the worker listens', () => worker.healthPort > 0 || worker.gone, 60_000);
    if (worker.gone) throw new Error(`The worker did not start:\n${worker.output}`);
    return worker;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** As if the machine had gone: no signal handler, no last words. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Asks it to stop, and waits until it has. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    if (!this.gone) this.child.kill('SIGTERM');
    return this.ended;
  }

  /** Asks it to stop, and does not wait. */
  ask(signal: 'SIGTERM' | 'SIGINT'): void {
    this.child.kill(signal);
  }

  /** As when the one who started it is gone. */
  abandon(): void {
    this.child.disconnect();
  }

  get isGone(): boolean {
    return this.gone;
  }

  async health(path: 'live' | 'ready'): Promise<{ code: number; down: string[] }> {
    const response = await fetch(`http://127.0.0.1:${this.healthPort}/health/${path}`);
    const { checks } = (await response.json()) as { checks: Record<string, { status: string }> };
    const down = Object.entries(checks).filter(([, { status }]) => status !== 'up');
    return { code: response.status, down: down.map(([name]) => name).sort() };
  }

  /** Bytes of its heap that are in use once all garbage is collected; it was started with `withGarbageCollection`. */
  async aliveBytes(): Promise<number> {
    const answer = new Promise<number>((resolve) => {
      const hear = (message: { type: string; bytes: number }) => {
        if (message.type !== 'alive') return;
        this.child.off('message', hear);
        resolve(message.bytes);
      };
      this.child.on('message', hear);
    });
    this.child.send({ type: 'collect-garbage' });
    return answer;
  }

  /** How many tries of jobs have failed and are made again. */
  failedJobs(): Promise<number> {
    return this.metric(/^jobs_total{.*outcome="failed"/);
  }

  /** One figure of /metrics, summed over its labels. */
  async metric(series: RegExp): Promise<number> {
    const response = await fetch(`http://127.0.0.1:${this.healthPort}/metrics`);
    const lines = (await response.text()).split('\n').filter((line) => series.test(line));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }
}
