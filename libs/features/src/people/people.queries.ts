import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type Day,
  DomainError,
  isLead,
  mustManagePeople,
  type PersonChange,
  type PersonEvent,
  type Role,
} from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';
import { type Page, pageOf } from '../paging.js';
import { STILL_HELD } from './leaving.js';
import { type TeamRow, teamsOf } from './people-rows.js';

export interface PeopleWish {
  /** Part of a name or of an address. */
  search: string | null;
  role: Role | null;
  agencyId: string | null;
  active: 'active' | 'deactivated' | 'all';
  /** 1 to 100. */
  limit: number;
  /** The last line of the page before. */
  after: { name: string; id: string } | null;
}

/** A person in the list: who and where they are, and nothing of what they do. */
export interface PersonItem {
  id: string;
  name: string;
  email: string;
  agency: string;
  team: string;
  roles: readonly Role[];
  active: boolean;
}

export interface PersonView extends PersonItem {
  version: number;
  teamId: string;
  manager: { id: string; name: string; email: string } | null;
  /** Null for somebody who does not consult. */
  signedOff: { from: Day; until: Day | null } | null;
  /** The last mail that said there is an account; null when none was asked for. */
  invited: { at: Date; state: 'owed' | 'sent' | 'skipped' | 'refused' } | null;
  holds: Holding;
}

/** Consultations that they are the consultant of and that somebody has to hold or write up still. */
export interface Holding {
  count: number;
  /** Of those that this reader may see, the first few; nobody but a lead sees any. */
  codes: readonly string[];
}

export interface PersonHistoryItem {
  id: number;
  at: Date;
  /** Null for the service itself. */
  by: string | null;
  event: PersonEvent;
  changes: readonly PersonChange[];
  imported: boolean;
  version: number;
}

const MOST_CODES = 20;

/** The people of a programme, for those who look after them. */
@Injectable()
export class PeopleQueries {
  constructor(private readonly database: Database) {}

  /** By name. @throws DomainError `not-your-task` */
  async list(actor: Actor, wish: PeopleWish): Promise<Page<PersonItem>> {
    mustManagePeople(actor);
    const rows = await this.database.as(actor, (tx) =>
      tx.query<Row & PersonItem>(
        `SELECT p.id, p.name, p.email, g.name AS agency, t.name AS team, p.roles, p.active
         FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id
         WHERE p.programme_id = $1
           AND ($2::text IS NULL OR p.name ILIKE '%' || $2 || '%' OR p.email ILIKE '%' || $2 || '%')
           AND ($3::text IS NULL OR $3 = ANY (p.roles)) AND ($4::uuid IS NULL OR p.agency_id = $4)
           AND ($5::boolean IS NULL OR p.active = $5)
           AND ($6::text IS NULL OR (p.name, p.id) > ($6, $7::uuid))
         ORDER BY p.name, p.id LIMIT $8`,
        [
          actor.programmeId,
          wish.search === null ? null : wish.search.replace(/[\\%_]/g, '\\$&'),
          wish.role,
          wish.agencyId,
          wish.active === 'all' ? null : wish.active === 'active',
          wish.after?.name ?? null,
          wish.after?.id ?? null,
          wish.limit + 1,
        ],
      ),
    );
    return pageOf(rows, wish.limit);
  }

  /** @throws DomainError `not-your-task`, `not-found` */
  async person(actor: Actor, id: string): Promise<PersonView> {
    mustManagePeople(actor);
    return this.database.as(actor, async (tx) => {
      const row = await tx.maybe<PersonRow>(PERSON, [actor.programmeId, id]);
      if (!row)
        throw new DomainError('not-found', 'There is no such person here. Look for them in the list.');
      const held = await tx.query<Row & { code: string; count: number; seen: boolean }>(
        `SELECT c.code, count(*) OVER () AS count, ${isLead(actor) ? visibleTo(actor, '$3::uuid') : '$3::uuid IS NULL'} AS seen
         FROM consultation c WHERE c.programme_id = $1 AND c.consultant_id = $2 AND ${STILL_HELD}
         ORDER BY c.id LIMIT ${MOST_CODES}`,
        [actor.programmeId, id, actor.personId],
      );
      const holds = {
        count: held[0]?.count ?? 0,
        codes: held.filter(({ seen }) => seen).map(({ code }) => code),
      };
      const { invitedAt, invitedState, ...person } = row;
      const invited =
        invitedAt === null || invitedState === null ? null : { at: invitedAt, state: invitedState };
      return { ...person, invited, holds };
    });
  }

  /**
   * What has happened to an account, newest first.
   * @param page `before`: the last line of the page before; `since`: only what led to later versions than this
   * @throws DomainError `not-your-task`
   */
  async history(
    actor: Actor,
    id: string,
    { limit, before = null, since = 0 }: { limit: number; before?: number | null; since?: number },
  ): Promise<Page<PersonHistoryItem>> {
    mustManagePeople(actor);
    const rows = await this.database.as(actor, (tx) =>
      tx.query<Row & PersonHistoryItem>(
        `SELECT h.id, h.at, a.name AS by, h.event, h.changes, h.imported, h.version
         FROM person_history h LEFT JOIN person a ON a.id = h.actor_id
         WHERE h.programme_id = $1 AND h.person_id = $2 AND ($3::bigint IS NULL OR h.id < $3) AND h.version > $4
         ORDER BY h.id DESC LIMIT $5`,
        [actor.programmeId, id, before, since, limit + 1],
      ),
    );
    return pageOf(rows, limit);
  }

  /** Every team with its agency, by name, whether or not it is closed. There are few: not paged. */
  async teams(actor: Actor): Promise<TeamRow[]> {
    mustManagePeople(actor);
    return this.database.as(actor, (tx) => teamsOf(tx));
  }
}

const PERSON = `
  SELECT p.id, p.name, p.email, p.team_id AS "teamId", g.name AS agency, t.name AS team, p.roles, p.active, p.version,
    CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email) END AS manager,
    CASE WHEN c.person_id IS NOT NULL
      THEN jsonb_build_object('from', c.signed_off_from, 'until', c.signed_off_until) END AS "signedOff",
    i.asked_at AS "invitedAt", i.state AS "invitedState"
  FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id
  LEFT JOIN person m ON m.id = p.manager_id LEFT JOIN consultant c ON c.person_id = p.id
  LEFT JOIN LATERAL (SELECT asked_at, state FROM person_mail WHERE person_id = p.id AND kind = 'invitation'
    ORDER BY asked_at DESC LIMIT 1) i ON true
  WHERE p.programme_id = $1 AND p.id = $2`;

interface PersonRow extends Row, Omit<PersonView, 'holds' | 'invited'> {
  invitedAt: Date | null;
  invitedState: NonNullable<PersonView['invited']>['state'] | null;
}
