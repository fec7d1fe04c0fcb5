import {
  accessTo,
  type Actor,
  type Day,
  type Mode,
  type Priority,
  type Stage,
  type Status,
} from '@case-consultation/domain';
import { type Row } from '@case-consultation/database';
import { type Programme } from '../programme/programmes.service.js';
import { type BoardItem, type Named, type TargetedItem } from './board-items.js';
import { type CaseFilter } from './board-list.js';

/** What every list reads of its consultations. */
export interface CaseRow extends Row {
  code: string;
  status: Status;
  priority: Priority;
  target_on: Day;
  stage: Stage | null;
  mode: Mode;
  restricted: boolean;
  case_agency: string | null;
  requester_id: string;
  requester_name: string;
  consultant_id: string | null;
  conflict_cleared_at: Date | null;
}

export const CASE_COLUMNS = `c.code, c.status, c.priority, c.target_on, c.stage, c.mode, c.restricted, g.name AS case_agency,
  c.requester_id, requester.name AS requester_name, c.consultant_id, c.conflict_cleared_at`;
export const CASE_JOINS = `LEFT JOIN agency g ON g.id = c.agency_id JOIN person requester ON requester.id = c.requester_id`;

export const CASE_FILTERS: Readonly<Record<keyof CaseFilter, string>> = {
  agencyId: 'c.agency_id',
  stage: 'c.stage',
  priority: 'c.priority',
  restricted: 'c.restricted',
};

/** Whether all of it is open to this lead, of what the list shows to them at all; otherwise only the outline. */
export function isOpenTo({ programmeId, ...actor }: Actor, row: CaseRow): boolean {
  const facts = {
    programmeId,
    status: row.status,
    requesterId: row.requester_id,
    consultantId: row.consultant_id,
    conflictClearedAt: row.conflict_cleared_at,
    lockedOut: [],
  };
  return accessTo(facts, { programmeId, ...actor }) === 'detail';
}

export function boardItem(actor: Actor, row: CaseRow): BoardItem {
  return {
    code: row.code,
    priority: row.priority,
    agency: row.case_agency,
    stage: row.stage,
    mode: row.mode,
    restricted: row.restricted,
    requester: isOpenTo(actor, row) ? { id: row.requester_id, name: row.requester_name } : null,
  };
}

export function targetedItem(
  actor: Actor,
  row: CaseRow,
  { calendar }: Pick<Programme, 'calendar'>,
  today: Day,
): TargetedItem {
  return {
    ...boardItem(actor, row),
    targetOn: row.target_on,
    workingDaysLeft: calendar.workingDaysBetween(today, row.target_on),
  };
}

/** Someone by id and name, where the row names anyone. */
export function named(id: string | null, name: string | null): Named | null {
  return id === null ? null : { id, name: name ?? '' };
}
