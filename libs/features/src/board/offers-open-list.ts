import { type Actor, type Day } from '@case-consultation/domain';
import { type Programme } from '../programme/programmes.service.js';
import { type OpenOfferItem } from './board-items.js';
import { type BoardList, type ConsultantFilter } from './board-list.js';
import { CASE_COLUMNS, CASE_FILTERS, CASE_JOINS, type CaseRow, targetedItem } from './case-columns.js';

/** Soonest to expire first; open for longest first; soonest to be held first. */
export type OfferOrder = 'expires' | 'longest' | 'starts';

export interface OpenOfferRow extends CaseRow {
  offer_id: string;
  asked_id: string;
  asked_name: string;
  starts_at: Date;
  ends_at: Date;
  made_at: Date;
  remind_at: Date;
  reminded_at: Date | null;
  expires_at: Date;
}

export const OFFERS_OPEN: BoardList<OfferOrder, ConsultantFilter> = {
  name: 'offers-open',
  from: 'offer o JOIN consultation c ON c.id = o.consultation_id',
  where: () => `o.programme_id = $1 AND o.status = 'open'`,
  id: 'o.id',
  orders: {
    expires: [{ sql: 'o.expires_at', type: 'instant' }],
    longest: [{ sql: 'o.made_at', type: 'instant' }],
    starts: [{ sql: 'o.starts_at', type: 'instant' }],
  },
  filters: { ...CASE_FILTERS, consultantId: 'o.consultant_id' },
  columns: `${CASE_COLUMNS}, o.id AS offer_id, o.consultant_id AS asked_id, asked.name AS asked_name, o.starts_at, o.ends_at,
    o.made_at, o.remind_at, o.expires_at, (SELECT max(m.settled_at) FROM message m
      WHERE m.consultation_id = c.id AND m.recipient_id = o.consultant_id AND m.kind = 'offer-reminder' AND m.state = 'sent'
        AND m.created_at >= o.made_at) AS reminded_at`,
  joins: `${CASE_JOINS} JOIN offer o ON o.id = page.id JOIN person asked ON asked.id = o.consultant_id`,
};

export function openOfferItem(
  actor: Actor,
  row: OpenOfferRow,
  programme: Programme,
  today: Day,
  now: Date,
): OpenOfferItem {
  return {
    ...targetedItem(actor, row, programme, today),
    offerId: row.offer_id,
    consultant: { id: row.asked_id, name: row.asked_name },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    madeAt: row.made_at,
    remindAt: row.remind_at,
    remindedAt: row.reminded_at,
    expiresAt: row.expires_at,
    openWorkingMinutes: Math.floor(programme.calendar.workingMinutesBetween(row.made_at, now)),
  };
}
