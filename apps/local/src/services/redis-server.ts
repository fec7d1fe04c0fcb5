import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { GuardedProcess } from './guarded-process.js';
import { findRedis, type RedisProgram } from './redis-package.js';

export interface RedisServer {
  /** `redis://127.0.0.1:<port>`, or REDIS_URL as it was given. */
  readonly url: string;
  /** Ends the server, when it is ours. */
  stop(): Promise<void>;
  /**
   * Ends it and starts it again, empty, on the same port. Throws for a server that is not ours.
   * @param whileAway called once it is gone and before it starts again
   */
  restart(whileAway?: () => void): Promise<void>;
}

const startLimitMs = 20_000;
const pollMs = 10;

/**
 * A Redis for a queue: REDIS_URL when that is set, else a server of our own on a free port of 127.0.0.1 that keeps
 * nothing on disk and never evicts (a queue must not lose keys).
 *
 * @param cache a folder where a downloaded server may stay, such as the clone's `.local`
 */
export async function startRedis(cache: string): Promise<RedisServer> {
  const given = process.env['REDIS_URL'];
  if (given) {
    return {
      url: given,
      stop: async () => undefined,
      restart: () => Promise.reject(new Error('The server at REDIS_URL is not ours to restart.')),
    };
  }
  const program = await findRedis(cache);
  const folder = await mkdtemp(join(tmpdir(), 'case-consultation-redis-'));
  try {
    let server = await launch(program, folder);
    return {
      url: `redis://127.0.0.1:${server.port}`,
      async stop() {
        await server.process.stop();
        await rm(folder, { recursive: true, force: true });
      },
      async restart(whileAway) {
        await server.process.stop();
        whileAway?.();
        server = await launch(program, folder, server.port);
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function launch(
  program: RedisProgram,
  folder: string,
  samePort?: number,
): Promise<{ process: GuardedProcess; port: number }> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const port = samePort ?? (await freePort());
    const server = run(program, folder, port);
    if (await waitUntilReady(server, port, deadline)) return { process: server, port };
    await server.stop();
    const words = await readFile(join(folder, 'redis.log'), 'utf8');
    if (!words.includes('already in use') || Date.now() > deadline)
      throw new Error(
        `Redis did not start. The end of its log:\n${words.trim().split('\n').slice(-5).join('\n')}`,
      );
    await wait(100);
  }
}

function run(program: RedisProgram, folder: string, port: number): GuardedProcess {
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  const found = [...program.libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  const log = openSync(join(folder, 'redis.log'), 'a', 0o600);
  try {
    const command = ['/usr/bin/env', `LD_LIBRARY_PATH=${found}`, program.path, ...flags];
    return new GuardedProcess({ command, log, passingFolder: folder });
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(server: GuardedProcess, port: number, deadline: number): Promise<boolean> {
  let gone = false;
  server.ended.then(
    () => (gone = true),
    () => (gone = true),
  );
  while (!gone && Date.now() < deadline) {
    if (await answersPing(port)) return !gone;
    await wait(pollMs);
  }
  return false;
}

function answersPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('data', (data) => answer(data.toString().startsWith('+PONG')));
    socket.once('error', () => answer(false));
    socket.setTimeout(1_000, () => answer(false));
  });
}
