import { type Actor, type Day, type WithLeadReason } from '@case-consultation/domain';
import { type Programme } from '../programme/programmes.service.js';
import { type BoardList, type TargetDayFilter } from './board-list.js';
import { type WaitingItem, type WithLeadItem } from './board-items.js';
import { CASE_COLUMNS, CASE_FILTERS, CASE_JOINS, type CaseRow, targetedItem } from './case-columns.js';
import { type SortKey } from './page-place.js';

/** By target, soonest first; asked longest ago first; P1 before P2 before P3 and in each by target. */
export type WaitingOrder = 'target' | 'longest' | 'priority';
/** `longest`: with the lead for longest first. */
export type WithLeadOrder = WaitingOrder;

export interface WaitingRow extends CaseRow {
  submitted_at: Date;
  soonest: boolean;
  preferred_times: Date[];
  offers_tried: number;
}

export interface WithLeadRow extends WaitingRow {
  because: WithLeadReason | null;
  status_since: Date;
}

const TARGET: SortKey = { sql: 'c.target_on', type: 'day' };
const PRIORITY: SortKey = { sql: 'c.priority', type: 'text' };
const SUBMITTED: SortKey = { sql: 'coalesce(c.submitted_at, c.created_at)', type: 'instant' };
const SINCE: SortKey = { sql: 'c.status_since', type: 'instant' };

const FILTERS = {
  ...CASE_FILTERS,
  targetBefore: TARGET.sql,
  targetFrom: TARGET.sql,
  targetUntil: TARGET.sql,
};

const COLUMNS = `${CASE_COLUMNS}, ${SUBMITTED.sql} AS submitted_at, c.soonest, c.preferred_times,
  (SELECT count(*) FROM offer o WHERE o.consultation_id = c.id) AS offers_tried`;

export const WAITING: BoardList<WaitingOrder, TargetDayFilter> = {
  name: 'waiting',
  from: 'consultation c',
  where: () => `c.programme_id = $1 AND c.status = 'waiting'`,
  id: 'c.id',
  orders: { target: [TARGET], longest: [SUBMITTED], priority: [PRIORITY, TARGET] },
  filters: FILTERS,
  columns: COLUMNS,
  joins: CASE_JOINS,
};

export const WITH_LEAD: BoardList<WithLeadOrder, TargetDayFilter> = {
  name: 'with-lead',
  from: 'consultation c',
  where: () => `c.programme_id = $1 AND c.status = 'with_lead'`,
  id: 'c.id',
  orders: { target: [TARGET], longest: [SINCE], priority: [PRIORITY, TARGET] },
  filters: FILTERS,
  columns: `${COLUMNS}, c.status_since, (SELECT h.detail ->> 'because' FROM history h
    WHERE h.consultation_id = c.id AND h.event = 'moved-to-lead' ORDER BY h.id DESC LIMIT 1) AS because`,
  joins: CASE_JOINS,
};

export function waitingItem(actor: Actor, row: WaitingRow, programme: Programme, today: Day): WaitingItem {
  return {
    ...targetedItem(actor, row, programme, today),
    submittedAt: row.submitted_at,
    wish: { soonest: row.soonest, preferredTimes: row.preferred_times },
    offersTried: row.offers_tried,
  };
}

export function withLeadItem(actor: Actor, row: WithLeadRow, programme: Programme, today: Day): WithLeadItem {
  return { ...waitingItem(actor, row, programme, today), because: row.because, since: row.status_since };
}
