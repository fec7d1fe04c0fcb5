import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.js';

/** The first of these programs that is on the PATH. */
export function onThePath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * Debian packages and what they need that this machine lacks, unpacked into a folder, with package lists of our own.
 * Nothing is installed on the machine, so it needs no root, and no service is started as installing would.
 *
 * @param cache where the folder stays from one run to the next
 * @param name of the folder in the cache; when it is there, nothing is fetched
 * @returns the folder, which holds `usr` and the like
 */
export async function unpackDebianPackages(
  cache: string,
  name: string,
  packages: readonly string[],
): Promise<string> {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, `${name}-download-`));
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
      ...packages,
    ]);
    const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, one]) => one ?? '');
    await runCommand('apt-get', [...own, 'download', ...needed], { cwd: join(draft, 'debs') });
    for (const file of await readdir(join(draft, 'debs')))
      await runCommand('dpkg-deb', ['--extract', join(draft, 'debs', file), join(draft, 'root')]);
    await rename(join(draft, 'root'), place).catch((error: NodeJS.ErrnoException) => {
      // Another start finished the same first.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return place;
}

/** Every folder of shared libraries under this one, for LD_LIBRARY_PATH. */
export async function librariesIn(place: string): Promise<string[]> {
  const files = await readdir(place, { recursive: true, withFileTypes: true });
  return [...new Set(files.filter((file) => file.name.includes('.so')).map((file) => file.parentPath))];
}
