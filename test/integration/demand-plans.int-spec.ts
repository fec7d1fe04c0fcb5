import { type Actor } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { DemandQueries, NO_FILTER, Programmes } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

/** In each programme, evenly over three years; the last twelve weeks have about a thirteenth of them. */
const ALL = 15_000;
const DAYS = 3 * 365;
/** Rows of one table that one step may read: what lies in twelve weeks, and a little. */
const MOST = 1_400;

let service: TestService;
let programme: TestProgramme;
let demand: DemandQueries;
let plans: PlanNode[];

interface PlanNode {
  'Relation Name'?: string;
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
  const beside = await aProgramme(service);
  // Two hours of one consultant at one time are for the constraint to refuse: it is not what is looked at here.
  await service.admin.query('ALTER TABLE booking DROP CONSTRAINT one_place_at_a_time');
  for (const its of [beside, programme]) await fill(its);
  await service.admin.query('VACUUM (ANALYZE)');
  demand = new DemandQueries(explaining(service.get(Database)), service.get(Programmes), service.get(Clock));
});
beforeEach(() => {
  plans = [];
});
afterAll(() => service.stop());

describe('however much there was before, demand reads no more of it', () => {
  const period = { name: 'last-12-weeks' } as const;

  it('than lies in the period', async () => {
    const figures = await demand.figures(programme.lead, { period });
    expect(figures.requests.n).toBeGreaterThan(1_000);
    expect(figures.held[0]?.held).toBeGreaterThan(500);
    expect(figures.shares.reduce((sum, { booked }) => sum + booked, 0)).toBeGreaterThan(500);
    expect(excessive()).toEqual([]);
  });

  it.each([
    ['an agency', () => ({ ...NO_FILTER, agencyId: programme.agencies.health.id })],
    [
      'a stage and a priority',
      () => ({ ...NO_FILTER, stage: 'assessment' as const, priority: 'P2' as const }),
    ],
  ])('with a filter for %s', async (_name, filter) => {
    const figures = await demand.figures(programme.lead, { period, filter: filter() });
    expect(figures.requests.n).toBeGreaterThan(100);
    expect(excessive()).toEqual([]);
  });

  it('week by week', async () => {
    expect(await demand.weekly(programme.lead, { weeks: 12 })).toHaveLength(12);
    expect(excessive()).toEqual([]);
  });
});

/** Steps that read more than they should, with how much. */
function excessive(): string[] {
  expect(plans.length).toBeGreaterThan(2);
  const all = plans.flatMap(function nodes(node: PlanNode): PlanNode[] {
    return [node, ...(node.Plans ?? []).flatMap(nodes)];
  });
  return all.flatMap((node) => {
    const read = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    return read > MOST ? [`${node['Node Type']} of ${node['Relation Name'] ?? 'others'}: ${read}`] : [];
  });
}

/** The database as it is, which also notes how each statement is carried out. */
function explaining(database: Database): Database {
  return Object.create(database, {
    atOnce: {
      value: async (...[actor, ...statements]: Parameters<Database['atOnce']>) => {
        for (const { text, values = [] } of statements) await explain(database, actor, text, values);
        return database.atOnce(actor, ...statements);
      },
    },
  }) as Database;
}

async function explain(
  database: Database,
  actor: Actor,
  text: string,
  values: readonly unknown[],
): Promise<void> {
  await database.as(actor, async (tx) => {
    const [row] = await tx.query<Row & { 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
      values,
    );
    if (row) plans.push(row['QUERY PLAN'][0].Plan);
  });
}

/** Most were held; a few still go on, and of what was held long ago an action in fifty is late. */
async function fill(its: TestProgramme): Promise<void> {
  const idsOf = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId);
  await service.admin.query('DROP TABLE IF EXISTS made');
  await service.admin.query(
    `CREATE TABLE made AS SELECT gen_random_uuid() AS id, n, $1::uuid AS programme_id, n % 50 = 7 AS locked,
       CASE WHEN n % 100 = 0 THEN 'waiting' ELSE 'closed' END AS status, ($2::uuid[])[n % 3 + 1] AS requester,
       ($3::uuid[])[n % 3 + 1] AS consultant, ($4::uuid[])[n % 2 + 1] AS agency, $5::uuid AS lead,
       (ARRAY['assessment', 'early-help'])[n / 2 % 2 + 1] AS stage, 'P' || n / 4 % 3 + 1 AS priority,
       $6::timestamptz - (${ALL} - n) * interval '${DAYS} days' / ${ALL} AS at
     FROM generate_series(0, ${ALL - 1}) AS n`,
    [
      its.id,
      idsOf(its.practitioners),
      idsOf(its.champions),
      [its.agencies.council.id, its.agencies.health.id],
      its.lead.personId,
      service.clock.now(),
    ],
  );
  for (const sql of [
    `consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority, target_on, mode,
       created_at, submitted_at, status_since, held_at)
     SELECT id, programme_id, 'B-' || n, status, requester, CASE status WHEN 'closed' THEN consultant END, agency, stage,
       priority, at::date + 14, 'video', at, at, at, CASE status WHEN 'closed' THEN at + interval '4 days' END FROM made`,
    `lockout (consultation_id, person_id, programme_id, source)
     SELECT id, CASE WHEN locked THEN lead ELSE consultant END, programme_id, 'requester' FROM made WHERE n % 10 = 7`,
    `booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid, sequence,
       created_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, at, at + interval '1 hour', at + interval '1 hour', 'confirmed',
       id::text, 0, at FROM made WHERE status = 'closed'`,
    `offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status,
       answered_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, at, at, at, at, at,
       CASE WHEN n % 5 = 0 THEN 'expired' ELSE 'accepted' END, at FROM made`,
    `history (programme_id, consultation_id, at, event, from_status, to_status, detail)
     SELECT programme_id, id, at, CASE n % 20 WHEN 0 THEN 'not-held' WHEN 1 THEN 'conflict-declared' ELSE 'held' END,
       'booked', 'waiting', '{"because": "requester"}' FROM made`,
    `unmet_demand (id, programme_id, consultation_id, at, kind)
     SELECT gen_random_uuid(), programme_id, id, at, 'nobody-eligible' FROM made WHERE n % 4 = 0`,
    `action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description, created_by,
       created_at, settled_at)
     SELECT gen_random_uuid(), programme_id, id, requester, agency, 'child', at::date,
       CASE WHEN n % 50 = 1 THEN 'open' ELSE 'done' END, '', requester, at, CASE WHEN n % 50 <> 1 THEN at END FROM made`,
  ])
    await service.admin.query(`INSERT INTO ${sql}`);
}
