import { type Actor, type Day, dayNumber, dayOf } from '@case-consultation/domain';
import { type RecordOwedItem } from './board-items.js';
import { type BoardList, type ConsultantFilter } from './board-list.js';
import { boardItem, CASE_COLUMNS, CASE_FILTERS, CASE_JOINS, type CaseRow } from './case-columns.js';

/** Held longest ago first; P1 before P2 before P3 and in each held longest ago first. */
export type RecordOrder = 'held' | 'priority';

export interface RecordOwedRow extends CaseRow {
  held_at: Date;
  writer_id: string;
  writer_name: string;
  record: RecordOwedItem['record'];
}

export const RECORDS_OWED: BoardList<RecordOrder, ConsultantFilter> = {
  name: 'records-owed',
  from: 'consultation c',
  where: () => `c.programme_id = $1 AND c.status = 'held' AND c.record_state <> 'agreed'`,
  id: 'c.id',
  orders: {
    held: [{ sql: 'coalesce(c.held_at, c.status_since)', type: 'instant' }],
    priority: [
      { sql: 'c.priority', type: 'text' },
      { sql: 'coalesce(c.held_at, c.status_since)', type: 'instant' },
    ],
  },
  filters: { ...CASE_FILTERS, consultantId: 'c.consultant_id' },
  columns: `${CASE_COLUMNS}, coalesce(c.held_at, c.status_since) AS held_at, writer.id AS writer_id, writer.name AS writer_name,
    c.record_state AS record`,
  joins: `${CASE_JOINS} JOIN person writer ON writer.id = c.consultant_id`,
};

export function recordOwedItem(actor: Actor, row: RecordOwedRow, zone: string, today: Day): RecordOwedItem {
  const heldOn = dayOf(row.held_at, zone);
  return {
    ...boardItem(actor, row),
    heldOn,
    daysSince: dayNumber(today) - dayNumber(heldOn),
    consultant: { id: row.writer_id, name: row.writer_name },
    record: row.record,
  };
}
