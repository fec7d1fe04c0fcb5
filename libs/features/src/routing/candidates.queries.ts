import {
  type Candidate,
  capacityOver,
  dayNumber,
  dayOf,
  type DeclineReason,
  type Interval,
  type Mode,
  type Priority,
  type ProgrammeSettings,
  type Purpose,
  type WeeklyHours,
  fromEpochMinutes,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { type Programme } from '../programme/programmes.service.js';

/** One consultant as a candidate, and whom to write to. */
export interface CandidateRow {
  candidate: Candidate;
  name: string;
  email: string;
  autoAccept: boolean;
}

interface Row extends Record<string, unknown> {
  id: string;
  programme_id: string;
  name: string;
  email: string;
  agency_id: string;
  team_id: string;
  is_lead: boolean;
  active: boolean;
  signed_off_from: string;
  signed_off_until: string | null;
  paused_from: string | null;
  paused_until: string | null;
  weekly_cap: number | null;
  priorities: Priority[];
  modes: Mode[];
  specialisms: Purpose[];
  auto_accept: boolean;
  never_match: string[];
  hours: [number, number, number, string, string | null][];
  one_off: ['extra' | 'blocked' | 'leave', number, number][];
  held: number[];
  leave_days: number;
  recent: number;
  consulted_on: string | null;
  declined: [number, DeclineReason | 'no-answer'][];
}

export interface CandidateWish {
  /** Which stretch of time is asked about; busy time is read a week around it, for the weekly cap. */
  window: Interval;
  now: Date;
  /** The consultation they are candidates for. */
  consultationId: string;
  /** Keyed hashes of its case reference, to find who consulted on it before. */
  caseKeys: readonly Buffer[];
  /** Only this one. */
  consultantId?: string;
}

const A_WEEK = 7 * 24 * 60;

/**
 * Everyone who may hold consultations in the programme, with their time as integers: one query, each consultant's busy
 * rows sought by index.
 */
export async function loadCandidates(
  tx: Transaction,
  programme: Programme,
  wish: CandidateWish,
): Promise<CandidateRow[]> {
  const { settings } = programme;
  const from = fromEpochMinutes(wish.window.from - A_WEEK);
  const to = fromEpochMinutes(wish.window.to + A_WEEK);
  const since = new Date(wish.now.getTime() - settings.fairnessWeeks * 7 * 24 * 60 * 60_000);
  const rows = await tx.query<Row>(
    SELECT,
    [
      programme.id,
      from,
      to,
      since,
      wish.consultationId,
      wish.caseKeys,
      wish.consultantId ?? null,
      settings.zone,
      wish.now,
    ],
    'candidates',
  );
  return rows.map((row) => candidateOf(row, programme, wish));
}

const SELECT = `
  SELECT p.id, p.programme_id, p.name, p.email, p.agency_id, p.team_id, 'lead' = ANY (p.roles) AS is_lead,
    c.active AND p.active AS active, c.signed_off_from, c.signed_off_until, c.paused_from, c.paused_until, c.weekly_cap,
    c.priorities, c.modes, c.specialisms, c.auto_accept,
    (SELECT coalesce(json_agg(n.person_id), '[]') FROM never_match n WHERE n.consultant_id = p.id) AS never_match,
    (SELECT coalesce(json_agg(json_build_array(w.weekday, w.start_minute, w.end_minute, w.effective_from, w.effective_until)), '[]')
      FROM weekly_hours w WHERE w.consultant_id = p.id) AS hours,
    (SELECT coalesce(json_agg(json_build_array(t.kind, floor(extract(epoch FROM t.starts_at) / 60), ceil(extract(epoch FROM t.ends_at) / 60))), '[]')
      FROM one_off_time t WHERE t.consultant_id = p.id AND t.ends_at > $2 AND t.starts_at < $3) AS one_off,
    (SELECT coalesce(json_agg(m), '[]') FROM (
      SELECT unnest(ARRAY[floor(extract(epoch FROM b.starts_at) / 60), ceil(extract(epoch FROM b.free_again_at) / 60)]) AS m
      FROM (SELECT starts_at, free_again_at FROM booking
        WHERE consultant_id = p.id AND status IN ('tentative', 'confirmed') AND free_again_at > $2 AND starts_at < $3
        ORDER BY starts_at) b) AS minutes) AS held,
    (SELECT coalesce(sum(extract(epoch FROM least(t.ends_at, $9) - greatest(t.starts_at, $4)) / 86400), 0)::float8
      FROM one_off_time t WHERE t.consultant_id = p.id AND t.kind = 'leave' AND t.ends_at > $4 AND t.starts_at < $9) AS leave_days,
    (SELECT count(*) FROM booking b WHERE b.consultant_id = p.id AND b.status IN ('tentative', 'confirmed')
      AND b.free_again_at > $4) AS recent,
    (SELECT max((k.held_at AT TIME ZONE $8)::date) FROM case_text t JOIN consultation k ON k.id = t.consultation_id
      WHERE t.programme_id = $1 AND t.case_key = ANY ($6::bytea[]) AND k.id <> $5 AND k.consultant_id = p.id
        AND k.held_at IS NOT NULL) AS consulted_on,
    (SELECT coalesce(json_agg(json_build_array(d.start, d.because)), '[]') FROM (
      SELECT floor(extract(epoch FROM o.starts_at) / 60) AS start,
        CASE WHEN o.status = 'declined' THEN o.because ELSE 'no-answer' END AS because
      FROM offer o WHERE o.consultation_id = $5 AND o.consultant_id = p.id AND o.status IN ('declined', 'expired')
      UNION ALL
      SELECT floor(extract(epoch FROM (h.detail ->> 'startsAt')::timestamptz) / 60), 'time-does-not-suit'
      FROM history h WHERE h.consultation_id = $5 AND h.detail ->> 'consultantId' = p.id::text
        AND (h.event = 'booking-cancelled' AND h.detail ->> 'by' IN ('consultant', 'lead')
          OR h.event = 'not-held' AND h.detail ->> 'because' = 'consultant')
    ) d) AS declined
  FROM consultant c JOIN person p ON p.id = c.person_id
  WHERE c.programme_id = $1 AND p.roles && ARRAY['lead', 'champion'] AND ($7::uuid IS NULL OR p.id = $7)
  ORDER BY p.id`;

function candidateOf(row: Row, { settings }: Programme, wish: CandidateWish): CandidateRow {
  const weeklyCap = row.weekly_cap ?? settings.weeklyCap;
  const oneOff = (kind: string): Interval[] =>
    row.one_off.filter(([its]) => its === kind).map(([, from, to]) => ({ from, to }));
  const consultant: Candidate['consultant'] = {
    id: row.id,
    programmeId: row.programme_id,
    agencyId: row.agency_id,
    teamId: row.team_id,
    isLead: row.is_lead,
    active: row.active,
    signedOff: { from: row.signed_off_from, until: row.signed_off_until },
    paused: row.paused_from === null ? null : { from: row.paused_from, until: row.paused_until },
    priorities: row.priorities,
    modes: row.modes,
    specialisms: row.specialisms,
    neverMatch: row.never_match,
  };
  const time = {
    consultantId: row.id,
    weeklyHours: row.hours.map(
      ([weekday, startMinute, endMinute, effectiveFrom, effectiveUntil]): WeeklyHours => ({
        weekday,
        startMinute,
        endMinute,
        effectiveFrom,
        effectiveUntil,
      }),
    ),
    extra: oneOff('extra'),
    blocked: oneOff('blocked'),
    leave: oneOff('leave'),
    busy: [],
    held: pairs(row.held),
    sessionMinutes: settings.sessionMinutes,
    bufferAfterMinutes: settings.bufferAfterMinutes,
    startStepMinutes: settings.startStepMinutes,
    weeklyCap,
  };
  const candidate: Candidate = {
    consultant,
    time,
    recentWork: row.recent,
    capacity: capacityOver(weeklyCap, settings.fairnessWeeks, daysAway(row, settings, wish.now)),
    consultedThisCaseOn: row.consulted_on,
    declined: row.declined.map(([start, because]) => ({ start, because })),
  };
  return { candidate, name: row.name, email: row.email, autoAccept: row.auto_accept };
}

/** Days of the fairness weeks on which they could not have been asked: leave, pauses, and before sign-off. */
function daysAway(row: Row, { fairnessWeeks, zone }: ProgrammeSettings, now: Date): number {
  const last = dayNumber(dayOf(now, zone));
  const first = last - fairnessWeeks * 7;
  const overlap = (from: string, until: string | null): number =>
    Math.max(
      0,
      Math.min(last, until === null ? last : dayNumber(until) + 1) - Math.max(first, dayNumber(from)),
    );
  const notYet = Math.max(0, Math.min(last, dayNumber(row.signed_off_from)) - first);
  const paused = row.paused_from === null ? 0 : overlap(row.paused_from, row.paused_until);
  return Math.min(fairnessWeeks * 7, Math.max(0, row.leave_days) + paused + notYet);
}

function pairs(minutes: readonly number[]): Interval[] {
  const intervals: Interval[] = [];
  for (let at = 0; at + 1 < minutes.length; at += 2) {
    intervals.push({ from: minutes[at] ?? 0, to: minutes[at + 1] ?? 0 });
  }
  return intervals;
}
