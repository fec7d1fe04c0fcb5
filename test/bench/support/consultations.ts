import { Programmes } from '@case-consultation/features';
import { type BenchDatabase } from './database.js';
import { type BenchPerson, type BenchProgramme } from './programme.js';
import { type BenchService } from './service.js';

export interface OpenOffer {
  readonly offerId: string;
  readonly consultant: BenchPerson;
}

/** Bytes of a counter as a UUID of version 7 that sorts with it, in SQL. */
function uuidOf(kind: number, counter: string): string {
  const head = `01930000-00${kind.toString(16).padStart(2, '0')}-7000-8000-`;
  return `('${head}' || lpad(to_hex(${counter}), 12, '0'))::uuid`;
}

/** A public code from a counter, unique up to 30⁶, in SQL. */
function codeOf(counter: string): string {
  const digits = [5, 4, 3, 2, 1, 0].map(
    (place) => `substr('0123456789BCDFGHJKMNPQRSTVWXYZ', ((${counter} / ${30 ** place}) % 30 + 1)::int, 1)`,
  );
  return `'B-' || ${digits.join(' || ')}`;
}

/** The id that `addConsultations` gives to the nth of all. */
export function consultationId(n: number): string {
  return `01930000-0001-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/**
 * Adds consultations with the numbers from `from` to `to - 1`, whose status is `status` (an SQL expression that may
 * name the counter n). Requesters and, past waiting, champions take turns; they were asked for in the last three years, as many a
 * day, and held within some weeks.
 */
export async function addConsultations(
  { admin }: BenchDatabase,
  programme: BenchProgramme,
  { from, to, status }: { from: number; to: number; status: string },
): Promise<void> {
  await admin.query(
    `INSERT INTO consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, team_id, priority,
       target_on, stage, purposes, mode, soonest, created_at, submitted_at, status_since, held_at)
     SELECT ${uuidOf(1, 'n')}, $1, ${codeOf('n')}, s.status, ($2::uuid[])[n % cardinality($2::uuid[]) + 1],
       CASE WHEN s.status IN ('offered', 'booked', 'held', 'closed') THEN ($3::uuid[])[n % cardinality($3::uuid[]) + 1] END,
       $4, $5, 'P' || n / 9 % 3 + 1, current_date + (n % 15)::int, 'assessment', ARRAY['see-the-pattern'], 'video', true,
       s.at, s.at, now(), CASE WHEN s.status IN ('held', 'closed') THEN s.at + interval '2 weeks' END
     FROM generate_series($6::bigint, $7::bigint - 1) AS n,
       LATERAL (SELECT ${status} AS status,
         now() - interval '15 days' - ($7 - n) / ($7 - $6)::float * interval '3 years' AS at) s`,
    [
      programme.id,
      programme.practitioners.map(({ personId }) => personId),
      programme.champions.map(({ personId }) => personId),
      programme.agencyId,
      programme.teamId,
      from,
      to,
    ],
  );
}

/**
 * Adds consultations that are offered, each with its open offer and the hour held for it: one champion after the other,
 * every two hours of the day and night from three days ahead, so that no two meet.
 */
export async function addOffers(
  database: BenchDatabase,
  programme: BenchProgramme,
  { from, to }: { from: number; to: number },
): Promise<OpenOffer[]> {
  await addConsultations(database, programme, { from, to, status: `'offered'` });
  const champions = programme.champions.length;
  const start = `date_trunc('hour', now()) + interval '3 days' + n / ${champions} * interval '2 hours'`;
  const range = [programme.id, from, to];
  const consultant = 'c.consultant_id';
  const offered = `FROM generate_series($2::bigint, $3::bigint - 1) AS n JOIN consultation c ON c.id = ${uuidOf(1, 'n')}`;
  await database.admin.query(
    `INSERT INTO offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status)
     SELECT ${uuidOf(2, 'n')}, $1, c.id, ${consultant}, ${start}, ${start} + interval '1 hour', now(),
       now() + interval '1 day', now() + interval '2 days', 'open' ${offered}`,
    range,
  );
  await database.admin.query(
    `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid,
       sequence, created_at)
     SELECT ${uuidOf(3, 'n')}, $1, c.id, ${consultant}, ${start}, ${start} + interval '1 hour',
       ${start} + interval '75 minutes', 'tentative', ${uuidOf(3, 'n')} || '@consultations.example.org', 0, now() ${offered}`,
    range,
  );
  return Array.from({ length: to - from }, (_, index): OpenOffer => {
    const n = from + index;
    const offerId = `01930000-0002-7000-8000-${n.toString(16).padStart(12, '0')}`;
    return { offerId, consultant: programme.champions[n % champions] as BenchPerson };
  });
}

/**
 * Gives every booked consultation that has none its confirmed hour: one champion after the other, every two hours of the day and night
 * back from the day after tomorrow, so that none meets another or an offer's.
 */
export async function addBookings({ admin }: BenchDatabase, programme: BenchProgramme): Promise<void> {
  await admin.query(
    `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid,
       sequence, created_at)
     SELECT gen_random_uuid(), $1, id, consultant_id, start, start + interval '1 hour', start + interval '75 minutes',
       'confirmed', id || '@bookings.example.org', 0, now()
     FROM (SELECT id, consultant_id, date_trunc('hour', now()) + interval '2 days'
         - row_number() OVER (PARTITION BY consultant_id ORDER BY id) * interval '2 hours' AS start
       FROM consultation WHERE programme_id = $1 AND status = 'booked'
         AND NOT EXISTS (SELECT 1 FROM booking WHERE consultation_id = consultation.id AND status = 'confirmed')) c`,
    [programme.id],
  );
}

/**
 * Gives every consultation that was held and has none an action of its requester’s: open, a third of them overdue, or done
 * when it is closed.
 */
export async function addActions(
  { admin }: BenchDatabase,
  service: BenchService,
  programme: BenchProgramme,
): Promise<void> {
  const { keys } = await service.get(Programmes).of(programme.id);
  const { rows } = await admin.query<{ id: string }>(
    `SELECT id FROM consultation c WHERE programme_id = $1 AND status IN ('held', 'closed')
       AND NOT EXISTS (SELECT 1 FROM action WHERE consultation_id = c.id) ORDER BY id`,
    [programme.id],
  );
  const actions = rows.map(({ id: consultation }) => {
    const id = consultation.replace(/^01930000-0001/, '01930000-0004');
    const sealed = keys.seal({ table: 'action', column: 'description', rowId: id }, 'Ask for the review');
    return { id, consultation, description: sealed.toString('base64') };
  });
  await admin.query(
    `INSERT INTO action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description,
       created_by, created_at, settled_at)
     SELECT a.id, c.programme_id, c.id, c.requester_id, c.agency_id, 'system',
       current_date - 20 + (row_number() OVER (ORDER BY a.id) % 60)::int, s.status, decode(a.description, 'base64'),
       c.requester_id, now(), CASE WHEN s.status = 'done' THEN now() END
     FROM jsonb_to_recordset($1::jsonb) AS a (id uuid, consultation uuid, description text)
     JOIN consultation c ON c.id = a.consultation,
     LATERAL (SELECT CASE WHEN c.status = 'held' THEN 'open' ELSE 'done' END AS status) s`,
    [JSON.stringify(actions)],
  );
}
