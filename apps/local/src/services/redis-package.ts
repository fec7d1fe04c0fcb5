import { join } from 'node:path';
import { librariesIn, onThePath, unpackDebianPackages } from './debian-packages.js';

/** How to run a Redis-compatible server on this machine. */
export interface RedisProgram {
  readonly path: string;
  /** Folders of shared libraries that came with it. */
  readonly libraries: readonly string[];
}

const names = ['redis-server', 'valkey-server'];

/**
 * A `redis-server` or `valkey-server` on the PATH, else Debian's package unpacked into `cache`.
 *
 * @throws an Error that says what was tried, when there is neither
 */
export async function findRedis(cache: string): Promise<RedisProgram> {
  const path = onThePath(names);
  if (path) return { path, libraries: [] };
  const place = await unpackDebianPackages(cache, 'redis', ['redis-server']).catch((error: unknown) => {
    throw new Error(
      `No Redis on this machine: no ${names.join(' or ')} on the PATH, and Debian's package could not be fetched. Install one, or set REDIS_URL. (${error instanceof Error ? error.message : String(error)})`,
    );
  });
  return { path: join(place, 'usr', 'bin', 'redis-server'), libraries: await librariesIn(place) };
}
