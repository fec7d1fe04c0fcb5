import { join } from 'node:path';
import { startRedis as start, type RedisServer } from '@case-consultation/local';

const cache = join(import.meta.dirname, '..', '..', '..', '.local', 'cache');

/** REDIS_URL when set, else a Redis of our own on a free port; see `startRedis` of apps/local. */
export function startRedis(): Promise<RedisServer> {
  return start(cache);
}
