import { type Duplex } from 'node:stream';
import pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { type Actor, DomainError } from '@case-consultation/domain';
import { ENTITIES } from './entities/index.js';
import { inOneRoundTrip, type NamedStatement, type Row, type Statement } from './round-trip.js';
import { SharedReads } from './shared-reads.js';

export { type NamedStatement, type Row, type Statement };

const { types } = pg;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Object ids of `date` and `int8` in pg_type; they never change. */
const DATE = 1082;
const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** A day stays `YYYY-MM-DD` and a count a number; everything else as pg reads it. */
const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => {
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ && format !== 'binary') return instantOf;
    return types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig['getTypeParser'],
};

const readInstant = types.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date;

/** In UTC it is all but ISO 8601, which is read at a fraction of the cost; any other zone or age as pg reads it. */
function instantOf(text: string): Date {
  const isPlain = text.length >= 22 && text[10] === ' ' && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11)}:00`) : readInstant(text);
}

/** Codes of errors that go away when the same work is tried again: serialization failure and deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01']);
const TRIES = 4;

export interface DatabaseOptions {
  /** The application role's URL. */
  url: string;
  poolSize: number;
  /** Shown in pg_stat_activity. */
  name: string;
}

/**
 * The database as one person, or the service itself, sees it. Every piece of work is one transaction that has said in
 * which programme, as whom and with which roles it acts; row-level security does the rest.
 */
export class Database {
  private readonly reads = new SharedReads(() => this.source.createQueryRunner());

  private constructor(
    private readonly source: DataSource,
    private readonly options: DatabaseOptions,
  ) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: ENTITIES,
      applicationName: options.name,
      poolErrorHandler: () => undefined,
      connectTimeoutMS: 10_000,
      extra: {
        max: options.poolSize,
        // Statements that do not wait for each other's answers travel together; see `first`.
        pipeline: true,
        types: typeParsers,
        statement_timeout: 30_000,
        idle_in_transaction_session_timeout: 60_000,
        keepAlive: true,
      },
    });
    await source.initialize();
    return new Database(source, options);
  }

  /**
   * Runs `work` in one transaction as `actor`: committed when it returns, rolled back when it throws. A deadlock or
   * serialization failure is tried again a few times, so `work` may run more than once and does nothing outside.
   *
   * @param first statements to send in the same round trip as BEGIN (a row lock, a first read); their rows are passed
   *   on, in order
   */
  async as<T>(
    actor: Actor,
    work: (tx: Transaction, first: readonly Row[][]) => Promise<T>,
    first: readonly Statement[] = [],
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(actor, work, first);
      } catch (error) {
        if (attempt >= TRIES || !TRY_AGAIN.has(sqlState(error) ?? '')) throw asDomainError(error);
      }
    }
  }

  /**
   * Statements that need nothing of each other's answers: one transaction as `actor`, begun, done and committed in one
   * round trip. @returns their rows, in order
   */
  async atOnce(actor: Actor, ...statements: readonly NamedStatement[]): Promise<Row[][]> {
    const run = this.source.createQueryRunner();
    try {
      const client = (await run.connect()) as pg.PoolClient;
      const [, ...rows] = await inOneRoundTrip(client, [actingAs(actor), ...statements]);
      return rows;
    } catch (error) {
      throw asDomainError(error);
    } finally {
      await run.release();
    }
  }

  /**
   * The rows of one statement as `actor`, in a transaction of its own. For reading a few rows by their keys, and nothing
   * that may wait for a lock: what is read in the same moment shares a connection and its round trip.
   */
  async read<R extends Row>(actor: Actor, statement: NamedStatement): Promise<R[]> {
    const [rows] = await this.readTogether(actor, [statement]);
    return (rows ?? []) as R[];
  }

  /** The same of several statements that need nothing of each other's answers. @returns their rows, in order */
  async readTogether(actor: Actor, statements: readonly NamedStatement[]): Promise<Row[][]> {
    const [, ...rows] = await this.reads.add([actingAs(actor), ...statements]);
    return rows;
  }

  /** A question that no programme has to be set for: only the gate's functions answer it. */
  async ask<R extends Row>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    const run = this.source.createQueryRunner();
    try {
      const client = (await run.connect()) as pg.PoolClient;
      const result = await client.query<R>(text, [...values]);
      return result.rows;
    } finally {
      await run.release();
    }
  }

  /**
   * Calls `heard` on every notification of `channel`, and once on every (re)connection, since some may have been missed.
   * @returns a function that stops listening
   */
  listen(
    channel: 'outbox' | 'bearer_changed' | 'session_changed' | 'programme_changed',
    heard: () => void,
  ): () => Promise<void> {
    let stopped = false;
    let client: pg.Client | undefined;
    let again: NodeJS.Timeout | undefined;
    const connect = async (): Promise<void> => {
      if (stopped) return;
      const next = new pg.Client({
        connectionString: this.options.url,
        application_name: `${this.options.name} listener`,
        keepAlive: true,
      });
      client = next;
      let lost = false;
      const retry = (): void => {
        if (lost || stopped) return;
        lost = true;
        next.end().catch(() => undefined);
        again = setTimeout(() => void connect(), 1000);
      };
      next.on('error', retry).on('end', retry).on('notification', heard);
      try {
        await next.connect();
        await next.query(`LISTEN ${channel}`);
        heard();
      } catch {
        retry();
      }
    };
    void connect();
    return async () => {
      stopped = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    };
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async once<T>(
    actor: Actor,
    work: (tx: Transaction, first: readonly Row[][]) => Promise<T>,
    first: readonly Statement[],
  ): Promise<T> {
    const run = this.source.createQueryRunner();
    const runner: { isTransactionActive: boolean } = run;
    try {
      const client = (await run.connect()) as pg.PoolClient;
      try {
        const [, , ...rows] = await together(client, [{ text: 'BEGIN' }, actingAs(actor), ...first]);
        // TypeORM must know that a transaction is open, or it would begin and commit one of its own.
        runner.isTransactionActive = true;
        const tx = new Transaction(actor, client, run);
        const result = await work(tx, rows);
        await together(client, [...tx.beforeCommit, { text: 'COMMIT' }]);
        return result;
      } catch (error) {
        // A lost connection cannot be rolled back; the server has done so, and the pool drops it.
        await client.query('ROLLBACK').catch(() => undefined);
        throw error;
      } finally {
        runner.isTransactionActive = false;
      }
    } finally {
      await run.release();
    }
  }
}

function streamOf(client: pg.PoolClient): Duplex {
  return (client as pg.PoolClient & { connection: { stream: Duplex } }).connection.stream;
}

/** Sends statements in one round trip. Once one has failed, those after it fail too; the first failure is thrown. */
async function together(client: pg.PoolClient, statements: readonly Statement[]): Promise<Row[][]> {
  const stream = streamOf(client);
  // One write to the socket rather than one for each statement.
  stream.cork();
  const sent = statements.map(({ text, values, name }) =>
    client.query<Row>({ text, values: values && [...values], name }),
  );
  stream.uncork();
  const answers = await Promise.allSettled(sent);
  return answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value.rows;
  });
}

/** One transaction as one actor. */
export class Transaction {
  /** What goes out with COMMIT, in one round trip. */
  readonly beforeCommit: Statement[] = [];

  constructor(
    readonly actor: Actor,
    private readonly client: pg.PoolClient,
    private readonly run: QueryRunner,
  ) {}

  /** Explicit SQL with `$1` parameters. With a `name` the statement is prepared once a connection. */
  async query<R extends Row>(text: string, values: readonly unknown[] = [], name?: string): Promise<R[]> {
    // Statements that are sent in the same turn go out in one write.
    const stream = streamOf(this.client);
    stream.cork();
    process.nextTick(() => stream.uncork());
    const result = await this.client.query<R>({ text, values: [...values], name });
    return result.rows;
  }

  /** The one row, or undefined. */
  async maybe<R extends Row>(
    text: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<R | undefined> {
    return (await this.query<R>(text, values, name))[0];
  }

  /** Something to be done last, whose answer nobody looks at: it goes out with COMMIT. When it fails, all is rolled back. */
  atLast(statement: Statement): void {
    this.beforeCommit.push(statement);
  }

  /** TypeORM on this very transaction, for entities and plain writes. */
  get orm(): EntityManager {
    return this.run.manager;
  }
}

/** `SET LOCAL` of how PostgreSQL works, for the statements after it in the same transaction. */
export function setLocal(name: 'TimeZone' | 'plan_cache_mode', value: string): NamedStatement {
  return { name: 'set-local', text: 'SELECT set_config($1, $2, true)', values: [name, value] };
}

/**
 * Has the named statements after it in the same transaction planned for whatever they are given, once for each connection.
 * For those that go along an index in any case: PostgreSQL would plan them anew five times and more, which takes longer
 * than doing them.
 */
export const PLANNED_ONCE: NamedStatement = setLocal('plan_cache_mode', 'force_generic_plan');

/** `SET LOCAL` of who is asking. */
function actingAs(actor: Actor): NamedStatement {
  if (!UUID.test(actor.programmeId) || (actor.personId !== null && !UUID.test(actor.personId))) {
    throw new Error('An actor is named by UUIDs');
  }
  return {
    name: 'acting-as',
    text: `SELECT set_config('app.programme', $1, true), set_config('app.person', $2, true), set_config('app.roles', $3, true)`,
    values: [actor.programmeId, actor.personId ?? '', actor.roles.join(',')],
  };
}

export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const MEANWHILE: ReadonlySet<unknown> = new Set(['changed_meanwhile', 'one_open_offer', 'one_live_booking']);

/** A constraint that says in the database what a rule says in the domain gives the rule's answer. */
function asDomainError(error: unknown): unknown {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined;
  if (constraint === 'one_place_at_a_time') {
    return new DomainError('time-taken', 'That time has just been taken. Select another time.', 'startsAt');
  }
  if (MEANWHILE.has(constraint)) {
    return new DomainError(
      'changed-meanwhile',
      'Someone else changed this consultation at the same moment. Open it again.',
    );
  }
  return error;
}
