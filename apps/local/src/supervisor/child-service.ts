import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export interface ChildServiceOptions {
  readonly name: string;
  /** The built main file. */
  readonly main: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its output goes; begun anew at each start. */
  readonly logFile: string;
  /** The port of its /health/ready on 127.0.0.1. */
  readonly healthPort: number;
  /** The folder it runs in. */
  readonly folder: string;
}

const readyLimitMs = 60_000;
const stopLimitMs = 15_000;
const heedLimitMs = 5_000;
const pollMs = 50;

/**
 * A process of the service under our care, with an IPC channel. It runs in its own process group, so that Ctrl-C
 * reaches us alone and we stop it in order; when we are gone the channel closes, and it ends by itself.
 */
export class ChildService {
  readonly name: string;
  private readonly options: ChildServiceOptions;
  private readonly child: ChildProcess;
  private stopping = false;
  private listening = false;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;

  constructor(options: ChildServiceOptions) {
    this.name = options.name;
    this.options = options;
    const log = openSync(options.logFile, 'w', 0o600);
    try {
      this.child = fork(options.main, {
        cwd: options.folder,
        env: options.env,
        detached: true,
        stdio: ['ignore', log, log, 'ipc'],
      });
    } finally {
      closeSync(log);
    }
    // A channel that closes under a message is a process that ended, which `ended` tells.
    this.child.on('error', () => undefined);
    this.child.on('message', (message) => {
      if (isListening(message)) this.listening = true;
    });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', () => resolve());
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Waits until the process says that it is ready. Throws with the end of its log when it ends before, or never is. */
  async untilReady(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + readyLimitMs;
    while (!(await this.isReady())) {
      signal.throwIfAborted();
      if (this.hasEnded) throw this.failure('did not start');
      if (Date.now() > deadline) throw this.failure(`was not ready after ${readyLimitMs / 1000} seconds`);
      await wait(pollMs);
    }
  }

  /** An error that says what happened, with the end of the process's log. */
  failure(what: string): Error {
    const words = readFileSync(this.options.logFile, 'utf8').trim().split('\n').slice(-15).join('\n');
    return new Error(`The ${this.name} ${what}. The end of ${this.options.logFile}:\n${words}`);
  }

  /** Settles with an error if the process ends without having been asked to. */
  async untilItFails(): Promise<Error> {
    await this.ended;
    if (this.stopping) return new Promise(() => undefined);
    return this.failure('ended by itself');
  }

  /**
   * Sends it a message that it says back once it has heeded it, and waits for that. Settles too when the process is gone or
   * does not answer for a while: whoever asked goes on.
   */
  async tell(message: object): Promise<void> {
    if (!this.child.connected) return;
    const said = JSON.stringify(message);
    let hear: (heard: unknown) => void = () => undefined;
    const heeded = new Promise<void>((resolve) => {
      hear = (heard) => (JSON.stringify(heard) === said ? resolve() : undefined);
      this.child.on('message', hear);
    });
    this.child.send(message);
    await Promise.race([heeded, this.ended, wait(heedLimitMs, undefined, { ref: false })]);
    this.child.off('message', hear);
  }

  /** Asks it to end what it is doing and go (SIGTERM); after fifteen seconds it is not asked. */
  async stop(): Promise<void> {
    this.stopping = true;
    if (this.hasEnded) return;
    this.child.kill('SIGTERM');
    const limit = setTimeout(() => this.child.kill('SIGKILL'), stopLimitMs);
    await this.ended;
    clearTimeout(limit);
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Whether it ended because another process listens on its port. */
  foundItsPortTaken(): boolean {
    return readFileSync(this.options.logFile, 'utf8').includes('EADDRINUSE');
  }

  private async isReady(): Promise<boolean> {
    // Until it says that it listens, whoever answers on its port is somebody else.
    if (!this.listening) return false;
    const url = `http://127.0.0.1:${this.options.healthPort}/health/ready`;
    const signal = AbortSignal.timeout(5_000);
    return fetch(url, { signal }).then(
      async (response) => {
        await response.body?.cancel();
        return response.status === 200;
      },
      () => false,
    );
  }
}

function isListening(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'listening';
}
