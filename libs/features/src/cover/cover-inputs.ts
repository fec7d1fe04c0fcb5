import {
  bookableWindow,
  type Candidate,
  type Consultation,
  type CoverBooking,
  type CoverInputs,
  type Day,
  dayNumber,
  type DeclineReason,
  epochMinutes,
  fromEpochMinutes,
  type Interval,
  localDay,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { calendarNow } from '../programme/calendar-now.js';
import { type Programme } from '../programme/programmes.service.js';
import { type CandidateRow, loadCandidates } from '../routing/candidates.queries.js';
import {
  closedDays,
  closedOn,
  keysOfThisCase,
  REQUESTS,
  type RequestRow,
  requestOf,
} from '../routing/routing-inputs.js';

/** Somebody is away from one day to another, both included; `until` null: for good. */
export interface Away {
  consultantId: string;
  from: Day;
  until: Day | null;
}

/** Minutes, about two thousand years after 1970. */
const FOR_GOOD = 2 ** 30;
/** Stands for no consultation: what concerns only one is read for all of them at once. */
const NO_CONSULTATION = '00000000-0000-0000-0000-000000000000';

/** The minutes of days that somebody is away. */
export function awayInterval({ from, until }: Away, zone: string): Interval {
  return {
    from: localDay(zone, dayNumber(from)).start,
    to: until === null ? FOR_GOOD : localDay(zone, dayNumber(until)).end,
  };
}

export interface PreparedCover {
  inputs: CoverInputs;
  rows: readonly CandidateRow[];
}

/**
 * Everything that a cover plan looks at, for any number of consultations in a fixed number of statements that travel together.
 * @param consultations booked or on offer, each with its held time
 */
export async function prepareCover(
  tx: Transaction,
  programme: Programme,
  away: Away,
  consultations: readonly Consultation[],
  now: Date,
): Promise<PreparedCover> {
  const { settings } = programme;
  const at = epochMinutes(now);
  const bookable = bookableWindow(at, settings, programme.calendar);
  const starts = consultations.map(({ booking }) => epochMinutes(booking?.startsAt ?? now));
  const seen = {
    from: at,
    to: Math.max(bookable.to, ...starts.map((start) => start + settings.sessionMinutes)),
  };
  const ids = consultations.map(({ id }) => id);
  const [calendar, requests, rows, declined] = await Promise.all([
    calendarNow(tx, programme),
    tx.query<RequestRow>(`${REQUESTS} WHERE c.id = ANY ($1::uuid[])`, [ids], 'routing-requests'),
    loadCandidates(tx, programme, { window: seen, now, consultationId: NO_CONSULTATION, caseKeys: [] }),
    tx.query<DeclinedRow>(DECLINED, [ids], 'cover-declined'),
  ]);
  const keys = new Map(
    requests.map((row) => [row.id, keysOfThisCase(programme, row.id, row.case_reference)]),
  );
  const consulted = await tx.query<ConsultedRow>(
    CONSULTED,
    [programme.id, [...keys.values()].flat(), settings.zone],
    'cover-consulted',
  );
  const closed = closedDays({ settings, calendar }, seen, null);
  const byId = new Map(requests.map((row) => [row.id, row]));
  const bookings = consultations.flatMap((consultation): CoverBooking[] => {
    const row = byId.get(consultation.id);
    const { booking } = consultation;
    if (row === undefined || booking === null) return [];
    return [
      {
        consultationId: consultation.id,
        code: consultation.code,
        kind: booking.status,
        consultantId: booking.consultantId,
        start: epochMinutes(booking.startsAt),
        version: consultation.version,
        request: requestOf(row, programme, consultation, { now, only: null }),
        known: knownOf(consultation.id, keys.get(consultation.id) ?? [], declined, consulted),
      },
    ];
  });
  return {
    rows,
    inputs: {
      now: at,
      zone: settings.zone,
      window: bookable,
      settings: { leadIsLastResort: settings.leadIsLastResort, fairnessWeeks: settings.fairnessWeeks },
      away: { consultantId: away.consultantId, ...awayInterval(away, settings.zone) },
      bookings,
      candidates: rows.map(({ candidate }) => closedOn(closed, candidate)),
    },
  };
}

interface DeclinedRow extends Record<string, unknown> {
  consultation_id: string;
  consultant_id: string;
  start: number;
  because: DeclineReason | 'no-answer';
}

interface ConsultedRow extends Record<string, unknown> {
  case_key: Buffer;
  consultation_id: string;
  consultant_id: string;
  held_on: Day;
}

/** Offers that were not taken, and times that could not be kept, as `loadCandidates` reads them of one consultation. */
const DECLINED = `
  SELECT o.consultation_id, o.consultant_id, floor(extract(epoch FROM o.starts_at) / 60)::int AS start,
    CASE WHEN o.status = 'declined' THEN o.because ELSE 'no-answer' END AS because
  FROM offer o WHERE o.consultation_id = ANY ($1::uuid[]) AND o.status IN ('declined', 'expired')
  UNION ALL
  SELECT h.consultation_id, (h.detail ->> 'consultantId')::uuid,
    floor(extract(epoch FROM (h.detail ->> 'startsAt')::timestamptz) / 60)::int, 'time-does-not-suit'
  FROM history h WHERE h.consultation_id = ANY ($1::uuid[])
    AND (h.event = 'booking-cancelled' AND h.detail ->> 'by' IN ('consultant', 'lead')
      OR h.event = 'not-held' AND h.detail ->> 'because' = 'consultant')`;

/** Who consulted on the same cases before. */
const CONSULTED = `
  SELECT t.case_key, k.id AS consultation_id, k.consultant_id, (k.held_at AT TIME ZONE $3)::date AS held_on
  FROM case_text t JOIN consultation k ON k.id = t.consultation_id
  WHERE t.programme_id = $1 AND t.case_key = ANY ($2::bytea[]) AND k.held_at IS NOT NULL AND k.consultant_id IS NOT NULL`;

function knownOf(
  id: string,
  keys: readonly Buffer[],
  declined: readonly DeclinedRow[],
  consulted: readonly ConsultedRow[],
): CoverBooking['known'] {
  const known: Record<string, Pick<Candidate, 'consultedThisCaseOn' | 'declined'>> = {};
  const of = (consultantId: string) => known[consultantId] ?? { consultedThisCaseOn: null, declined: [] };
  for (const row of declined) {
    if (row.consultation_id !== id) continue;
    const its = of(row.consultant_id);
    const { start, because } = row;
    known[row.consultant_id] = { ...its, declined: [...its.declined, { start, because }] };
  }
  for (const row of consulted) {
    if (row.consultation_id === id || !keys.some((key) => key.equals(row.case_key))) continue;
    const its = of(row.consultant_id);
    const latest = its.consultedThisCaseOn === null || its.consultedThisCaseOn < row.held_on;
    known[row.consultant_id] = {
      ...its,
      consultedThisCaseOn: latest ? row.held_on : its.consultedThisCaseOn,
    };
  }
  return known;
}

/** When a session of this consultant that starts then ends, and when they are free again. */
export function heldTimeOf(rows: readonly CandidateRow[], consultantId: string, start: number) {
  const time = rows.find(({ candidate }) => candidate.consultant.id === consultantId)?.candidate.time;
  const session = time?.sessionMinutes ?? 0;
  return {
    startsAt: fromEpochMinutes(start),
    endsAt: fromEpochMinutes(start + session),
    freeAgainAt: fromEpochMinutes(start + session + (time?.bufferAfterMinutes ?? 0)),
  };
}
