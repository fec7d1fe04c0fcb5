import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Who PostgreSQL runs as when we are root: it refuses to run as root itself. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user for PostgreSQL's processes: nothing to change when we are not root; as root the machine's `postgres`
 * user, or else `nobody`, which every Linux has, so that no user is ever added to somebody's machine.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error('PostgreSQL cannot run as root and this machine has neither a postgres nor a nobody user.');
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  const id = Number.parseInt(answer.stdout, 10);
  return answer.status === 0 && id > 0 ? id : undefined;
}

/** Whether that user can enter and read a folder; a clone under root's home or a `mktemp -d` is closed to it. */
export function canEnter(folder: string, user: ServerUser | undefined): boolean {
  return holds('cd "$1" && test -r .', folder, user);
}

/**
 * The first usual folder for temporary files that this user can add to and remove from: a server whose starter is
 * gone removes its own folder, which a TMPDIR of root's that is closed to writing would not let it.
 */
export function temporaryFolderFor(user: ServerUser | undefined): string {
  const folder = [tmpdir(), '/tmp', '/var/tmp'].find((candidate) =>
    holds('cd "$1" && test -r . && test -w .', candidate, user),
  );
  if (!folder)
    throw new Error('No folder for temporary files that PostgreSQL could use: tried TMPDIR, /tmp, /var/tmp.');
  return folder;
}

/** Whether a line of shell about a folder (`$1`) holds for that user. */
function holds(condition: string, folder: string, user: ServerUser | undefined): boolean {
  if (!existsSync(folder)) return false;
  const answer = spawnSync('/bin/sh', ['-c', condition, 'sh', folder], { ...user, cwd: '/' });
  if (answer.error) throw new Error(`Cannot start a process as user ${user?.uid}: ${answer.error.message}`);
  return answer.status === 0;
}
