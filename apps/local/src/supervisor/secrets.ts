import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { keepFile, readKept } from './keep-file.js';

const shape = z.object({
  superuser: z.string(),
  migrator: z.string(),
  app: z.string(),
  queue: z.string(),
  caseKeys: z.string(),
});

/** Passwords and the key for case text of one clone's own service: made once, never shown, never in git. */
export type LocalSecrets = z.output<typeof shape>;

/** Reads the clone's secrets, or makes them the first time. The file is readable by its owner only. */
export async function openSecrets(file: string): Promise<LocalSecrets> {
  const kept = await readKept(file, shape);
  if (kept) return kept;
  const password = () => randomBytes(24).toString('base64url');
  const made = {
    superuser: password(),
    migrator: password(),
    app: password(),
    queue: password(),
    caseKeys: `local:${randomBytes(32).toString('base64')}`,
  };
  await keepFile(file, JSON.stringify(made, null, 2));
  return made;
}
