import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import {
  type Actor,
  DomainError,
  idleSince,
  idleUntil,
  isOver,
  type Role,
  seenLongAgo,
  sessionFrom,
  type SessionTimes,
  theService,
} from '@case-consultation/domain';
import { Database } from '@case-consultation/database';
import { Clock, hashToken, looksLikeToken, newToken } from '@case-consultation/platform';

/** Who is signed in. */
export interface Visitor {
  sessionId: string;
  actor: Actor & { personId: string };
  name: string;
  email: string;
  programme: { code: string; name: string };
  /** When the session is over unless something is done before. */
  idleUntil: Date;
  /** When it is over whatever is done. */
  endsAt: Date;
}

/** A visitor is remembered this long, and forgotten by all at once when a session ends or a person changes. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 10_000;

interface VisitorRow extends Record<string, unknown> {
  session_id: string;
  programme_id: string;
  programme_code: string;
  programme_name: string;
  person_id: string;
  name: string;
  email: string;
  roles: Role[];
  last_seen_at: Date;
  ends_at: Date;
}

interface Remembered {
  visitor: Visitor;
  times: SessionTimes;
  /** Of the process's own clock. */
  until: number;
}

/** Sessions of people in the browser: opaque tokens, stored hashed, that end by idleness, by age, by sign-out and with the person. */
@Injectable()
export class Sessions implements OnModuleDestroy {
  private readonly remembered = new Map<string, Remembered>();
  /** How often all were forgotten: an answer that was under way meanwhile is not remembered. */
  private forgettings = 0;
  private readonly stopListening: () => Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.stopListening = database.listen('session_changed', () => this.forgetAll());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stopListening();
  }

  /**
   * Who is signed in with this token, which keeps the session from becoming idle; null for a token that is none, and for a
   * session that is over, was ended, or whose person was deactivated.
   */
  async visitorOf(token: string): Promise<Visitor | null> {
    if (!looksLikeToken(token)) return null;
    const now = this.clock.now();
    const hash = hashToken(token);
    const known = this.remembered.get(keyOf(hash));
    // What is remembered never says no, and only says yes while there is nothing to be noted.
    if (known && known.until > performance.now() && isFresh(known.times, now)) return known.visitor;
    return this.look(hash, now);
  }

  /** Signs out. Nothing happens when there is no such session. */
  async end(token: string): Promise<void> {
    if (!looksLikeToken(token)) return;
    this.forgetAll();
    await this.database.ask('SELECT end_session($1)', [hashToken(token)]);
    this.forgetAll();
  }

  /**
   * A session of one person, who has shown who they are. What is over in their programme is swept with it. The token is
   * given out here and kept nowhere.
   * @throws DomainError `not-found` when there is no such person, or they were deactivated
   */
  async open(programmeId: string, personId: string): Promise<{ token: string }> {
    const token = newToken();
    const now = this.clock.now();
    const { lastSeenAt, endsAt } = sessionFrom(now);
    await this.database.as(theService(programmeId), async (tx) => {
      // Locked, so that nobody is deactivated between the look and the session.
      const opened = await tx.query(
        `INSERT INTO session (id, programme_id, person_id, token_hash, created_at, last_seen_at, ends_at)
         SELECT $1, p.programme_id, p.id, $3, $4, $4, $5 FROM person p WHERE p.id = $2 AND p.active FOR SHARE
         RETURNING 1`,
        [newId(), personId, hashToken(token), lastSeenAt, endsAt],
      );
      if (opened.length === 0) {
        throw new DomainError('not-found', 'There is no such person. Ask your lead to check your account.');
      }
      await tx.query(
        'DELETE FROM session WHERE programme_id = $1 AND (last_seen_at <= $2 OR ends_at <= $3)',
        [programmeId, idleSince(now), now],
      );
    });
    return { token };
  }

  private async look(hash: Buffer, now: Date): Promise<Visitor | null> {
    const { forgettings } = this;
    const [row] = await this.database.ask<VisitorRow>('SELECT * FROM session_visitor($1, $2, $3, $4)', [
      hash,
      now,
      idleSince(now),
      seenLongAgo(now),
    ]);
    const times = row && { lastSeenAt: row.last_seen_at, endsAt: row.ends_at };
    if (!times || isOver(times, now)) {
      this.remembered.delete(keyOf(hash));
      return null;
    }
    const visitor: Visitor = {
      sessionId: row.session_id,
      actor: { programmeId: row.programme_id, personId: row.person_id, roles: row.roles },
      name: row.name,
      email: row.email,
      programme: { code: row.programme_code, name: row.programme_name },
      idleUntil: idleUntil(times),
      endsAt: times.endsAt,
    };
    if (forgettings === this.forgettings) {
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(keyOf(hash), { visitor, times, until: performance.now() + REMEMBERED_MS });
    }
    return visitor;
  }

  private forgetAll(): void {
    this.forgettings += 1;
    this.remembered.clear();
  }
}

function keyOf(hash: Buffer): string {
  return hash.toString('base64');
}

/** Not over, and seen so lately that it need not be noted again. */
function isFresh(times: SessionTimes, now: Date): boolean {
  return !isOver(times, now) && times.lastSeenAt > seenLongAgo(now);
}
