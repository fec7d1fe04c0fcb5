import { spawn, type ChildProcess } from 'node:child_process';
import { type Writable } from 'node:stream';
import { type ServerUser } from './server-user.js';

/**
 * Runs a program and watches a pipe whose other end only our process holds. A line on the pipe asks the program to
 * end (SIGINT). When the pipe closes without one, our process is gone, however it ended: then the program ends too
 * and its folder, when it is a passing one, is removed. No server outlives the one who started it.
 *
 * $1 is the folder to remove, or empty; the rest is the program and its arguments.
 */
const guardScript = `
remove=$1
shift
orphaned=
trap 'orphaned=yes' USR1
"$@" 3<&- &
server=$!
( read -r line <&3 || kill -USR1 $$; kill -INT "$server" ) 2>/dev/null &
guard=$!
while :; do
  wait "$server"
  code=$?
  kill -0 "$server" 2>/dev/null || break
done
kill "$guard" 2>/dev/null
if [ -n "$orphaned" ] && [ -n "$remove" ]; then rm -rf "$remove"; fi
exit "$code"
`;

export interface GuardedProcessOptions {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Where its output goes: an open file descriptor. */
  readonly log: number;
  /** Who it runs as. */
  readonly user?: ServerUser;
  /** A folder of that user's to remove if our process ends without having stopped the program. */
  readonly passingFolder?: string;
}

/** A server program in its own process group, so that Ctrl-C in the terminal reaches only its supervisor. */
export class GuardedProcess {
  private readonly child: ChildProcess;
  private readonly pipe: Writable;
  /** Settles with the exit code once the program is gone. */
  readonly ended: Promise<number>;

  constructor({ command, log, user, passingFolder = '' }: GuardedProcessOptions) {
    this.child = spawn('/bin/sh', ['-c', guardScript, 'guard', passingFolder, ...command], {
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
    this.pipe.end('stop\n');
    await this.ended;
  }
}
