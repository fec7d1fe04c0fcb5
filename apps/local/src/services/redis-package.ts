import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.js';

/** How to run a Redis-compatible server on this machine. */
export interface RedisProgram {
  readonly path: string;
  /** Folders of shared libraries that came with it. */
  readonly libraries: readonly string[];
}

const names = ['redis-server', 'valkey-server'];

/**
 * A `redis-server` or `valkey-server` on the PATH, else Debian's package unpacked into `cache`. Nothing is installed
 * on the machine, so it needs no root, and no Redis service is started as installing the package would.
 *
 * @throws an Error that says what was tried, when there is neither
 */
export async function findRedis(cache: string): Promise<RedisProgram> {
  const path = onThePath();
  if (path) return { path, libraries: [] };
  const place = join(cache, 'redis');
  if (!existsSync(place)) {
    await unpackDebianPackage(cache, place).catch((error: unknown) => {
      throw new Error(
        `No Redis on this machine: no ${names.join(' or ')} on the PATH, and Debian's package could not be fetched. Install one, or set REDIS_URL. (${error instanceof Error ? error.message : String(error)})`,
      );
    });
  }
  return { path: join(place, 'usr', 'bin', 'redis-server'), libraries: await librariesIn(place) };
}

function onThePath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** Fetches redis-server and what it needs and this machine lacks, with package lists of our own, and unpacks them. */
async function unpackDebianPackage(cache: string, place: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'redis-download-'));
  try {
    for (const folder of ['lists/partial', 'archives/partial', 'debs', 'root'])
      await mkdir(join(draft, folder), { recursive: true });
    const own = [
      `Dir::State::lists=${join(draft, 'lists')}`,
      `Dir::Cache=${draft}`,
      'Debug::NoLocking=1',
      'APT::Sandbox::User=',
    ].flatMap((setting) => ['-o', setting]);
    await runCommand('apt-get', [...own, 'update']);
    const plan = await runCommand('apt-get', [
      ...own,
      'install',
      '--simulate',
      '--no-install-recommends',
      'redis-server',
    ]);
    const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '');
    await runCommand('apt-get', [...own, 'download', ...packages], { cwd: join(draft, 'debs') });
    for (const file of await readdir(join(draft, 'debs')))
      await runCommand('dpkg-deb', ['--extract', join(draft, 'debs', file), join(draft, 'root')]);
    await rename(join(draft, 'root'), place);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function librariesIn(place: string): Promise<string[]> {
  const files = await readdir(place, { recursive: true, withFileTypes: true });
  return [...new Set(files.filter((file) => file.name.includes('.so')).map((file) => file.parentPath))];
}
