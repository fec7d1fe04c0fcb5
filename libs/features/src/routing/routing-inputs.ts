import {
  bookableWindow,
  type Candidate,
  dayFromNumber,
  type Consultation,
  DomainError,
  epochMinutes,
  localDay,
  localDayAt,
  type EpochMinute,
  type Interval,
  type Mode,
  type Priority,
  type PriorityInputs,
  priorityOf,
  type Purpose,
  type RoutingInputs,
  type RoutingRequest,
  type SafetyGate,
  type Stage,
  targetDay,
  dayOf,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { calendarNow } from '../programme/calendar-now.js';
import { type Programme } from '../programme/programmes.service.js';
import { caseKeysOf, casePlace } from '../case-text/case-places.js';
import { type CandidateRow, heldSince, loadCandidates } from './candidates.queries.js';
import { oneAtATime } from './one-at-a-time.js';

/** The inputs of one run, and what is needed beside them to act on its answer. */
export interface PreparedRouting {
  inputs: RoutingInputs;
  rows: readonly CandidateRow[];
}

export interface RoutingWish {
  now: Date;
  only: RoutingInputs['only'];
  /** What is found may be written: see `oneAtATime`. */
  toWrite?: boolean;
  /** Where other than the bookable window the times asked about lie. */
  window?: Interval;
}

export interface RequestRow extends Record<string, unknown> {
  id: string;
  team_id: string;
  agency_id: string;
  manager_id: string | null;
  purposes: Purpose[];
  mode: Mode | null;
  priority: Priority | null;
  target_on: string | null;
  case_reference: Buffer | null;
  family_works_for_agency: boolean | null;
  safety_gate: SafetyGate | null;
  safety_flags: PriorityInputs['safetyFlags'];
  decision_on: string | null;
  stage: Stage | null;
  named: string[];
  conflicts: string[];
  last_event: string | null;
  last_by: string | null;
  last_start: Date | null;
  cancelled_starts: Date[];
}

/** Reads everything that routing may look at for one consultation, inside the transaction that holds its lock. */
export async function prepareRouting(
  tx: Transaction,
  programme: Programme,
  consultation: Consultation,
  wish: RoutingWish,
): Promise<PreparedRouting> {
  const { settings } = programme;
  const row = await tx.maybe<RequestRow>(`${REQUESTS} WHERE c.id = $1`, [consultation.id], 'routing-request');
  if (!row) throw new Error('The consultation went while it was locked');
  const now = epochMinutes(wish.now);
  const window = wish.window ?? bookableWindow(now, settings, programme.calendar);
  const start = wish.only?.start ?? null;
  // The request is under its own lock already, so that others wait no longer than it takes to read the candidates.
  const [, calendar, rows] = await Promise.all([
    wish.toWrite ? oneAtATime(tx) : undefined,
    wish.toWrite ? calendarNow(tx, programme) : programme.calendar,
    loadCandidates(tx, programme, {
      window:
        start === null
          ? window
          : { from: Math.min(window.from, start), to: Math.max(window.to, start + settings.sessionMinutes) },
      now: wish.now,
      consultationId: consultation.id,
      caseKeys: keysOfThisCase(programme, consultation.id, row.case_reference),
    }),
  ]);
  const closed = closedDays({ settings, calendar }, window, start);
  const request = requestOf(row, programme, consultation, wish);
  return {
    rows,
    inputs: {
      now,
      zone: settings.zone,
      window,
      settings: { leadIsLastResort: settings.leadIsLastResort, fairnessWeeks: settings.fairnessWeeks },
      request,
      candidates: rows.map(({ candidate }) => closedOn(closed, ownBookingAside(candidate, consultation))),
      heldSince: heldSince(wish.now),
      sameStart: wish.only ? null : sameStart(row),
      only: wish.only,
    },
  };
}

/** What routing knows of a request. @param wish a restricted one names whom the lead chose */
export function requestOf(
  row: RequestRow,
  programme: Programme,
  consultation: Consultation,
  wish: Pick<RoutingWish, 'now' | 'only'>,
): RoutingRequest {
  const { settings, calendar } = programme;
  const priority = row.priority ?? provisionalPriority(row, programme, wish.now);
  const restricted = consultation.restricted || row.family_works_for_agency === true;
  return {
    consultationId: consultation.id,
    programmeId: programme.id,
    coveringProgrammeIds: [],
    requesterId: consultation.requesterId,
    requesterTeamId: row.team_id,
    requesterAgencyId: row.agency_id,
    requesterManagerId: row.manager_id,
    priority,
    targetOn: row.target_on ?? targetDay(priority, dayOf(wish.now, settings.zone), calendar, settings),
    mode: row.mode ?? mustHaveMode(),
    purposes: row.purposes,
    restricted,
    // A restricted consultation goes to nobody but a lead, or the one the lead names by choosing them.
    namedConsultantId: restricted ? (wish.only?.consultantId ?? null) : null,
    familyAgencyIds: [],
    conflictPersonIds: row.named,
    lockedOutPersonIds: row.conflicts,
    preferredStarts: consultation.preferredTimes.map(epochMinutes),
    cancelledStarts: row.cancelled_starts.map(epochMinutes),
  };
}

/** Under every version of the programme's key, so that cases from before a rotation are still recognised. */
export function keysOfThisCase({ keys }: Programme, consultationId: string, sealed: Buffer | null): Buffer[] {
  if (sealed === null) return [];
  return caseKeysOf(keys, keys.open(casePlace('case_reference', consultationId), sealed));
}

function mustHaveMode(): never {
  throw new DomainError(
    'request-incomplete',
    'Select video, phone or in person before you look for times.',
    'mode',
  );
}

/** What a draft would be if it were submitted now, so that the times it is shown are its own. */
function provisionalPriority(row: RequestRow, { settings, calendar }: Programme, now: Date): Priority {
  const { safety_gate: safetyGate, safety_flags: safetyFlags, decision_on: decisionOn, stage } = row;
  return priorityOf(
    { safetyGate, safetyFlags, decisionOn, stage },
    {
      today: dayOf(now, settings.zone),
      calendar,
      consultedBefore: false,
      decisionNear: settings.decisionNearWorkingDays,
    },
  ).priority;
}

/** The time is kept for someone else when it was the consultant who could not take or keep it. */
function sameStart({ last_event, last_by, last_start }: RequestRow): EpochMinute | null {
  if (last_start === null) return null;
  const kept = last_event === 'booking-cancelled' ? last_by !== 'requester' : last_event !== 'not-held';
  return kept ? epochMinutes(last_start) : null;
}

/**
 * What is read of the requests of consultations `c`. Of one it is asked for by `=`: with a list of one, PostgreSQL expects
 * ten and plans each time anew.
 */
export const REQUESTS = `
  SELECT c.id, coalesce(c.team_id, p.team_id) AS team_id, coalesce(c.agency_id, p.agency_id) AS agency_id, p.manager_id,
    c.purposes, c.mode, c.priority, c.target_on, c.family_works_for_agency, c.safety_gate, c.safety_flags, c.decision_on,
    c.stage, t.case_reference,
    ARRAY(SELECT person_id FROM lockout WHERE consultation_id = c.id AND source = 'requester' ORDER BY person_id) AS named,
    ARRAY(SELECT person_id FROM lockout WHERE consultation_id = c.id AND source = 'conflict' ORDER BY person_id) AS conflicts,
    ARRAY(SELECT (h.detail ->> 'startsAt')::timestamptz FROM history h
      WHERE h.consultation_id = c.id AND h.event = 'booking-cancelled' AND h.detail ->> 'by' = 'requester'
      ORDER BY h.id) AS cancelled_starts,
    last.event AS last_event, last.detail ->> 'by' AS last_by, (last.detail ->> 'startsAt')::timestamptz AS last_start
  FROM consultation c
  JOIN person p ON p.id = c.requester_id
  LEFT JOIN case_text t ON t.consultation_id = c.id
  LEFT JOIN LATERAL (
    SELECT h.event, h.detail FROM history h
    WHERE h.consultation_id = c.id AND h.event IN ('submitted', 'times-changed', 'offer-declined', 'offer-expired',
      'offer-withdrawn', 'conflict-declared', 'booking-cancelled', 'not-held')
    ORDER BY h.id DESC LIMIT 1
  ) last ON true`;

/** The time that this consultation holds is free for it, and does not count towards its consultant's cap. */
function ownBookingAside(candidate: Candidate, { booking }: Consultation): Candidate {
  if (booking === null || booking.consultantId !== candidate.consultant.id) return candidate;
  const from = epochMinutes(booking.startsAt);
  const held = candidate.time.held.filter((interval) => interval.from !== from);
  return { ...candidate, time: { ...candidate.time, held } };
}

/**
 * Bank holidays and the council's closure days, on which nobody is asked whatever their weekly hours say. Weekends are left
 * to the consultants: who gives hours on them means it.
 */
export function closedDays(
  { settings, calendar }: Pick<Programme, 'settings' | 'calendar'>,
  window: Interval,
  start: EpochMinute | null,
): Interval[] {
  const first = localDayAt(start === null ? window.from : Math.min(window.from, start), settings.zone).number;
  const last = localDayAt(start === null ? window.to : Math.max(window.to, start), settings.zone).number;
  const closed: Interval[] = [];
  for (let number = first; number <= last; number += 1) {
    if (!calendar.isClosed(dayFromNumber(number))) continue;
    const { start: from, end: to } = localDay(settings.zone, number);
    closed.push({ from, to });
  }
  return closed;
}

export function closedOn(closed: readonly Interval[], candidate: Candidate): Candidate {
  if (closed.length === 0) return candidate;
  return { ...candidate, time: { ...candidate.time, blocked: [...candidate.time.blocked, ...closed] } };
}
