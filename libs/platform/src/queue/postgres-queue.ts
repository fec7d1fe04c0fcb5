import {
  assertSchemaCompatibility,
  type PgPool,
  type PgPoolClient,
  type PgQueryResult,
  PostgresConnection,
} from 'bullmq';
import pg from 'pg';

/** The schema that holds BullMQ's tables and functions. */
export const queueSchema = 'bullmq';

/** SQLSTATE classes and codes, and socket errors, that mean "not now": connection exception, shutdown, starting up. */
const lostStates = /^(08...|57P0[1-3]|53300)$/;
const lostErrno = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
const lostMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client was closed)/;

/**
 * BullMQ waits and tries again when it believes that the connection was refused; every other error counts against
 * the job. PostgreSQL reports a restart in many ways, so all of them are given this one face.
 */
class QueueUnreachableError extends Error {
  readonly code = 'ECONNREFUSED';

  constructor(cause: Error) {
    super(`ECONNREFUSED: the queue's database cannot be reached (${cause.message})`, { cause });
    this.name = 'QueueUnreachableError';
  }
}

function withOneFace(error: unknown): never {
  if (error instanceof Error && isLost(error)) throw new QueueUnreachableError(error);
  throw error;
}

/** Whether the connection, not the statement, is what failed. */
export function isLost(error: Error & { readonly code?: unknown }): boolean {
  const code = typeof error.code === 'string' ? error.code : '';
  return lostStates.test(code) || lostErrno.test(code) || lostMessage.test(error.message);
}

/** The PostgreSQL connections of one queue or worker, in the queue's schema, every statement bounded in time. */
export class PostgresQueuePool implements PgPool {
  /** Read by BullMQ: a silently dropped connection is noticed, so that it may listen for long. */
  readonly options = { keepAlive: true };
  readonly #pool: pg.Pool;

  constructor(url: string, size: number) {
    const withOptions = new URL(url);
    const given = withOptions.searchParams.get('options');
    const ours = `-c search_path=${queueSchema} -c statement_timeout=20000`;
    withOptions.searchParams.set('options', given === null ? ours : `${given} ${ours}`);
    this.#pool = new pg.Pool({
      connectionString: withOptions.href,
      max: size,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      query_timeout: 25_000,
    });
  }

  query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    return this.#pool.query(text, params as unknown[]).catch(withOneFace) as Promise<PgQueryResult<R>>;
  }

  connect(): Promise<PgPoolClient> {
    return this.#pool.connect().catch(withOneFace);
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  on(
    event: 'error' | 'connect',
    listener: ((error: Error) => void) & ((client: PgPoolClient) => void),
  ): this {
    if (event === 'error') this.#pool.on('error', listener);
    else this.#pool.on('connect', listener);
    return this;
  }

  removeAllListeners(event?: string): this {
    this.#pool.removeAllListeners(event);
    return this;
  }
}

/**
 * BullMQ's connection over a pool that it owns. Unlike BullMQ's own, it forgets a failed start: a process that came
 * up before its database recovers when the database does.
 */
export class PostgresQueueConnection extends PostgresConnection {
  #ready: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  constructor(override readonly pool: PostgresQueuePool) {
    super(pool);
  }

  override waitUntilReady(): Promise<void> {
    this.#ready ??= this.#checkSchema().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  override close(): Promise<void> {
    this.#closed ??= super.close().then(() => this.pool.end());
    return this.#closed;
  }

  async #checkSchema(): Promise<void> {
    await assertSchemaCompatibility(this.pool, this.schema);
    // After the listeners that are attached right after construction.
    setImmediate(() => this.emit('ready'));
  }
}
