import {
  type Mode,
  type Period,
  type PeriodWish,
  type Priority,
  type Stage,
  type UnmetBecame,
  type UnmetKind,
} from '@case-consultation/domain';
import { type Row } from '@case-consultation/database';
import { lockedOut } from '../consultations/access.js';
import { type UnmetItem } from './board-items.js';
import {
  type BoardList,
  type BoardPage,
  type BoardWish,
  type UnmetFilter,
  type UnmetSpanFilter,
} from './board-list.js';
import { named } from './case-columns.js';

/** As it was noted; the list reads it newest first. */
export type UnmetOrder = 'newest';

/** Which page of it, of what; without a period, whenever it was noted. */
export interface UnmetWish extends BoardWish<UnmetOrder, UnmetFilter> {
  period?: PeriodWish | null;
}

export interface UnmetPage extends BoardPage<UnmetItem> {
  /** The days that it is of, in the programme's zone; null where no period was asked for. */
  period: Period | null;
}

export interface UnmetItemRow extends Row {
  unmet_id: string;
  at: Date;
  kind: UnmetKind;
  became: UnmetBecame;
  agency_id: string | null;
  agency: string | null;
  sent: boolean;
  code: string;
  priority: Priority;
  stage: Stage | null;
  mode: Mode;
  restricted: boolean;
  soonest: boolean;
  preferred_times: Date[];
}

const NOTED = 'u.at';
const SENT = 'c.submitted_at IS NOT NULL';
const BECAME = `CASE WHEN c.held_at IS NOT NULL THEN 'held' WHEN c.status = 'booked' THEN 'booked'
  WHEN c.status IN ('waiting', 'offered', 'with_lead') THEN 'open' WHEN c.status = 'draft' THEN 'not-sent' ELSE 'ended' END`;

/** A draft's own words are not looked through either, so that no filter tells what the list does not. */
const ifSent = (column: string): string => `CASE WHEN ${SENT} THEN ${column} END`;

export const UNMET: BoardList<UnmetOrder, UnmetSpanFilter> = {
  name: 'unmet',
  from: 'unmet_demand u JOIN consultation c ON c.id = u.consultation_id',
  where: () => 'u.programme_id = $1',
  visible: (_actor, person) => `NOT ${lockedOut(person)}`,
  id: 'u.id',
  orders: { newest: [{ sql: NOTED, type: 'instant' }] },
  filters: {
    agencyId: 'c.agency_id',
    stage: ifSent('c.stage'),
    priority: ifSent('c.priority'),
    restricted: ifSent('c.restricted'),
    kind: 'u.kind',
    became: `(${BECAME})`,
    notedFrom: NOTED,
    notedBefore: NOTED,
  },
  columns: `u.id AS unmet_id, u.at, u.kind, ${BECAME} AS became, g.id AS agency_id, g.name AS agency, ${SENT} AS sent,
    c.code, c.priority, c.stage, c.mode, c.restricted, c.soonest, c.preferred_times`,
  joins: 'JOIN unmet_demand u ON u.id = page.id LEFT JOIN agency g ON g.id = c.agency_id',
};

export function unmetItem(row: UnmetItemRow): UnmetItem {
  const { unmet_id: id, at, kind, became, code, priority, stage, mode, restricted } = row;
  return {
    id,
    at,
    kind,
    became,
    agency: named(row.agency_id, row.agency),
    asked: row.sent
      ? {
          code,
          priority,
          stage,
          mode,
          restricted,
          wish: { soonest: row.soonest, preferredTimes: row.preferred_times },
        }
      : null,
  };
}
