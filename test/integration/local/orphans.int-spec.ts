import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const cache = join(import.meta.dirname, '..', '..', '..', '.local', 'cache');
const pollMs = 20;
/** The server writes its last checkpoint before it goes; on a busy machine that takes its time. */
const limitMs = 60_000;

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

it.each(['the usual one', 'one that only its owner may write to'])(
  'no server and no folder outlive the process that started them, however it ends: TMPDIR is %s',
  async (which) => {
    const own = mkdtempSync(join(tmpdir(), 'case-consultation-closed-'));
    chmodSync(own, 0o755);
    const TMPDIR = which === 'the usual one' ? process.env['TMPDIR'] : own;
    const env = { ...process.env, TMPDIR, REDIS_URL: undefined };
    const starter = fork(join(import.meta.dirname, 'start-and-hold.mjs'), [cache], { env, execArgv: [] });
    const [{ folder, ports }] = (await once(starter, 'message')) as [{ folder: string; ports: number[] }];
    expect(await Promise.all(ports.map(answers))).toEqual([true, true]);
    expect(existsSync(folder)).toBe(true);

    starter.kill('SIGKILL');

    const deadline = Date.now() + limitMs;
    const left = async () => ({
      folder: existsSync(dirname(folder)),
      servers: await Promise.all(ports.map(answers)),
      others: readdirSync(own),
    });
    const isAnything = ({ folder, servers, others }: Awaited<ReturnType<typeof left>>) =>
      folder || servers.includes(true) || others.length > 0;
    while (isAnything(await left()) && Date.now() < deadline) await wait(pollMs);
    expect(await left()).toEqual({ folder: false, servers: [false, false], others: [] });
    rmdirSync(own);
  },
  120_000,
);
