import { realpathSync } from 'node:fs';
import { join } from 'node:path';

/** The clone's own folder, with symbolic links resolved. */
export const root = realpathSync(join(import.meta.dirname, '..', '..', '..'));

/** What a run leaves for the next: not in git. */
export const localFolder = join(root, '.local');
