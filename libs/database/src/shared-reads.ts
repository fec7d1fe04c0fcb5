import type pg from 'pg';
import { type QueryRunner } from 'typeorm';
import { inOneRoundTrip, type NamedStatement, type Row } from './round-trip.js';

/** So many travel on one connection at most; further ones take another, so that none waits for a long row. */
const MOST_TOGETHER = 8;

interface Read {
  readonly statements: readonly NamedStatement[];
  readonly resolve: (rows: Row[][] | Promise<Row[][]>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Small reads that are asked for in the same turn of the event loop go out on one connection in one packet, each in a
 * transaction of its own. A busy process speaks to the database less often that way; one that is not busy waits for nothing.
 */
export class SharedReads {
  private waiting: Read[] = [];

  constructor(private readonly connection: () => QueryRunner) {}

  /** @returns the rows of each statement, in order */
  add(statements: readonly NamedStatement[]): Promise<Row[][]> {
    if (this.waiting.length === 0) setImmediate(() => this.send());
    return new Promise((resolve, reject) => this.waiting.push({ statements, resolve, reject }));
  }

  private send(): void {
    const { waiting } = this;
    this.waiting = [];
    for (let from = 0; from < waiting.length; from += MOST_TOGETHER) {
      void this.sendTogether(waiting.slice(from, from + MOST_TOGETHER));
    }
  }

  private async sendTogether(reads: readonly Read[]): Promise<void> {
    const run = this.connection();
    try {
      const client = (await run.connect()) as pg.PoolClient;
      const { stream } = client.connection;
      stream.cork();
      const sent = reads.map(({ statements, resolve }) => {
        const rows = inOneRoundTrip(client, statements);
        resolve(rows);
        return rows;
      });
      stream.uncork();
      await Promise.allSettled(sent);
    } catch (error) {
      for (const { reject } of reads) reject(error);
    } finally {
      await run.release();
    }
  }
}
