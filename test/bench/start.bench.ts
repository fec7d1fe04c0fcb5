import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atMost, type BenchRow, row } from './support/rows.js';

const runFile = promisify(execFile);
const WARM_STARTS = 3;
const READY = /Ctrl-C stops/;

/** `npm start` in a bare clone of what is committed, with the packages in npm's cache, and then again with its data there. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'case-consultation-bench-'));
  const clone = join(folder, 'clone');
  try {
    await runFile('git', ['clone', '--quiet', '--no-local', join(import.meta.dirname, '../..'), clone]);
    const cold = await secondsToReady(clone);
    const warm: number[] = [];
    for (let start = 0; start < WARM_STARTS; start += 1) warm.push(await secondsToReady(clone));
    return {
      rows: [
        row('npm start to ready: in a bare clone, packages in the cache', 's', [cold], atMost(180)),
        row('npm start to ready: again, with its data there', 's', warm, atMost(8)),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsToReady(folder: string): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Of a group of its own, to be stopped as Ctrl-C in a shell does it.
    detached: true,
  });
  const ended = once(child, 'exit');
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (READY.test(said)) resolve();
    });
    void ended.then(() => reject(new Error(`npm start ended: ${said.slice(-500)}`)));
  });
  try {
    await ready;
    return (performance.now() - started) / 1_000;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}
