import { createRequire } from 'node:module';
import type pg from 'pg';

/** What pg turns a parameter into before it is sent; this part of pg has no types of its own. */
const { prepareValue } = createRequire(import.meta.url)('pg/lib/utils.js') as {
  prepareValue: (value: unknown) => string | Buffer | null;
};

export type Row = Record<string, unknown>;

/** SQL with `$1` parameters. With a `name` it is prepared once a connection. */
export interface Statement {
  text: string;
  values?: readonly unknown[];
  name?: string;
}

/** A statement that is prepared once a connection. */
export type NamedStatement = Statement & { name: string };

interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

interface Column {
  readonly name: string;
  readonly read: (text: string) => unknown;
}

const preparedOn = new WeakMap<pg.ClientBase, Map<string, Prepared>>();

/**
 * One transaction in one round trip and one message to end it: PostgreSQL takes whatever comes before a Sync as one
 * transaction, so that neither BEGIN nor COMMIT is sent. What a prepared statement answers with is asked once, not
 * each time. On a client that pipelines, several of these may be under way, one behind the other.
 *
 * @returns the rows of each statement, in order
 */
export function inOneRoundTrip(
  client: pg.ClientBase,
  statements: readonly NamedStatement[],
): Promise<Row[][]> {
  const parts = statements.map(({ name, text, values = [] }) => ({
    statement: prepared(client, name, text),
    values: values.map((value) => prepareValue(value)),
  }));
  return new Promise((resolve, reject) => {
    client.query(new RoundTrip(parts, resolve, reject));
  });
}

function prepared(client: pg.ClientBase, name: string, text: string): Prepared {
  const known = preparedOn.get(client) ?? new Map<string, Prepared>();
  preparedOn.set(client, known);
  const already = known.get(name);
  if (already?.text === text) return already;
  if (already) throw new Error(`Two statements are called ${name}`);
  const statement = new Prepared(name, text, client, () => known.delete(name));
  known.set(name, statement);
  return client.query(statement);
}

/** Parses a statement and asks for the columns of its answer; travels ahead of what uses it. */
class Prepared implements pg.Submittable {
  /** Apart from the names that pg prepares by itself on the same connection. */
  readonly name: string;
  columns: readonly Column[] = [];
  failure: Error | undefined;

  constructor(
    name: string,
    readonly text: string,
    private readonly client: pg.ClientBase,
    private readonly forget: () => void,
  ) {
    this.name = `once:${name}`;
  }

  submit(connection: pg.Connection): void {
    connection.parse({ name: this.name, text: this.text, types: [] }, true);
    connection.describe({ type: 'S', name: this.name }, true);
    connection.sync();
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      read: this.client.getTypeParser(dataTypeID, 'text') as Column['read'],
    }));
  }

  handleError(error: Error): void {
    this.failure = error;
    this.forget();
  }

  handleReadyForQuery(): void {
    // It is there; who needs it has been sent behind it.
  }
}

interface Part {
  readonly statement: Prepared;
  readonly values: (string | Buffer | null)[];
}

class RoundTrip implements pg.Submittable {
  private readonly rows: Row[][];
  private at = 0;

  constructor(
    private readonly parts: readonly Part[],
    private readonly resolve: (rows: Row[][]) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.rows = parts.map(() => []);
  }

  submit(connection: pg.Connection): void {
    // One write to the socket rather than one for each message.
    connection.stream.cork();
    for (const { statement, values } of this.parts) {
      connection.bind({ statement: statement.name, values }, true);
      connection.execute({}, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: Row = {};
    (this.parts[this.at]?.statement.columns ?? []).forEach(({ name, read }, index) => {
      const text = fields[index] ?? null;
      row[name] = text === null ? null : read(text);
    });
    this.rows[this.at]?.push(row);
  }

  handleCommandComplete(): void {
    this.at += 1;
  }

  handleError(error: Error): void {
    // A statement that could not be prepared says why better than the one that missed it.
    const [first] = this.parts.flatMap(({ statement: { failure } }) => (failure ? [failure] : []));
    this.reject(first ?? error);
  }

  handleReadyForQuery(): void {
    this.resolve(this.rows);
  }
}
