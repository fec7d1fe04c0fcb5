import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { GuardedProcess } from './guarded-process.js';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { runCommand } from './run-command.js';
import { serverUser, temporaryFolderFor, type ServerUser } from './server-user.js';

export interface PostgresOptions {
  /** Where its data stay from one start to the next; without it they are made anew and removed by `stop()`. */
  readonly dataFolder?: string;
  /** The superuser's password; a random one when the data are not kept. */
  readonly password?: string;
  /** The port to try first, 1 to 65535. */
  readonly port?: number;
  /** A file that the server's log is added to; beside the data when not given. */
  readonly logFile?: string;
  /** Server settings beside ours, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface PostgresServer {
  /** A superuser's address of the `postgres` database. */
  readonly adminUrl: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Ends the server and every connection to it; removes data that were not to be kept. */
  stop(): Promise<void>;
  /** Ends it (`immediate`: as in a crash, with recovery at the next start) and starts it again on the same port. */
  restart(how?: 'fast' | 'immediate'): Promise<void>;
  /** Settles when the server is gone, wanted or not. */
  readonly ended: Promise<number>;
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

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1.
 * @throws an Error whose message says what to do, with the end of the server's log when it would not start
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const user = serverUser();
  const kept = options.dataFolder !== undefined;
  const home = kept ? dirname(options.dataFolder) : await makeTemporaryHome(user);
  const dataFolder = options.dataFolder ?? join(home, 'data');
  const logFile = options.logFile ?? join(home, 'postgres.log');
  const password = options.password ?? randomBytes(18).toString('base64url');
  const removeAll = async () => {
    if (!kept) await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const binaries = await findPostgresBinaries(user, home);
    if (!existsSync(join(dataFolder, 'PG_VERSION')))
      await makeDataFolder(binaries, dataFolder, password, user, kept);
    const settings = { ...always, ...(kept ? keptSettings : thrownAwaySettings), ...options.settings };
    let server = await launch(binaries, dataFolder, logFile, settings, user, options.port);
    return {
      adminUrl: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${server.port}/postgres`,
      port: server.port,
      dataFolder,
      get ended() {
        return server.process.ended;
      },
      async stop() {
        await end(server.process, dataFolder, 'fast');
        await removeAll();
      },
      async restart(how = 'fast') {
        await end(server.process, dataFolder, how);
        server = await launch(binaries, dataFolder, logFile, settings, user, server.port, true);
      },
    };
  } catch (error) {
    await removeAll();
    throw error;
  }
}

async function makeTemporaryHome(user: ServerUser | undefined): Promise<string> {
  const home = await mkdtemp(join(temporaryFolderFor(user), 'case-consultation-postgres-'));
  if (user) await chown(home, user.uid, user.gid);
  return home;
}

/** Fills a draft beside the folder and renames it: a start that is broken off leaves no half-made data. */
async function makeDataFolder(
  binaries: PostgresBinaries,
  dataFolder: string,
  password: string,
  user: ServerUser | undefined,
  kept: boolean,
): Promise<void> {
  const draft = `${dataFolder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(join(draft, 'data'), { recursive: true });
  const passwordFile = join(draft, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user)
    for (const path of [draft, join(draft, 'data'), passwordFile]) await chown(path, user.uid, user.gid);
  await chmod(join(draft, 'data'), 0o700);
  const args = [
    `--pgdata=${join(draft, 'data')}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(kept ? [] : ['--no-sync', '--no-data-checksums']),
  ];
  await runCommand(binaries.initdb, args, { ...user, cwd: '/' });
  await rename(join(draft, 'data'), dataFolder);
  await rm(draft, { recursive: true, force: true });
}

async function launch(
  binaries: PostgresBinaries,
  dataFolder: string,
  logFile: string,
  settings: Readonly<Record<string, string>>,
  user: ServerUser | undefined,
  wantedPort?: number,
  samePort = false,
): Promise<{ process: GuardedProcess; port: number }> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const port = samePort && wantedPort ? wantedPort : await freePort(...(wantedPort ? [wantedPort] : []));
    const log = await open(logFile, 'a', 0o600);
    const from = (await log.stat()).size;
    const before = await postmasterFile(dataFolder);
    const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([k, v]) => [
      '-c',
      `${k}=${v}`,
    ]);
    const server = new GuardedProcess([binaries.postgres, '-D', dataFolder, ...flags], log.fd, user);
    const ready = await waitUntilReady(server, dataFolder, before.pid, deadline);
    await log.close();
    if (ready) return { process: server, port };
    await server.stop();
    const words = (await readFile(logFile)).subarray(from).toString();
    // The one before is still on its way out, or somebody took the port between our look and the start.
    const passing = words.includes('postmaster.pid') || words.includes('could not bind');
    if (!passing || Date.now() > deadline)
      throw new Error(
        `PostgreSQL did not start. The end of its log:\n${words.trim().split('\n').slice(-8).join('\n')}`,
      );
    await wait(200);
  }
}

async function waitUntilReady(
  server: GuardedProcess,
  dataFolder: string,
  earlierPid: number | undefined,
  deadline: number,
): Promise<boolean> {
  let gone = false;
  server.ended.then(
    () => (gone = true),
    () => (gone = true),
  );
  while (!gone && Date.now() < deadline) {
    const file = await postmasterFile(dataFolder);
    if (file.ready && file.pid !== earlierPid) return true;
    await wait(pollMs);
  }
  return false;
}

/** PostgreSQL writes its process id and, in the eighth line, its state: what its own pg_ctl waits for. */
async function postmasterFile(dataFolder: string): Promise<{ pid: number | undefined; ready: boolean }> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return { pid: pid > 1 ? pid : undefined, ready: lines[7]?.trim() === 'ready' };
}

async function end(server: GuardedProcess, dataFolder: string, how: 'fast' | 'immediate'): Promise<void> {
  const { pid } = await postmasterFile(dataFolder);
  const crash = () => {
    if (pid) process.kill(pid, 'SIGQUIT');
  };
  if (how === 'immediate') crash();
  const limit = setTimeout(crash, stopLimitMs);
  try {
    await (how === 'immediate' ? server.ended : server.stop());
  } finally {
    clearTimeout(limit);
  }
}
