import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPostmasterFile } from '../services/postgres-data-folder.js';
import { canEnter, serverUser } from '../services/server-user.js';

/** Where one clone keeps what outlives a run. */
export interface Place {
  /** The clone's `.local`. */
  readonly folder: string;
  /** Beside PostgreSQL's data; not in the clone when we are root and the clone is closed to PostgreSQL's user. */
  readonly server: string;
  readonly logs: string;
  readonly mailbox: string;
  readonly secretsFile: string;
  readonly clockFile: string;
  readonly runningFile: string;
  /** Tokens of everybody in the demo. */
  readonly demoFile: string;
}

const outsideClones = '/var/lib/book-a-case-consultation';
const nameFile = 'clone.txt';

/** Finds the clone's place and makes its folders. */
export async function openPlace(root: string): Promise<Place> {
  const folder = join(root, '.local');
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const place = {
    folder,
    logs,
    server: await serverFolder(root, folder),
    mailbox: join(folder, 'mailbox'),
    secretsFile: join(folder, 'secrets.json'),
    clockFile: join(folder, 'clock.json'),
    runningFile: join(folder, 'running.json'),
    demoFile: join(folder, 'demo-tokens.json'),
  };
  await mkdir(place.mailbox, { recursive: true, mode: 0o700 });
  return place;
}

/** Removes everything that local runs have kept, but no download. */
export async function emptyPlace(place: Place): Promise<void> {
  const all = [
    place.server,
    place.logs,
    place.mailbox,
    place.secretsFile,
    place.clockFile,
    place.runningFile,
    place.demoFile,
  ];
  for (const path of all) await rm(path, { recursive: true, force: true });
}

async function serverFolder(root: string, local: string): Promise<string> {
  const user = serverUser();
  const inside = join(local, 'server');
  await mkdir(inside, { recursive: true });
  if (canEnter(inside, user)) return inside;
  await removeOrphans();
  const outside = join(outsideClones, createHash('sha256').update(root).digest('hex').slice(0, 16));
  await mkdir(outside, { recursive: true });
  for (const folder of [outsideClones, outside]) await chmod(folder, 0o755);
  await writeFile(join(outside, nameFile), `${root}\n`);
  if (!canEnter(outside, user))
    throw new Error(
      `PostgreSQL's user can enter neither ${inside} nor ${outside}. Make one of them readable, or set DATABASE_ADMIN_URL.`,
    );
  return outside;
}

/** What clones that are gone have left outside. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(outsideClones).catch(() => [])) {
    const folder = join(outsideClones, name);
    const clone = (await readFile(join(folder, nameFile), 'utf8').catch(() => '')).trim();
    const { pid } = await readPostmasterFile(join(folder, 'data'));
    if (clone && !existsSync(clone) && !pid) await rm(folder, { recursive: true, force: true });
  }
}
