/**
 * Starts one PostgreSQL and one Redis for a whole Jest run and tells the test files where they are:
 * TEST_POSTGRES_ADMIN_URL and TEST_REDIS_URL. Each test file clones its own database (see ./database.ts).
 */
import { services } from './running-services.mjs';

export default async function startServices() {
  const local = await import('@case-consultation/local').catch((error) => {
    throw new Error(`The services are not built: run npx tsc -b apps/local first. (${error.message})`);
  });
  const cache = `${import.meta.dirname}/../../.local/cache`;
  const postgres = await local.startPostgres();
  services.push(postgres);
  process.env.TEST_POSTGRES_ADMIN_URL = postgres.adminUrl;
  try {
    const redis = await local.startRedis(cache);
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
