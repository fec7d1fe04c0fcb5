import { Injectable } from '@nestjs/common';
import { theService } from '@case-consultation/domain';
import { Database, type Transaction } from '@case-consultation/database';

/** Whether the log of who read case text is as it was written. */
export interface AuditCheck {
  entries: number;
  intact: boolean;
  /** The number of the first entry that was changed or taken out; null when it is intact. */
  firstBroken: number | null;
}

interface Head extends Record<string, unknown> {
  seq: number;
  hash: Buffer;
  last: number;
}

interface Part extends Record<string, unknown> {
  entries: number;
  broken: number | null;
  hash: Buffer | null;
}

/** So many are hashed by one statement, which stays far below its time limit. */
const AT_A_TIME = 20_000;
const NOTHING_YET = { seq: 0, hash: Buffer.alloc(0), last: 0 };

/** Verifies the chain of hashes over a programme's read audit. */
@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /**
   * Hashes every entry anew, each over the one before, up to the head of the chain. What is read meanwhile is left for
   * the next time.
   */
  async verify(programmeId: string): Promise<AuditCheck> {
    return this.database.as(theService(programmeId), async (tx) => {
      const head = (await this.head(tx)) ?? NOTHING_YET;
      let entries = 0;
      let before: Buffer = NOTHING_YET.hash;
      for (let from = 0; from < head.seq; from += AT_A_TIME) {
        const part = await this.part(tx, from, Math.min(head.seq, from + AT_A_TIME), before);
        entries += part.entries;
        if (part.broken !== null) return { entries, intact: false, firstBroken: part.broken };
        before = part.hash ?? before;
      }
      // An entry beyond the head, or a head that says otherwise than its last entry, was not written by the chain.
      if (head.last > head.seq) return { entries, intact: false, firstBroken: head.seq + 1 };
      return before.equals(head.hash)
        ? { entries, intact: true, firstBroken: null }
        : { entries, intact: false, firstBroken: head.seq };
    });
  }

  private async head(tx: Transaction): Promise<Head | undefined> {
    return tx.maybe<Head>(
      `SELECT h.seq, h.hash, coalesce(max(a.seq), 0) AS last
       FROM read_audit_head h LEFT JOIN read_audit a ON a.programme_id = h.programme_id
       WHERE h.programme_id = $1 GROUP BY h.seq, h.hash`,
      [tx.actor.programmeId],
    );
  }

  /** The entries after number `from` up to `to`; without one in its place, that place is where it is broken. */
  private async part(tx: Transaction, from: number, to: number, before: Buffer): Promise<Part> {
    const [part] = await tx.query<Part>(
      `SELECT count(seq) AS entries, min(place) FILTER (WHERE hash IS DISTINCT FROM expected) AS broken,
         (array_agg(hash ORDER BY place DESC))[1] AS hash
       FROM (
         SELECT place, a.seq, a.hash,
           read_audit_entry_hash(CASE WHEN place = $2 + 1 THEN $4 ELSE lag(a.hash) OVER (ORDER BY place) END, a) AS expected
         FROM generate_series($2::bigint + 1, $3::bigint) AS place
         LEFT JOIN read_audit a ON a.programme_id = $1 AND a.seq = place
       ) AS placed`,
      [tx.actor.programmeId, from, to, before],
    );
    return part ?? { entries: 0, broken: from + 1, hash: null };
  }
}
