import { Injectable } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { Database, loadConsultation, type Row } from '@case-consultation/database';
import { mustSeeDetail } from '../consultations/access.js';

/** Somebody who may be given an action. */
export interface PossibleOwner {
  id: string;
  name: string;
  agency: string;
  team: string;
}

export interface PossibleOwners {
  /** The requester, the consultant and those who attended, as far as they have an account; by name. */
  people: readonly (PossibleOwner & { part: 'requester' | 'consultant' | 'attendee' })[];
  /** Colleagues whose name holds what was searched for, by name; null when nothing was. */
  found: readonly PossibleOwner[] | null;
}

/** So many colleagues are found at once: a longer name finds fewer. */
const MOST_FOUND = 10;

/** Who may be given an action of a consultation. Never anybody who must not see the case. */
@Injectable()
export class ActionOwnerQueries {
  constructor(private readonly database: Database) {}

  /**
   * For those who may see the case.
   * @param search part of a colleague's name; empty for none
   * @throws DomainError `not-found`, `conflict-check-first`
   */
  async of(actor: Actor, code: string, search: string): Promise<PossibleOwners> {
    const part = search.trim();
    return this.database.as(actor, async (tx) => {
      const { consultation } = await loadConsultation(tx, { code });
      mustSeeDetail(consultation, actor);
      const { id, requesterId, consultantId, lockedOut, programmeId } = consultation;
      const people = await tx.query<Row & PossibleOwners['people'][number]>(
        `${SELECT}, CASE WHEN p.id = $3 THEN 'requester' WHEN p.id = $4 THEN 'consultant' ELSE 'attendee' END AS part
         ${FROM} WHERE p.programme_id = $1 AND p.active AND p.id <> ALL ($5::uuid[])
           AND (p.id IN ($3, $4) OR p.email IN (SELECT email FROM attendee WHERE consultation_id = $2))
         ORDER BY p.name, p.id`,
        [programmeId, id, requesterId, consultantId, lockedOut],
      );
      if (part === '') return { people, found: null };
      const found = await tx.query<Row & PossibleOwner>(
        `${SELECT} ${FROM} WHERE p.programme_id = $1 AND p.active AND p.id <> ALL ($2::uuid[])
           AND p.id <> ALL ($3::uuid[]) AND p.name ILIKE '%' || $4 || '%'
         ORDER BY p.name, p.id LIMIT $5`,
        [
          programmeId,
          lockedOut,
          people.map((person) => person.id),
          part.replace(/[\\%_]/g, '\\$&'),
          MOST_FOUND,
        ],
      );
      return { people, found };
    });
  }
}

const SELECT = 'SELECT p.id, p.name, g.name AS agency, t.name AS team';
const FROM = 'FROM person p JOIN agency g ON g.id = p.agency_id JOIN team t ON t.id = p.team_id';
