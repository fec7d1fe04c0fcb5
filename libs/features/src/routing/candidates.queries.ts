import {
  type Candidate,
  capacityOver,
  dayNumber,
  dayOf,
  type DeclineReason,
  type EpochMinute,
  epochMinutes,
  fairnessStretch,
  type Interval,
  lengthsOf,
  type Mode,
  type Priority,
  type ProgrammeSettings,
  type Purpose,
  SETTLING_DAYS,
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
  buffer_after_minutes: number | null;
  priorities: Priority[];
  modes: Mode[];
  specialisms: Purpose[];
  auto_accept: boolean;
  never_match: string[];
  hours: [number, number, number, string, string | null][];
  extra: [number, number][] | null;
  blocked: [number, number][] | null;
  leave: [number, number][] | null;
  held: [number, number][] | null;
  leave_days: number;
  recent: number;
  consulted_on: string | null;
  declined: [number, DeclineReason | 'no-answer'][];
}

export interface CandidateWish {
  /** Which stretch of time is asked about; busy time is read around it, for the weekly cap and for first weeks. */
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
/** The two weeks in which somebody is new or just back, and a day more, since days are not all as long. */
const FIRST_WEEKS = (SETTLING_DAYS + 1) * 24 * 60;
const A_DAY_MS = 24 * 60 * 60_000;

/** From when on everybody's leave and held time are read: all of the first weeks of whoever is still in them. */
export function heldSince(now: Date): EpochMinute {
  return epochMinutes(now) - FIRST_WEEKS;
}

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
  const from = fromEpochMinutes(Math.min(wish.window.from - A_WEEK, heldSince(wish.now)));
  const to = fromEpochMinutes(wish.window.to + FIRST_WEEKS);
  const { daysBack, daysAhead } = fairnessStretch(settings.fairnessWeeks);
  const inDays = (days: number): Date => new Date(wish.now.getTime() + days * A_DAY_MS);
  const rows = await tx.query<Row>(
    SELECT,
    [
      programme.id,
      from,
      to,
      inDays(-daysBack),
      wish.consultationId,
      wish.caseKeys,
      wish.consultantId ?? null,
      settings.zone,
      inDays(daysAhead),
    ],
    'candidates',
  );
  return rows.map((row) => candidateOf(row, programme, wish));
}

/** One-off times in the stretch that is asked about. */
const SEEN = 'ends_at > $2 AND starts_at < $3';

/** Pairs of minutes since 1970, in SQL: as arrays of integers, which cost half of what JSON rows do; not in order. */
function intervals(from: string, to: string, filter: string): string {
  const minute = (round: string, column: string) => `${round}(date_part('epoch', ${column}) / 60)::int`;
  return `array_to_json(array_agg(ARRAY[${minute('floor', from)}, ${minute('ceil', to)}])
      FILTER (WHERE ${filter}))`;
}

const SELECT = `
  SELECT p.id, p.programme_id, p.name, p.email, p.agency_id, p.team_id, 'lead' = ANY (p.roles) AS is_lead,
    c.active AND p.active AS active, c.signed_off_from, c.signed_off_until, c.paused_from, c.paused_until, c.weekly_cap,
    c.buffer_after_minutes, c.priorities, c.modes, c.specialisms, c.auto_accept,
    (SELECT coalesce(json_agg(n.person_id), '[]') FROM never_match n WHERE n.consultant_id = p.id) AS never_match,
    (SELECT coalesce(json_agg(json_build_array(w.weekday, w.start_minute, w.end_minute, w.effective_from, w.effective_until)), '[]')
      FROM weekly_hours w WHERE w.consultant_id = p.id) AS hours,
    one_off.extra, one_off.blocked, one_off.leave, one_off.leave_days, booked.held, booked.recent,
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
  CROSS JOIN LATERAL (
    SELECT ${intervals('starts_at', 'ends_at', `kind = 'extra' AND ${SEEN}`)} AS extra,
      ${intervals('starts_at', 'ends_at', `kind = 'blocked' AND ${SEEN}`)} AS blocked,
      ${intervals('starts_at', 'ends_at', `kind = 'leave' AND ${SEEN}`)} AS leave,
      coalesce(sum(date_part('epoch', least(ends_at, $9) - greatest(starts_at, $4)) / 86400)
        FILTER (WHERE kind = 'leave' AND ends_at > $4 AND starts_at < $9), 0) AS leave_days
    FROM one_off_time WHERE consultant_id = p.id AND ends_at > least($2::timestamptz, $4)
  ) one_off
  CROSS JOIN LATERAL (
    SELECT ${intervals('starts_at', 'free_again_at', 'free_again_at > $2 AND starts_at < $3')} AS held,
      count(*) FILTER (WHERE free_again_at > $4) AS recent
    FROM booking WHERE consultant_id = p.id AND status IN ('tentative', 'confirmed')
      AND free_again_at > least($2::timestamptz, $4)
  ) booked
  WHERE c.programme_id = $1 AND p.roles && ARRAY['lead', 'champion'] AND ($7::uuid IS NULL OR p.id = $7)
  ORDER BY p.id`;

function candidateOf(row: Row, { settings }: Programme, wish: CandidateWish): CandidateRow {
  const lengths = lengthsOf(
    { weeklyCap: row.weekly_cap, bufferAfterMinutes: row.buffer_after_minutes },
    settings,
  );
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
    extra: intervalsOf(row.extra),
    blocked: intervalsOf(row.blocked),
    leave: intervalsOf(row.leave),
    busy: [],
    held: intervalsOf(row.held),
    ...lengths,
  };
  const candidate: Candidate = {
    consultant,
    time,
    recentWork: row.recent,
    capacity: capacityOver(lengths.weeklyCap, settings.fairnessWeeks, daysAway(row, settings, wish.now)),
    consultedThisCaseOn: row.consulted_on,
    declined: row.declined.map(([start, because]) => ({ start, because })),
  };
  return { candidate, name: row.name, email: row.email, autoAccept: row.auto_accept };
}

/** Days of the fairness weeks on which they could not have been asked: leave, pauses, and before sign-off. */
function daysAway(row: Row, { fairnessWeeks, zone }: ProgrammeSettings, now: Date): number {
  const today = dayNumber(dayOf(now, zone));
  const { daysBack, daysAhead } = fairnessStretch(fairnessWeeks);
  const [first, last] = [today - daysBack, today + daysAhead];
  const overlap = (from: string, until: string | null): number =>
    Math.max(
      0,
      Math.min(last, until === null ? last : dayNumber(until) + 1) - Math.max(first, dayNumber(from)),
    );
  const notYet = Math.max(0, Math.min(last, dayNumber(row.signed_off_from)) - first);
  const paused = row.paused_from === null ? 0 : overlap(row.paused_from, row.paused_until);
  return Math.min(fairnessWeeks * 7, Math.max(0, row.leave_days) + paused + notYet);
}

function intervalsOf(pairs: readonly [number, number][] | null): Interval[] {
  return (pairs ?? []).map(([from, to]) => ({ from, to })).sort((a, b) => a.from - b.from);
}
