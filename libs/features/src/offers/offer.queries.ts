import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type AccessFacts,
  type Actor,
  hasExpired,
  type Mode,
  offerEndsAt,
  type Priority,
  type Purpose,
  type Stage,
} from '@case-consultation/domain';
import { Database, notFound, type Row } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Page, pageOf } from '../paging.js';
import { Programmes } from '../programme/programmes.service.js';

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

/** How an offer ended. `conflict`: the one who was asked said so; `withdrawn`: the lead or the practitioner decided otherwise. */
export type OfferEnd = 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'conflict';

interface OfferTime {
  startsAt: Date;
  endsAt: Date;
}

/** One offer, for whoever was asked and for the leads. */
export type OneOffer =
  /** Mine to answer, with what else is booked with me that day. */
  | {
      state: 'open';
      offer: OfferView;
      sameDay: readonly (OfferTime & { status: 'tentative' | 'confirmed' })[];
    }
  /** Over, however it ended; `code` while the consultation is mine to see. */
  | ({ state: 'ended'; how: OfferEnd; code: string | null } & OfferTime)
  /** Made to another consultant; a lead may see that. */
  | ({ state: 'another-consultant'; consultant: string; code: string } & OfferTime);

interface OneOfferRow extends Row, OfferView {
  status: 'open' | OfferEnd;
  asked: string;
  asked_name: string;
  access: AccessFacts;
}

@Injectable()
export class OfferQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * One offer as it stands now. An offer whose time is over reads as expired, whether or not the service has got to it.
   * @throws DomainError `not-found` for whoever was not asked and is no lead of the consultation
   */
  async one(actor: Actor, offerId: string): Promise<OneOffer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    return this.database.as(actor, async (tx) => {
      const row = await tx.maybe<OneOfferRow>(ONE_OFFER, [actor.programmeId, offerId]);
      if (!row) throw notFound();
      const { status, asked, asked_name, access: facts, ...offer } = row;
      const { code, startsAt, endsAt } = offer;
      const access = accessTo(facts, actor);
      if (asked !== actor.personId) {
        if (access !== 'detail' || actor.personId === facts.requesterId) throw notFound();
        return { state: 'another-consultant', consultant: asked_name, code, startsAt, endsAt };
      }
      if (status === 'open' && !hasExpired(offer, now)) {
        const sameDay = await tx.query<Row & OfferTime & { status: 'tentative' | 'confirmed' }>(SAME_DAY, [
          actor.personId,
          offerId,
          settings.zone,
        ]);
        return { state: 'open', offer: { ...offer, expiresAt: offerEndsAt(offer) }, sameDay };
      }
      const how = status === 'open' ? 'expired' : status;
      return { state: 'ended', how, code: access === 'none' ? null : code, startsAt, endsAt };
    });
  }

  /** The open offers made to me, soonest to expire first. */
  async mine(
    actor: Actor,
    page: { limit: number; after: { expiresAt: Date; id: string } | null },
  ): Promise<Page<OfferView>> {
    const { limit, after } = page;
    // Not prepared by name: with the limit unknown, PostgreSQL plans it anew at every turn.
    const { text, values } = openOffers(actor, { limit: limit + 1, after });
    return this.database.as(actor, async (tx) =>
      pageOf(await tx.query<Row & OfferView>(text, values), limit),
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

const ONE_OFFER = `SELECT o.id, c.code, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.expires_at AS "expiresAt", c.priority,
    c.mode, g.name AS agency, c.stage, c.purposes, o.status, o.consultant_id AS asked, p.name AS asked_name,
    jsonb_build_object('programmeId', c.programme_id, 'status', c.status, 'requesterId', c.requester_id,
      'consultantId', c.consultant_id, 'conflictClearedAt', c.conflict_cleared_at,
      'lockedOut', (SELECT coalesce(jsonb_agg(l.person_id), '[]') FROM lockout l WHERE l.consultation_id = c.id)) AS access
  FROM offer o JOIN consultation c ON c.id = o.consultation_id JOIN person p ON p.id = o.consultant_id
  LEFT JOIN agency g ON g.id = c.agency_id
  WHERE o.programme_id = $1 AND o.id = $2`;

/** What else is held for a consultant on the local day of an offer, in order. */
const SAME_DAY = `SELECT b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.status
  FROM offer o JOIN booking b ON b.consultant_id = o.consultant_id AND b.consultation_id <> o.consultation_id
  WHERE o.id = $2 AND b.consultant_id = $1 AND b.status IN ('tentative', 'confirmed')
    AND (b.starts_at AT TIME ZONE $3)::date = (o.starts_at AT TIME ZONE $3)::date
  ORDER BY b.starts_at`;
