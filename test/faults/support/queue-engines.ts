import { Redis } from 'ioredis';
import pg from 'pg';
import { migrateQueue, openJobQueue, queueConnection } from '@case-consultation/platform';
import { type PostgresServer, startRedis } from '../../support/services/index.js';
import { type TestService } from '../../support/service/service.js';

/** A queue's store that tests take apart. */
export interface Engine {
  /** QUEUE_URL. */
  readonly url: string;
  /** Nothing can be added or taken from now on; those who try wait. @returns ends what they tried, and lets others go on */
  hold(): Promise<() => Promise<void>>;
  /** All jobs are gone, as after the loss of its memory. */
  empty(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export type EngineName = 'redis' | 'postgres';

export async function startEngine(
  name: EngineName,
  service: TestService,
  server: PostgresServer,
): Promise<Engine> {
  return name === 'redis' ? redisEngine() : postgresEngine(service, server);
}

async function redisEngine(): Promise<Engine> {
  const server = await startRedis();
  const client = new Redis(server.url, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  return {
    url: server.url,
    async hold() {
      await client.client('PAUSE', 120_000, 'WRITE');
      return async () => void (await client.client('UNPAUSE'));
    },
    empty: async () => void (await client.flushdb()),
    restart: () => server.restart(),
    async stop() {
      client.disconnect();
      await server.stop();
    },
  };
}

/** In the very database of the service, as in the local mode. */
async function postgresEngine(service: TestService, server: PostgresServer): Promise<Engine> {
  const { queueUrl, adminUrl } = service.urls;
  await migrateQueue(queueUrl);
  return {
    url: queueUrl,
    async hold() {
      const client = new pg.Client({ connectionString: adminUrl });
      await client.connect();
      await client.query('BEGIN; LOCK TABLE bullmq.job IN EXCLUSIVE MODE');
      return async () => {
        // A statement that waits outlives the process that sent it: a machine that is gone takes it along.
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'consultations_queue'`,
        );
        await client.query('ROLLBACK');
        await client.end();
      };
    },
    async empty() {
      const queue = openJobQueue(queueConnection(queueUrl));
      await queue.empty();
      await queue.close();
    },
    restart: () => server.restart(),
    stop: async () => undefined,
  };
}
