import {
  type Availability,
  type Day,
  type DayRange,
  type Mode,
  type OneOffKind,
  type Priority,
  type Purpose,
} from '@case-consultation/domain';
import { type NamedStatement, type Row } from '@case-consultation/database';

/** One consultant and all they have said; `since`: what was over before it is left out. */
export function consultantStatement(consultantId: string, since: Date): NamedStatement {
  return { name: 'availability', text: CONSULTANT, values: [consultantId, since] };
}

const CONSULTANT = `
  SELECT p.id, p.name, c.active AND p.active AS active, c.signed_off_from, c.signed_off_until, c.paused_from, c.paused_until,
    c.weekly_cap, c.buffer_after_minutes, c.priorities, c.modes, c.specialisms, c.auto_accept, c.version,
    (SELECT coalesce(json_agg(json_build_array(w.weekday, w.start_minute, w.end_minute, w.effective_from, w.effective_until)
      ORDER BY w.weekday, w.start_minute, w.end_minute, w.effective_from), '[]') FROM weekly_hours w WHERE w.consultant_id = p.id) AS hours,
    (SELECT coalesce(json_agg(json_build_array(o.id, o.kind, floor(extract(epoch FROM o.starts_at) / 60),
      ceil(extract(epoch FROM o.ends_at) / 60)) ORDER BY o.starts_at, o.id), '[]')
      FROM one_off_time o WHERE o.consultant_id = p.id AND o.ends_at > $2) AS one_off,
    (SELECT coalesce(json_agg(json_build_object('id', q.id, 'name', q.name) ORDER BY q.name, q.id), '[]')
      FROM never_match n JOIN person q ON q.id = n.person_id WHERE n.consultant_id = p.id) AS never_match
  FROM consultant c JOIN person p ON p.id = c.person_id
  WHERE c.person_id = $1`;

export interface ConsultantRow extends Row {
  id: string;
  name: string;
  active: boolean;
  signed_off_from: Day;
  signed_off_until: Day | null;
  paused_from: Day | null;
  paused_until: Day | null;
  weekly_cap: number | null;
  buffer_after_minutes: number | null;
  priorities: Priority[];
  modes: Mode[];
  specialisms: Purpose[];
  auto_accept: boolean;
  version: number;
  hours: [number, number, number, Day, Day | null][];
  one_off: [string, OneOffKind, number, number][];
  never_match: { id: string; name: string }[];
}

export function availabilityFrom(row: ConsultantRow): Availability {
  return {
    consultantId: row.id,
    version: row.version,
    weeklyHours: row.hours.map(([weekday, startMinute, endMinute, effectiveFrom, effectiveUntil]) => ({
      weekday,
      startMinute,
      endMinute,
      effectiveFrom,
      effectiveUntil,
    })),
    oneOff: row.one_off.map(([id, kind, from, to]) => ({ id, kind, from, to })),
    paused: row.paused_from === null ? null : { from: row.paused_from, until: row.paused_until },
    preferences: {
      weeklyCap: row.weekly_cap,
      bufferAfterMinutes: row.buffer_after_minutes,
      priorities: row.priorities,
      modes: row.modes,
      specialisms: row.specialisms,
      autoAccept: row.auto_accept,
    },
    neverMatch: row.never_match.map(({ id }) => id),
  };
}

export function signedOffFrom(row: ConsultantRow): DayRange {
  return { from: row.signed_off_from, until: row.signed_off_until };
}

/** The history of one consultant's availability, newest first. @param before a version, not in it; null for the newest */
export function historyStatement(consultantId: string, before: number | null, limit: number): NamedStatement {
  return { name: 'availability-history', text: HISTORY, values: [consultantId, before, limit] };
}

const HISTORY = `
  SELECT h.version, h.at, p.name AS by, coalesce(h.by_person_id <> h.consultant_id, false) AS on_behalf, h.change, h.kept
  FROM availability_change h LEFT JOIN person p ON p.id = h.by_person_id
  WHERE h.consultant_id = $1 AND ($2::int IS NULL OR h.version < $2)
  ORDER BY h.version DESC LIMIT $3`;
