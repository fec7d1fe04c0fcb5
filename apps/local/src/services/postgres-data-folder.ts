import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './run-command.js';
import { type ServerUser } from './server-user.js';

export interface NewDataFolder {
  readonly initdb: string;
  readonly folder: string;
  /** The superuser's password. */
  readonly password: string;
  readonly user: ServerUser | undefined;
  /** Whether the data must survive a power cut. */
  readonly durable: boolean;
}

/**
 * Makes a data folder: UTF-8, sorted by code point whatever the machine's locale, sign-in by password only.
 * It is filled as a draft beside its place and renamed: a start that is broken off leaves no half-made data.
 */
export async function makeDataFolder(wanted: NewDataFolder): Promise<void> {
  const { user, durable } = wanted;
  const draft = `${wanted.folder}.draft`;
  const data = join(draft, 'data');
  const passwordFile = join(draft, 'password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(data, { recursive: true });
  await writeFile(passwordFile, `${wanted.password}\n`, { mode: 0o600 });
  if (user) for (const path of [draft, data, passwordFile]) await chown(path, user.uid, user.gid);
  await chmod(data, 0o700);
  const args = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync', '--no-data-checksums']),
  ];
  await runCommand(wanted.initdb, args, { ...user, cwd: '/' });
  await rename(data, wanted.folder);
  await rm(draft, { recursive: true, force: true });
}

/** What a server says of itself in postmaster.pid: its process id and, in the eighth line, whether it is ready. */
export async function readPostmasterFile(
  dataFolder: string,
): Promise<{ readonly pid: number | undefined; readonly ready: boolean }> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return { pid: pid > 1 ? pid : undefined, ready: lines[7]?.trim() === 'ready' };
}
