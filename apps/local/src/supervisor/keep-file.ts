import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type z } from 'zod';

/** Writes a file whole or not at all, readable by its owner only. */
export async function keepFile(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.${randomBytes(4).toString('hex')}.draft`;
  await writeFile(draft, content, { mode: 0o600 });
  await rename(draft, path);
}

/** Reads a JSON file of ours; undefined when there is none. Throws when it does not hold what it should. */
export async function readKept<S extends z.ZodType>(
  path: string,
  shape: S,
): Promise<z.output<S> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(`${path} cannot be read. Begin again with npm start -- --fresh.`, { cause: error });
  }
}
