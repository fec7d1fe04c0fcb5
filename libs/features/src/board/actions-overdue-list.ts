import { type About, type Actor, type Day, dayNumber } from '@case-consultation/domain';
import { type OverdueActionItem } from './board-items.js';
import { type BoardList, type ConsultantFilter } from './board-list.js';
import { CASE_COLUMNS, CASE_FILTERS, CASE_JOINS, type CaseRow, isOpenTo, named } from './case-columns.js';

/** Due longest ago first. */
export type ActionOrder = 'due';

export interface OverdueActionRow extends CaseRow {
  action_id: string;
  due_on: Day;
  owner_id: string;
  owner_name: string;
  about: About;
  acting_agency: string;
  consultant_name: string | null;
}

/** Given today. The agency to filter by is the one that is to act. */
export const ACTIONS_OVERDUE: BoardList<ActionOrder, ConsultantFilter> = {
  name: 'actions-overdue',
  from: 'action a JOIN consultation c ON c.id = a.consultation_id',
  where: (today) => `a.programme_id = $1 AND a.status = 'open' AND a.due_on < ${today}`,
  id: 'a.id',
  orders: { due: [{ sql: 'a.due_on', type: 'day' }] },
  filters: { ...CASE_FILTERS, agencyId: 'a.agency_id', consultantId: 'c.consultant_id' },
  columns: `${CASE_COLUMNS}, a.id AS action_id, a.due_on, a.owner_id, owner.name AS owner_name, a.about,
    acting.name AS acting_agency, consultant.name AS consultant_name`,
  joins: `${CASE_JOINS} JOIN action a ON a.id = page.id JOIN person owner ON owner.id = a.owner_id
    JOIN agency acting ON acting.id = a.agency_id LEFT JOIN person consultant ON consultant.id = c.consultant_id`,
};

export function overdueActionItem(actor: Actor, row: OverdueActionRow, today: Day): OverdueActionItem {
  const isOpen = isOpenTo(actor, row);
  return {
    actionId: row.action_id,
    code: row.code,
    dueOn: row.due_on,
    daysOverdue: dayNumber(today) - dayNumber(row.due_on),
    agency: row.acting_agency,
    owner: isOpen ? { id: row.owner_id, name: row.owner_name } : null,
    about: isOpen ? row.about : null,
    priority: row.priority,
    stage: row.stage,
    restricted: row.restricted,
    consultant: named(row.consultant_id, row.consultant_name),
  };
}
