import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { GuardedProcess } from './guarded-process.js';
import { findPostgresBinaries } from './postgres-binaries.js';
import { makeDataFolder, readPostmasterFile } from './postgres-data-folder.js';
import { serverUser, temporaryFolderFor, type ServerUser } from './server-user.js';

export interface PostgresOptions {
  /** Where its data stay from one start to the next; without it they are made anew and removed by `stop()`. */
  readonly dataFolder?: string;
  /** The superuser's password; a random one when not given. */
  readonly password?: string;
  /** The port to try first, 1 to 65535. */
  readonly port?: number;
  /** A file that the server's log is added to; beside the data when not given. */
  readonly logFile?: string;
  /** Server settings beside ours, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

const startLimitMs = 60_000;
const stopLimitMs = 30_000;
const pollMs = 15;

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
};

/** Kept data survive a power cut; thrown-away data need not, and tests are quicker for it. */
const keptSettings = { max_connections: '120' };
const thrownAwaySettings = {
  max_connections: '300',
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

interface Plan {
  readonly postgres: string;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly user: ServerUser | undefined;
  readonly passingFolder: string | undefined;
}

/** A running PostgreSQL of our own, made by `startPostgres`. */
export class PostgresServer {
  /** A superuser's address of the `postgres` database. */
  readonly adminUrl: string;
  readonly port: number;
  readonly dataFolder: string;
  private readonly plan: Plan;
  private running: GuardedProcess;

  constructor(plan: Plan, running: GuardedProcess, port: number, password: string) {
    this.plan = plan;
    this.running = running;
    this.port = port;
    this.dataFolder = plan.dataFolder;
    this.adminUrl = `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  }

  /** Settles with its exit code when the server is gone, wanted or not. */
  get ended(): Promise<number> {
    return this.running.ended;
  }

  /** Ends the server and every connection to it; removes data that were not to be kept. */
  async stop(): Promise<void> {
    await this.end('fast');
    if (this.plan.passingFolder) await removeFolder(this.plan.passingFolder);
  }

  /**
   * Ends it (`immediate`: as in a crash, with recovery at the next start) and starts it again on the same port.
   * @param whileAway called once it is gone and before it starts again
   */
  async restart(how: 'fast' | 'immediate' = 'fast', whileAway?: () => void): Promise<void> {
    await this.end(how);
    whileAway?.();
    this.running = (await launch(this.plan, async () => this.port)).running;
  }

  private async end(how: 'fast' | 'immediate'): Promise<void> {
    const { pid } = await readPostmasterFile(this.dataFolder);
    const crash = () => {
      if (pid) process.kill(pid, 'SIGQUIT');
    };
    const limit = setTimeout(crash, stopLimitMs);
    try {
      if (how === 'immediate') crash();
      await (how === 'immediate' ? this.running.ended : this.running.stop());
    } finally {
      clearTimeout(limit);
    }
  }
}

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1.
 * @throws an Error whose message says what to do, with the end of the server's log when it would not start
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const user = serverUser();
  const passingFolder = options.dataFolder === undefined ? await makePassingFolder(user) : undefined;
  const dataFolder = options.dataFolder ?? join(passingFolder ?? '', 'data');
  const home = dirname(dataFolder);
  const password = options.password ?? randomBytes(18).toString('base64url');
  try {
    const { initdb, postgres } = await findPostgresBinaries(user, home);
    const durable = passingFolder === undefined;
    if (!existsSync(join(dataFolder, 'PG_VERSION')))
      await makeDataFolder({ initdb, folder: dataFolder, password, user, durable });
    const plan: Plan = {
      postgres,
      dataFolder,
      logFile: options.logFile ?? join(home, 'postgres.log'),
      settings: { ...always, ...(durable ? keptSettings : thrownAwaySettings), ...options.settings },
      user,
      passingFolder,
    };
    const { running, port } = await launch(plan, () => freePort(...(options.port ? [options.port] : [])));
    return new PostgresServer(plan, running, port, password);
  } catch (error) {
    if (passingFolder) await removeFolder(passingFolder);
    throw error;
  }
}

async function makePassingFolder(user: ServerUser | undefined): Promise<string> {
  const folder = await mkdtemp(join(temporaryFolderFor(user), 'case-consultation-postgres-'));
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function launch(
  plan: Plan,
  choosePort: () => Promise<number>,
): Promise<{ running: GuardedProcess; port: number }> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const port = await choosePort();
    const settings = Object.entries({ ...plan.settings, port: String(port) });
    const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const log = await open(plan.logFile, 'a', 0o600);
    const logged = (await log.stat()).size;
    const earlier = await readPostmasterFile(plan.dataFolder);
    const running = new GuardedProcess({
      command: [plan.postgres, '-D', plan.dataFolder, ...flags],
      log: log.fd,
      user: plan.user,
      passingFolder: plan.passingFolder,
    });
    const ready = await waitUntilReady(running, plan.dataFolder, earlier.pid, deadline);
    await log.close();
    if (ready) return { running, port };
    await running.stop();
    const words = (await readFile(plan.logFile)).subarray(logged).toString();
    // The one before is still on its way out, or somebody took the port between our look and the start.
    const passing = words.includes('postmaster.pid') || words.includes('could not bind');
    if (!passing || Date.now() > deadline) throw new Error(explain(words));
    await wait(200);
  }
}

async function waitUntilReady(
  running: GuardedProcess,
  dataFolder: string,
  earlierPid: number | undefined,
  deadline: number,
): Promise<boolean> {
  let gone = false;
  const note = () => void (gone = true);
  running.ended.then(note, note);
  while (!gone && Date.now() < deadline) {
    const { pid, ready } = await readPostmasterFile(dataFolder);
    if (ready && pid !== earlierPid) return true;
    await wait(pollMs);
  }
  return false;
}

function explain(log: string): string {
  const last = log.trim().split('\n').slice(-8).join('\n');
  const advice = log.includes('incompatible with server')
    ? ' Its data were made by another release: begin again with npm start -- --fresh.'
    : '';
  return `PostgreSQL did not start.${advice} The end of its log:\n${last}`;
}
