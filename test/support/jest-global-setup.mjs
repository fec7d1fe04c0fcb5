/**
 * Starts one PostgreSQL and one Redis for a whole Jest run and tells the test files where they are:
 * TEST_POSTGRES_ADMIN_URL and TEST_REDIS_URL. Each test file clones its own database from a template.
 * Runs the built services (npx tsc -b apps/local), because Jest imports this file before it can transform any.
 */
import { join } from 'node:path';
import { startPostgres, startRedis } from '@case-consultation/local';
import { services } from './running-services.mjs';

const cache = join(import.meta.dirname, '..', '..', '.local', 'cache');

export default async function startServices() {
  const postgres = await startPostgres();
  services.push(postgres);
  process.env.TEST_POSTGRES_ADMIN_URL = postgres.adminUrl;
  try {
    const redis = await startRedis(cache);
    services.push(redis);
    process.env.TEST_REDIS_URL = redis.url;
  } catch (error) {
    await stopAll();
    throw error;
  }
}

export async function stopAll() {
  for (const service of services.splice(0).reverse()) await service.stop();
}
