import { spawn, type ChildProcess } from 'node:child_process';
import { type Writable } from 'node:stream';
import { type ServerUser } from './server-user.js';

/**
 * Runs "$@" and watches a pipe that only our own process holds open. When the pipe closes, by our hand or because
 * our process is gone (however it ended), the program gets SIGINT: no server outlives the one who started it.
 */
const guardScript = `
"$@" 3<&- &
server=$!
( read -r line <&3; kill -INT "$server" ) 2>/dev/null &
guard=$!
wait "$server"
code=$?
kill "$guard" 2>/dev/null
exit "$code"
`;

/** A server program in its own process group, so that Ctrl-C in the terminal reaches only its supervisor. */
export class GuardedProcess {
  private readonly child: ChildProcess;
  private readonly pipe: Writable;
  /** Settles with the exit code once the program is gone. */
  readonly ended: Promise<number>;

  /**
   * @param command the program and its arguments
   * @param log where its output goes: an open file descriptor
   * @param user who it runs as
   */
  constructor(command: readonly string[], log: number, user?: ServerUser) {
    this.child = spawn('/bin/sh', ['-c', guardScript, 'guard', ...command], {
      ...user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log, 'pipe'],
    });
    this.pipe = this.child.stdio[3] as Writable;
    this.pipe.on('error', () => undefined);
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('exit', (code) => resolve(code ?? 1));
    });
    this.ended.catch(() => undefined);
  }

  /** Asks the program to end (SIGINT) and waits until it has. */
  async stop(): Promise<void> {
    this.pipe.end();
    await this.ended;
  }
}
