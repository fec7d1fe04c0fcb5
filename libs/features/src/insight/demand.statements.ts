import { type Actor, type Day, type Priority, type Stage } from '@case-consultation/domain';
import { type NamedStatement } from '@case-consultation/database';
import { Asked, dayAt, type DemandFilter, mondayAt, notLockedOut, type Stretch } from './asked.js';

export function firstRequest({ programmeId }: Actor): NamedStatement {
  return {
    name: 'demand-first-request',
    text: `SELECT submitted_at AS at FROM consultation WHERE programme_id = $1 AND submitted_at IS NOT NULL
      ORDER BY submitted_at LIMIT 1`,
    values: [programmeId],
  };
}

/**
 * Requests by the week in which they were submitted, a line for every week: each week is counted within an index, and what the
 * actor is locked out of, which is little, taken off, so that years of requests are not read one by one.
 */
export function submittedByWeek(actor: Actor, range: Stretch): NamedStatement {
  return new Asked('demand-submitted-by-week', actor, range).statement(
    `SELECT monday, came.n - coalesce(hidden.n, 0) AS n
     FROM (SELECT monday::date, greatest(monday, $3) AS begins, least(monday + interval '1 week', $4) AS ends
       FROM generate_series(date_trunc('week', $3::timestamptz), $4::timestamptz, interval '1 week') AS monday) week
     CROSS JOIN LATERAL (
       SELECT count(*) AS n FROM consultation c WHERE c.programme_id = $1 AND c.submitted_at >= begins AND c.submitted_at < ends) came
     LEFT JOIN (
       SELECT ${mondayAt('c.submitted_at')} AS monday, count(*) AS n FROM lockout l JOIN consultation c ON c.id = l.consultation_id
       WHERE l.person_id = $2::uuid AND c.programme_id = $1 AND c.submitted_at >= $3 AND c.submitted_at < $4
       GROUP BY 1) hidden USING (monday)`,
  );
}

/** One line for each week, one for each agency and stage, and one for all: `by` says which. */
export interface SubmittedRow {
  by: 'week' | 'kind' | 'all';
  monday: Day | null;
  agencyId: string | null;
  stage: Stage | null;
  n: number;
  /** How many of them were about a case that had been consulted on before. */
  repeats: number;
}

/** Requests by the week in which they were submitted, and by who asked about what. */
export function submitted(actor: Actor, range: Stretch, filter: DemandFilter): NamedStatement {
  const asked = new Asked('demand-submitted', actor, range);
  return asked.statement(
    `SELECT CASE WHEN GROUPING(monday) = 0 THEN 'week' WHEN GROUPING(agency_id) = 0 THEN 'kind' ELSE 'all' END AS by,
        monday, agency_id AS "agencyId", stage, count(*) AS n, count(*) FILTER (WHERE repeat_case) AS repeats
      FROM (SELECT ${mondayAt('c.submitted_at')} AS monday, c.agency_id, c.stage, c.repeat_case FROM consultation c
        WHERE c.programme_id = $1 AND c.submitted_at >= $3 AND c.submitted_at < $4 AND ${notLockedOut('c.id')}
        ${asked.only(filter)}) submitted
      GROUP BY GROUPING SETS ((monday), (agency_id, stage), ())`,
  );
}

/** What waits at this moment by priority and target: submitted, and no time is confirmed. */
export interface WaitingRow {
  priority: Priority;
  targetOn: Day;
  n: number;
}

export function waitingNow(actor: Actor, filter: DemandFilter): NamedStatement {
  const asked = new Asked('demand-waiting', actor, null);
  return asked.statement(
    `SELECT c.priority, c.target_on AS "targetOn", count(*) AS n FROM consultation c
      WHERE c.programme_id = $1 AND c.status IN ('waiting', 'with_lead', 'offered') AND ${notLockedOut('c.id')}${asked.only(filter)}
      GROUP BY 1, 2`,
  );
}

/** How many were held after so many working days, on or before their target or after it. */
export interface HeldRow {
  priority: Priority;
  /** Working days from submission to holding, day 0 not counted. */
  waited: number;
  met: boolean;
  n: number;
}

/**
 * What was held in the range, by how long it had waited.
 * @param working for each day from `since` on, how many working days there were up to and including it
 */
export function held(
  actor: Actor,
  range: Stretch,
  filter: DemandFilter,
  { since, working }: { since: Day; working: readonly number[] },
): NamedStatement {
  const asked = new Asked('demand-held', actor, range);
  const first = asked.value(since, 'date');
  const counted = asked.value(working, 'int[]');
  const upTo = (day: string): string => `(${counted})[greatest(1, ${day} - ${first} + 1)]`;
  // OFFSET keeps the days of a row from being worked out anew wherever they are used.
  return asked.statement(
    `SELECT priority, ${upTo('held_on')} - ${upTo('submitted_on')} AS waited, held_on <= target_on AS met, count(*) AS n
      FROM (SELECT c.priority, c.target_on, ${dayAt('c.held_at')} AS held_on, ${dayAt('c.submitted_at')} AS submitted_on
        FROM consultation c
        WHERE c.programme_id = $1 AND c.held_at >= $3 AND c.held_at < $4 AND ${notLockedOut('c.id')}${asked.only(filter)}
        OFFSET 0) held
      GROUP BY 1, 2, 3`,
  );
}

/** Confirmed bookings by the week in which they begin. */
export function bookedByWeek(actor: Actor, range: Stretch): NamedStatement {
  return new Asked('demand-booked-by-week', actor, range).statement(
    `SELECT ${mondayAt('b.starts_at')} AS monday, count(*) AS n FROM booking b
      WHERE b.programme_id = $1 AND b.status = 'confirmed' AND b.starts_at >= $3 AND b.starts_at < $4
        AND ${notLockedOut('b.consultation_id')}
      GROUP BY 1`,
  );
}

export interface BookedRow {
  monday: Day;
  consultantId: string;
  n: number;
}

/** Confirmed bookings by the week in which they begin and by consultant. */
export function bookedByConsultant(actor: Actor, range: Stretch): NamedStatement {
  return new Asked('demand-booked-by-consultant', actor, range).statement(
    `SELECT ${mondayAt('b.starts_at')} AS monday, b.consultant_id AS "consultantId", count(*) AS n FROM booking b
      WHERE b.programme_id = $1 AND b.status = 'confirmed' AND b.starts_at >= $3 AND b.starts_at < $4
        AND ${notLockedOut('b.consultation_id')}
      GROUP BY 1, 2`,
  );
}

/** Every agency by its name, with who works there today: `TrainingFigure` says what is counted. */
export interface AgencyRow {
  id: string;
  name: string;
  people: number;
  trained: number;
  endsSoon: number;
}

export function agenciesWithPeople({ programmeId }: Actor, today: Day, soon: Day): NamedStatement {
  return {
    name: 'demand-agencies',
    text: `SELECT a.id, a.name, count(p.id)::int AS people, count(k.person_id)::int AS trained,
        (count(k.person_id) FILTER (WHERE k.signed_off_until <= $3::date))::int AS "endsSoon"
      FROM agency a
      LEFT JOIN person p ON p.agency_id = a.id AND p.programme_id = $1 AND p.active AND p.roles && '{practitioner,champion,lead}'
      LEFT JOIN consultant k ON k.person_id = p.id AND k.active AND p.roles && '{champion,lead}'
        AND k.signed_off_from <= $2::date AND (k.signed_off_until IS NULL OR k.signed_off_until >= $2::date)
      WHERE a.programme_id = $1 GROUP BY a.id ORDER BY a.name`,
    values: [programmeId, today, soon],
  };
}
