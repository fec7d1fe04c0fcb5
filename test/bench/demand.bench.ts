import { STAGES } from '@case-consultation/domain';
import { Sessions } from '@case-consultation/features';
import { type BenchDatabase, startDatabase } from './support/database.js';
import { p95 } from './support/page-walk.js';
import { startApi } from './support/processes.js';
import { aProgramme, type BenchProgramme } from './support/programme.js';
import { atMost, type BenchRow, row } from './support/rows.js';
import { type BenchService, startService } from './support/service.js';

const SIZE = 100_000;
const DAYS = 3 * 365;
const CHAMPIONS = 60;
const ROUNDS = 5;
const LOAD = { callers: 5, requests: 60 };
const MUST = 300;

/** Ways to look at the dashboard, each an address. */
const VIEWS: Readonly<Record<string, (programme: BenchProgramme) => string>> = {
  'the last 12 weeks': () => '/board/demand',
  'the last quarter, of one stage': () => '/board/demand?period=last-quarter&stage=assessment',
  'the last 12 weeks, of one agency and priority': ({ agencyId }) =>
    `/board/demand?agency=${agencyId}&priority=P2`,
  'the last year': () => '/board/demand?period=last-year',
  'the last 12 weeks, a table as CSV': () => '/board/demand/kinds.csv',
};

/** How long the page of demand and capacity takes with 100,000 consultations over three years, for 5 callers at once. */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const database = await startDatabase();
  try {
    const service = await startService(database);
    try {
      return await measured(database, service);
    } finally {
      await service.stop();
    }
  } finally {
    await database.stop();
  }
}

async function measured(database: BenchDatabase, service: BenchService): Promise<{ rows: BenchRow[] }> {
  const programme = await aProgramme(service, {
    code: 'bench',
    champions: CHAMPIONS,
    practitioners: 20,
    settings: { weeklyCap: 12 },
  });
  await fill(database, programme);
  const { token } = await service.get(Sessions).open(programme.id, programme.lead.personId);
  const headers = { cookie: `__Host-session=${token}` };
  const api = await startApi(database);
  const rows: BenchRow[] = [];
  try {
    for (const [name, address] of Object.entries(VIEWS)) {
      const path = address(programme);
      const page = { route: path, kind: 'lead' as const, path, headers, bytes: 0 };
      // Once for the caches that a running service has.
      await p95(api.url, page, LOAD);
      const samples: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) samples.push(await p95(api.url, page, LOAD));
      rows.push(
        row(`demand with 100,000 over 3 years, p95 at 5 callers: ${name}`, 'ms', samples, atMost(MUST)),
      );
    }
    return { rows };
  } finally {
    await api.stop();
  }
}

/**
 * As many a day, evenly, of ten stages, three priorities and two agencies; nearly all held after some days, with an offer
 * each that was accepted and one in six that was not, one in twenty not held, some conflicts, unmet needs and late actions.
 */
async function fill({ admin }: BenchDatabase, programme: BenchProgramme): Promise<void> {
  const { id, lead, champions, practitioners } = programme;
  const idsOf = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId);
  // Sixty consultants day and night: that none is in two places is not what is looked at here.
  await admin.query('ALTER TABLE booking DROP CONSTRAINT one_place_at_a_time');
  await admin.query(
    `CREATE TABLE made AS SELECT gen_random_uuid() AS id, n, $1::uuid AS programme_id, $5::uuid AS lead,
       CASE WHEN ${SIZE} - n > 1000 THEN 'closed' WHEN n % 3 = 0 THEN 'waiting' WHEN n % 3 = 1 THEN 'with_lead' ELSE 'booked' END AS status,
       ($2::uuid[])[n % cardinality($2::uuid[]) + 1] AS requester, ($3::uuid[])[n % cardinality($3::uuid[]) + 1] AS consultant,
       (ARRAY(SELECT g.id FROM agency g WHERE g.programme_id = $1 ORDER BY g.id))[n % 7 / 4 + 1] AS agency,
       ($4::text[])[n % 10 + 1] AS stage, 'P' || n % 3 + 1 AS priority,
       now() - (${SIZE} - n) * interval '${DAYS} days' / ${SIZE} AS at
     FROM generate_series(0, ${SIZE - 1}) AS n`,
    [id, idsOf(practitioners), idsOf(champions), STAGES, lead.personId],
  );
  for (const sql of [
    `consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority, target_on, mode,
       created_at, submitted_at, status_since, held_at, repeat_case)
     SELECT id, programme_id, 'B-' || n, status, requester, CASE WHEN status IN ('booked', 'closed') THEN consultant END, agency,
       stage, priority, at::date + 3 + n % 12, 'video', at, at, at,
       CASE status WHEN 'closed' THEN at + (1 + n % 9) * interval '1 day' END, n % 8 = 0 FROM made`,
    `lockout (consultation_id, person_id, programme_id, source)
     SELECT id, CASE n % 1000 WHEN 0 THEN lead ELSE consultant END, programme_id, 'requester' FROM made WHERE n % 40 = 0`,
    `booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid, sequence,
       created_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, at + interval '2 days', at + interval '49 hours',
       at + interval '49 hours', 'confirmed', id::text, 0, at FROM made WHERE status IN ('booked', 'closed')`,
    `offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status, because,
       answered_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, at, at, at, at, at, o.status,
       CASE o.status WHEN 'declined' THEN 'no-room-this-week' END, at
     FROM made, (VALUES ('accepted', 1), ('declined', 6), ('expired', 20), ('conflict', 50)) AS o (status, every)
     WHERE made.status = 'closed' AND n % o.every = 0`,
    `history (programme_id, consultation_id, at, event, from_status, to_status, detail)
     SELECT programme_id, id, at, e.event, 'booked', 'waiting', '{"because": "requester"}'
     FROM made, (VALUES ('submitted', 1), ('offer-made', 1), ('held', 1), ('not-held', 20), ('conflict-declared', 50)) AS e (event, every)
     WHERE n % e.every = 0`,
    `unmet_demand (id, programme_id, consultation_id, at, kind)
     SELECT gen_random_uuid(), programme_id, id, at, 'nobody-eligible' FROM made WHERE n % 10 = 0`,
    `action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description, created_by,
       created_at, settled_at)
     SELECT gen_random_uuid(), programme_id, id, requester, agency, 'child', at::date + 10, s.status, '', requester, at,
       CASE s.status WHEN 'done' THEN at END
     FROM made, LATERAL (SELECT CASE WHEN n % 100 = 0 THEN 'open' ELSE 'done' END AS status) s WHERE made.status = 'closed'`,
  ])
    await admin.query(`INSERT INTO ${sql}`);
  await admin.query('DROP TABLE made');
  await admin.query('VACUUM (ANALYZE)');
}
