import { Injectable } from '@nestjs/common';
import { type Actor, type Mode, type Priority, type Purpose, type Stage } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { type Page, pageOf } from '../paging.js';

/** An open offer with what may be known before the conflict check. */
export interface OfferView {
  id: string;
  code: string;
  startsAt: Date;
  endsAt: Date;
  expiresAt: Date;
  priority: Priority;
  mode: Mode;
  agency: string | null;
  stage: Stage | null;
  purposes: readonly Purpose[];
}

@Injectable()
export class OfferQueries {
  constructor(private readonly database: Database) {}

  /** The open offers made to me, soonest to expire first. */
  async mine(
    actor: Actor,
    page: { limit: number; after: { expiresAt: Date; id: string } | null },
  ): Promise<Page<OfferView>> {
    const { limit, after } = page;
    const { text, values, name } = openOffers(actor, { limit: limit + 1, after });
    return this.database.as(actor, async (tx) =>
      pageOf(await tx.query<Row & OfferView>(text, values, name), limit),
    );
  }
}

/** The statement that reads the open offers made to a person, soonest to expire first, in the shape of `OfferView`. */
export function openOffers(
  actor: Actor,
  page: { limit: number; after: { expiresAt: Date; id: string } | null },
) {
  return {
    name: 'open-offers',
    text: `SELECT o.id, c.code, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.expires_at AS "expiresAt", c.priority,
       c.mode, g.name AS agency, c.stage, c.purposes
     FROM offer o JOIN consultation c ON c.id = o.consultation_id LEFT JOIN agency g ON g.id = c.agency_id
     WHERE o.programme_id = $1 AND o.consultant_id = $2 AND o.status = 'open'
       AND ($3::timestamptz IS NULL OR (o.expires_at, o.id) > ($3, $4::uuid))
     ORDER BY o.expires_at, o.id LIMIT $5`,
    values: [
      actor.programmeId,
      actor.personId,
      page.after?.expiresAt ?? null,
      page.after?.id ?? null,
      page.limit,
    ],
  };
}
