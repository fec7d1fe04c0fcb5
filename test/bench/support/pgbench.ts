import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { type BenchDatabase } from './database.js';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

export interface PgbenchWish {
  /** The statements of one transaction. */
  readonly script: string;
  readonly clients: number;
  /** Transactions that each client makes. */
  readonly each: number;
  /** Variables of the script. */
  readonly variables: Readonly<Record<string, string | number>>;
  /** In which programme, for row-level security. */
  readonly programmeId: string;
}

/** Runs pgbench as the application's role, statements prepared. @returns transactions a second, connecting aside */
export async function pgbench(program: string, database: BenchDatabase, wish: PgbenchWish): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'case-consultation-pgbench-'));
  try {
    const script = join(folder, 'transaction.sql');
    await writeFile(script, wish.script);
    const variables = Object.entries(wish.variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
    const { stdout } = await run(
      program,
      [
        ...['--no-vacuum', '--protocol=prepared', `--client=${wish.clients}`, '--jobs=2'],
        ...[`--transactions=${wish.each}`, `--file=${script}`, ...variables, database.appUrl],
      ],
      {
        env: {
          ...process.env,
          PGOPTIONS: `-c app.programme=${wish.programmeId} -c app.person= -c app.roles=service`,
        },
      },
    );
    const done = /number of transactions actually processed: (\d+)/.exec(stdout)?.[1];
    const tps = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)?.[1];
    if (Number(done) !== wish.clients * wish.each || tps === undefined)
      throw new Error(`pgbench did not do all it should:\n${stdout}`);
    return Number(tps);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** pgbench on this machine, else from Debian's package, which only root may install. */
export async function findPgbench(): Promise<string> {
  const found = onThisMachine();
  if (found) return found;
  try {
    await run('apt-get', ['update']);
    await run('apt-get', ['install', '--yes', '--no-install-recommends', 'postgresql'], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (error) {
    throw new Error(
      `There is no pgbench on this machine, and Debian's package could not be installed. Install postgresql's client tools. (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const installed = onThisMachine();
  if (!installed) throw new Error('The package postgresql brought no pgbench.');
  return installed;
}

function onThisMachine(): string | undefined {
  const releases = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    // Ahead of the PATH, whose pgbench is a Perl script of Debian's that looks for a cluster first.
    ...releases.map((release) => join(DEBIAN, release, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, 'pgbench'))
    .find((path) => existsSync(path));
}
