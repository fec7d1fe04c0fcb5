import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, DomainError } from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';

/** How long a key is remembered. */
const REMEMBERED_HOURS = 24;
/** A request that made nothing in this time never will: its process is gone. */
const ABANDONED_MS = 60_000;

/** Remembers under which name a thing was made, in the very transaction that makes it. */
export type Remember = (tx: Transaction, name: string) => Promise<void>;

/**
 * `Idempotency-Key` on what creates: the first request makes the thing and remembers which it is; a repeat is told of the
 * same thing. Only its name is kept, never the answer, which may hold case text.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param request what was asked, to tell a repeat from another request under the same key
   * @param create makes the thing; in the same transaction it calls `remember` with the thing's name (a code or an id)
   * @param show how the thing is shown when it was made before
   * @throws DomainError `idempotency-key-reused` for another request, or while the first is still under way
   */
  async once<T>(
    actor: Actor & { personId: string },
    key: string,
    request: unknown,
    create: (remember: Remember) => Promise<T>,
    show: (name: string) => Promise<T>,
  ): Promise<T> {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new DomainError(
        'invalid-input',
        'Give an Idempotency-Key of 1 to 200 printable characters, such as a UUID.',
        'Idempotency-Key',
      );
    }
    const hash = createHash('sha256').update(JSON.stringify(request)).digest();
    const known = await this.claim(actor, key, hash);
    if (known !== null) return show(known);
    try {
      return await create((tx, name) => remember(tx, actor.personId, key, name));
    } catch (error) {
      // Nothing was made, so the same key may be tried again.
      await this.database.as(actor, (tx) =>
        tx.query('DELETE FROM idempotency_key WHERE person_id = $1 AND key = $2 AND resource IS NULL', [
          actor.personId,
          key,
        ]),
      );
      throw error;
    }
  }

  /** The name of what was made under this key before, or null when it is ours to make now. */
  private async claim(
    actor: Actor & { personId: string },
    key: string,
    hash: Buffer,
  ): Promise<string | null> {
    const now = this.clock.now();
    return this.database.as(actor, async (tx) => {
      await tx.query(
        `DELETE FROM idempotency_key WHERE person_id = $1 AND key = $2
           AND (created_at < $3 OR (resource IS NULL AND created_at < $4))`,
        [
          actor.personId,
          key,
          new Date(now.getTime() - REMEMBERED_HOURS * 60 * 60_000),
          new Date(now.getTime() - ABANDONED_MS),
        ],
      );
      const claimed = await tx.query(
        `INSERT INTO idempotency_key (programme_id, person_id, key, request_hash, created_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1`,
        [actor.programmeId, actor.personId, key, hash, now],
      );
      if (claimed.length > 0) return null;
      const [row] = await tx.query<{ request_hash: Buffer; resource: string | null }>(
        'SELECT request_hash, resource FROM idempotency_key WHERE person_id = $1 AND key = $2',
        [actor.personId, key],
      );
      if (!row || !row.request_hash.equals(hash)) {
        throw new DomainError(
          'idempotency-key-reused',
          'This Idempotency-Key was used for another request. Use a new one.',
          'Idempotency-Key',
        );
      }
      if (row.resource === null) {
        throw new DomainError(
          'idempotency-key-reused',
          'The first request with this Idempotency-Key is still under way. Ask again in a moment.',
          'Idempotency-Key',
        );
      }
      return row.resource;
    });
  }
}

async function remember(tx: Transaction, personId: string, key: string, name: string): Promise<void> {
  await tx.query('UPDATE idempotency_key SET resource = $3 WHERE person_id = $1 AND key = $2', [
    personId,
    key,
    name,
  ]);
}
