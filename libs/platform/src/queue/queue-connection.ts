import {
  type BackendFactory,
  createRedisBackend,
  type IQueueBackend,
  PostgresQueueBackend,
  Queue,
  type QueueBaseOptions,
  type QueueOptions,
  runMigrations,
} from 'bullmq';
import pg from 'pg';
import { type JobName, type JobPayload } from './jobs.js';
import { PostgresQueueConnection, PostgresQueuePool, queueSchema } from './postgres-queue.js';

/** The one queue of the service. */
export const queueName = 'consultations';

/** Where the queue is, and on which engine. */
export interface QueueConnection {
  readonly engine: 'redis' | 'postgres';
  readonly url: string;
  /** Most PostgreSQL connections for the queue's own statements, besides the one that listens. */
  readonly poolSize: number;
}

/** Reads QUEUE_URL. Throws RangeError for another scheme than redis, rediss, postgres or postgresql. */
export function queueConnection(url: string, poolSize = 5): QueueConnection {
  const { protocol } = new URL(url);
  switch (protocol) {
    case 'redis:':
    case 'rediss:':
      return { engine: 'redis', url, poolSize };
    case 'postgres:':
    case 'postgresql:':
      return { engine: 'postgres', url, poolSize };
    default:
      throw new RangeError(`There is no queue engine for ${protocol}//`);
  }
}

/**
 * BullMQ's backend for a connection: chosen for each queue and worker by itself, so that one process can use both
 * engines.
 */
export const queueBackend: BackendFactory<IQueueBackend, QueueConnection> = (name, options, flags = {}) =>
  options.connection.engine === 'redis'
    ? redisBackend(name, options, flags)
    : postgresBackend(name, options, flags);

type Flags = Parameters<typeof queueBackend>[2];
type Options = QueueBaseOptions<QueueConnection>;

function redisBackend(name: string, options: Options, flags: Flags): IQueueBackend {
  const isWorker = flags?.withBlockingConnection === true || flags?.blocking === true;
  return createRedisBackend(
    name,
    {
      ...options,
      connection: {
        url: options.connection.url,
        // A worker waits for Redis to come back; who adds a job is told soon, and the sweep adds it again.
        maxRetriesPerRequest: isWorker ? null : 3,
        retryStrategy: (times: number) => Math.min(50 * 2 ** times, 2_000),
      },
    },
    flags,
  );
}

function postgresBackend(name: string, options: Options, flags: Flags): IQueueBackend {
  const isWorker = flags?.withBlockingConnection === true;
  const { url, poolSize } = options.connection;
  const connection = new PostgresQueueConnection(
    new PostgresQueuePool(url, isWorker ? poolSize + 1 : poolSize),
  );
  return new PostgresQueueBackend(
    connection,
    name,
    { ...options, connection: connection.pool },
    true,
    // Shown in pg_stat_activity, and how BullMQ finds its workers.
    isWorker ? name : undefined,
  );
}

/** BullMQ's queue on whichever engine its connection names. */
export class BackendQueue extends Queue<
  JobPayload,
  void,
  JobName,
  JobPayload,
  void,
  JobName,
  IQueueBackend,
  QueueConnection
> {
  constructor(name: string, options: QueueOptions<QueueConnection>) {
    super(name, options, queueBackend);
  }
}

/**
 * Prepares the queue's store; safe to run again and by several at once. On PostgreSQL makes or updates the schema
 * `bullmq` (the role of the URL must be allowed to) and lets `grantTo` work in it; Redis needs nothing.
 */
export async function migrateQueue(
  url: string,
  { grantTo }: { readonly grantTo?: string } = {},
): Promise<void> {
  if (queueConnection(url).engine === 'redis') return;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await runMigrations(client, queueSchema);
    if (grantTo !== undefined) {
      const role = client.escapeIdentifier(grantTo);
      await client.query(
        `GRANT USAGE ON SCHEMA ${queueSchema} TO ${role};
         GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${queueSchema} TO ${role};
         GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO ${role};
         GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO ${role};`,
      );
    }
  } finally {
    await client.end();
  }
}
