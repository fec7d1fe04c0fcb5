import type pg from 'pg';
import { type QueryRunner } from 'typeorm';
import { inOneRoundTrip, type NamedStatement, type Row } from './round-trip.js';

/** So many travel together at most; further ones take another connection, so that none waits for a long row. */
const MOST_TOGETHER = 8;

/**
 * So many connections are reading at most. What is asked for meanwhile waits for the first of them, and goes out together:
 * the busier the process, the less often it speaks to the database.
 */
const MOST_CONNECTIONS = 2;

interface Read {
  /** Who reads, then what. */
  readonly statements: readonly NamedStatement[];
  readonly resolve: (rows: Row[][]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Small reads that are asked for in the same turn of the event loop go out in one packet and come back in one. Each says
 * first who reads, so that they can share a transaction: of one statement after another the last said holds. One that is
 * not busy waits for nothing.
 */
export class SharedReads {
  private waiting: Read[] = [];
  private connections = 0;

  constructor(private readonly connection: () => QueryRunner) {}

  /** @returns the rows of each statement, in order */
  add(statements: readonly NamedStatement[]): Promise<Row[][]> {
    if (this.waiting.length === 0) setImmediate(() => this.send());
    return new Promise((resolve, reject) => this.waiting.push({ statements, resolve, reject }));
  }

  private send(): void {
    while (this.connections < MOST_CONNECTIONS && this.waiting.length > 0) {
      this.connections += 1;
      void this.sendTogether(this.waiting.splice(0, MOST_TOGETHER)).finally(() => {
        this.connections -= 1;
        this.send();
      });
    }
  }

  private async sendTogether(reads: readonly Read[]): Promise<void> {
    const run = this.connection();
    try {
      const client = (await run.connect()) as pg.PoolClient;
      const rows = await inOneRoundTrip(
        client,
        reads.flatMap(({ statements }) => statements),
      ).catch((error: unknown) => {
        if (reads.length === 1) throw error;
      });
      if (rows === undefined) return await sendApart(client, reads);
      for (const { statements, resolve } of reads) resolve(rows.splice(0, statements.length));
    } catch (error) {
      for (const { reject } of reads) reject(error);
    } finally {
      await run.release();
    }
  }
}

/** After one of them has failed, and with it all: each in a transaction of its own, so that only that one fails. */
async function sendApart(client: pg.PoolClient, reads: readonly Read[]): Promise<void> {
  const sent = reads.map(({ statements, resolve, reject }) =>
    inOneRoundTrip(client, statements).then(resolve, reject),
  );
  await Promise.all(sent);
}
