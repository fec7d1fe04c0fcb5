import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { type Actor, DomainError, type Role, theService } from '@case-consultation/domain';
import { ApiTokenEntity, Database, PersonEntity } from '@case-consultation/database';
import { Clock, hashToken, looksLikeToken, newToken } from '@case-consultation/platform';

/** What a token may be used for. A person's roles still decide what they may do. */
export const SCOPES = [
  'consultations:read',
  'consultations:write',
  'lead',
  'people',
  'settings',
  'audit',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who presents a token. */
export interface Bearer {
  tokenId: string;
  actor: Actor & { personId: string };
  scopes: readonly Scope[];
}

/** A bearer is remembered this long, and forgotten by all at once when a token or person changes. */
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 10_000;
const LONGEST_DAYS = 365;
/** "Last used" is kept to the minute: a write for every request would be dear and tell nobody more. */
const LAST_USED_EVERY_MS = 60_000;

interface BearerRow extends Record<string, unknown> {
  token_id: string;
  programme_id: string;
  person_id: string;
  roles: Role[];
  scopes: Scope[];
  expires_at: Date;
}

/** Bearer tokens: stored hashed, scoped, expiring, shown once. */
@Injectable()
export class Tokens implements OnModuleDestroy {
  private readonly remembered = new Map<
    string,
    { bearer: Bearer; expiresAt: Date; until: number; usedAt: number }
  >();
  private readonly stopListening: () => Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.stopListening = database.listen('bearer_changed', () => this.remembered.clear());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stopListening();
  }

  /** Whose token this is; null for one that is none, has expired, was revoked, or whose person was deactivated. */
  async bearerOf(token: string): Promise<Bearer | null> {
    if (!looksLikeToken(token)) return null;
    const now = this.clock.now();
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const known = this.remembered.get(key);
    if (known && known.until > performance.now() && known.expiresAt > now) {
      this.noteUse(known);
      return known.bearer;
    }
    const [row] = await this.database.ask<BearerRow>('SELECT * FROM token_bearer($1, $2)', [hash, now]);
    if (!row) return null;
    const bearer: Bearer = {
      tokenId: row.token_id,
      actor: { programmeId: row.programme_id, personId: row.person_id, roles: row.roles },
      scopes: row.scopes,
    };
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    const entry = {
      bearer,
      expiresAt: row.expires_at,
      until: performance.now() + REMEMBERED_MS,
      usedAt: -Infinity,
    };
    this.remembered.set(key, entry);
    this.noteUse(entry);
    return bearer;
  }

  /**
   * A new token for a person, by their e-mail. The text is given back once and kept nowhere.
   * @param days 1 to 365
   * @throws DomainError `not-found` without such an active person, `invalid-input` for the rest
   */
  async issue(
    programmeCode: string,
    email: string,
    wish: { name: string; scopes: readonly Scope[]; days: number },
  ): Promise<{ token: string; expiresAt: Date }> {
    if (!Number.isInteger(wish.days) || wish.days < 1 || wish.days > LONGEST_DAYS) {
      throw new DomainError(
        'invalid-input',
        `Give the days it holds as a whole number from 1 to ${LONGEST_DAYS}.`,
        'days',
      );
    }
    if (wish.scopes.length === 0 || !wish.scopes.every((scope) => SCOPES.includes(scope))) {
      throw new DomainError(
        'invalid-input',
        `Give one or more of the scopes ${SCOPES.join(', ')}.`,
        'scopes',
      );
    }
    const [programme] = await this.database.ask<{ id: string | null }>(
      'SELECT programme_with_code($1) AS id',
      [programmeCode],
    );
    if (!programme?.id)
      throw new DomainError('not-found', 'There is no programme with that code.', 'programme');
    const token = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + wish.days * 24 * 60 * 60_000);
    await this.database.as(theService(programme.id), async (tx) => {
      const person = await tx.orm.findOneBy(PersonEntity, {
        programmeId: tx.actor.programmeId,
        email: email.toLowerCase(),
        active: true,
      });
      if (!person)
        throw new DomainError(
          'not-found',
          'There is no active person with that e-mail in the programme.',
          'email',
        );
      await tx.orm.insert(ApiTokenEntity, {
        id: newId(),
        programmeId: person.programmeId,
        personId: person.id,
        name: wish.name,
        tokenHash: hashToken(token),
        scopes: [...wish.scopes],
        createdAt: now,
        expiresAt,
        revokedAt: null,
        lastUsedAt: null,
      });
    });
    return { token, expiresAt };
  }

  private noteUse(entry: { bearer: Bearer; usedAt: number }): void {
    if (performance.now() - entry.usedAt < LAST_USED_EVERY_MS) return;
    entry.usedAt = performance.now();
    const { actor, tokenId } = entry.bearer;
    const now = this.clock.now();
    // Nobody waits for this, and a use that went unnoted is noted with the next.
    this.database
      .as(theService(actor.programmeId), (tx) =>
        tx.query('UPDATE api_token SET last_used_at = $2 WHERE id = $1', [tokenId, now]),
      )
      .catch(() => (entry.usedAt = -Infinity));
  }
}
