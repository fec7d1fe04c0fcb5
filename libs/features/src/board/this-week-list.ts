import { type Actor, addDays, type Day, mondayOf } from '@case-consultation/domain';
import { type WeekItem } from './board-items.js';
import { type BoardList, type ConsultantFilter } from './board-list.js';
import { boardItem, CASE_COLUMNS, CASE_FILTERS, CASE_JOINS, type CaseRow } from './case-columns.js';
import { spanOf } from './span-of.js';

/** By time; by the consultant's name and in each by time. A week holds no more than its consultants have hours. */
export type WeekOrder = 'time' | 'consultant';

export interface WeekRow extends CaseRow {
  starts_at: Date;
  ends_at: Date;
  booked_id: string;
  booked_name: string;
}

/** Given the week's first instant, and the next one's. */
export const THIS_WEEK: BoardList<WeekOrder, ConsultantFilter> = {
  name: 'this-week',
  from: 'booking b JOIN consultation c ON c.id = b.consultation_id',
  // For the other order PostgreSQL would read and sort the whole week with it, for its first lines.
  ordersNeed: { consultant: 'JOIN person booked ON booked.id = b.consultant_id' },
  where: (
    from,
    to,
  ) => `b.programme_id = $1 AND b.status = 'confirmed' AND b.starts_at >= ${from} AND b.starts_at < ${to}
    AND c.status IN ('booked', 'held', 'closed')`,
  id: 'b.id',
  orders: {
    time: [{ sql: 'b.starts_at', type: 'instant' }],
    consultant: [
      { sql: 'booked.name', type: 'text' },
      { sql: 'b.starts_at', type: 'instant' },
    ],
  },
  filters: { ...CASE_FILTERS, consultantId: 'b.consultant_id' },
  columns: `${CASE_COLUMNS}, b.starts_at, b.ends_at, booked.id AS booked_id, booked.name AS booked_name`,
  joins: `${CASE_JOINS} JOIN booking b ON b.id = page.id JOIN person booked ON booked.id = b.consultant_id`,
};

/** The first instant of the week, Monday to Sunday, that `day` is in, and the first of the next. */
export function weekOf(day: Day, zone: string): [Date, Date] {
  const first = mondayOf(day);
  return spanOf({ first, last: addDays(first, 6) }, zone);
}

export function weekItem(actor: Actor, row: WeekRow, now: Date): WeekItem {
  const status = row.status as WeekItem['status'];
  return {
    ...boardItem(actor, row),
    targetOn: row.target_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    consultant: { id: row.booked_id, name: row.booked_name },
    status,
    attendanceOwed: status === 'booked' && row.ends_at <= now,
  };
}
