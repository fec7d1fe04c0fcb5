import { type Actor } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { BoardQueries, type BoardWish, Programmes } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

/** Over, in each programme: what the board must not read. */
const OVER = 10_000;
/** Still going on, of each status. */
const LIVE = 1_000;
const LOCKED_OUT = 300;
/** Rows of one table that one step may read: far fewer than are going on in a section. */
const MOST = 500;

let service: TestService;
let programme: TestProgramme;
let board: BoardQueries;
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
  board = new BoardQueries(explaining(service.get(Database)), service.get(Programmes), service.get(Clock));
});
beforeEach(() => {
  plans = [];
});
afterAll(() => service.stop());

const wish = <Order extends string>(order: Order): BoardWish<Order> => ({
  filter: {},
  order,
  reversed: false,
  limit: 20,
  page: null,
});

describe('however much is over, the board reads no more of it', () => {
  it.each<[string, () => Promise<{ items: readonly unknown[]; next: string | null }>]>([
    ['waiting, by target', () => board.waiting(programme.lead, wish('target'))],
    ['waiting, longest first', () => board.waiting(programme.lead, wish('longest'))],
    ['waiting, by priority', () => board.waiting(programme.lead, { ...wish('priority'), reversed: true })],
    ['with the lead, by target', () => board.withLead(programme.lead, wish('target'))],
    ['with the lead, longest first', () => board.withLead(programme.lead, wish('longest'))],
    ['with the lead, by priority', () => board.withLead(programme.lead, wish('priority'))],
    ['offers, soonest to expire', () => board.offersOpen(programme.lead, wish('expires'))],
    ['offers, open for longest', () => board.offersOpen(programme.lead, wish('longest'))],
    ['offers, soonest to be held', () => board.offersOpen(programme.lead, wish('starts'))],
    ['this week, by time', () => board.thisWeek(programme.lead, { ...wish('time'), of: null })],
    ['this week, by consultant', () => board.thisWeek(programme.lead, { ...wish('consultant'), of: null })],
    ['records owed, held longest ago', () => board.recordsOwed(programme.lead, wish('held'))],
    ['records owed, by priority', () => board.recordsOwed(programme.lead, wish('priority'))],
    ['what was not met, newest first', () => board.unmet(programme.lead, wish('newest'))],
    [
      'what was turned down, oldest first',
      () =>
        board.unmet(programme.lead, { ...wish('newest'), reversed: true, filter: { kind: 'turned-down' } }),
    ],
    [
      'what was not met in the last 12 weeks',
      () => board.unmet(programme.lead, { ...wish('newest'), period: { name: 'last-12-weeks' } }),
    ],
    [
      'what was not met in days long ago, oldest first',
      () =>
        board.unmet(programme.lead, {
          ...wish('newest'),
          reversed: true,
          period: { name: 'own-dates', first: '2026-01-05', last: '2026-03-01' },
        }),
    ],
    [
      'what was turned down in days long ago, a page further on',
      async () => {
        const asked = {
          ...wish('newest'),
          filter: { kind: 'turned-down' as const },
          period: { name: 'own-dates' as const, first: '2026-01-05', last: '2026-03-01' },
        };
        const { next } = await board.unmet(programme.lead, asked);
        plans = [];
        return board.unmet(programme.lead, { ...asked, page: next });
      },
    ],
    ['actions overdue', () => board.actionsOverdue(programme.lead, wish('due'))],
    [
      'what waits, of one agency',
      () =>
        board.waiting(programme.lead, {
          ...wish('longest'),
          filter: { agencyId: programme.agencies.council.id, restricted: false },
        }),
    ],
    [
      'the offers of one consultant',
      () =>
        board.offersOpen(programme.lead, {
          ...wish('longest'),
          filter: { consultantId: programme.champions[1].personId },
        }),
    ],
    [
      'a page further on',
      async () => {
        const { next } = await board.recordsOwed(programme.lead, wish('held'));
        return board.recordsOwed(programme.lead, { ...wish('held'), page: next });
      },
    ],
  ])('in the list: %s', async (_name, list) => {
    const { items, next } = await list();
    expect(items).toHaveLength(20);
    expect(next).not.toBeNull();
    expect(excessive()).toEqual([]);
  });

  it('in all of a list as one file, than lies in its period', async () => {
    const { items, next } = await board.unmet(programme.lead, {
      ...wish('newest'),
      limit: 5_000,
      period: { name: 'own-dates', first: '2026-02-02', last: '2026-02-11' },
    });
    // One an hour, less those that the lead is locked out of.
    expect(items.length).toBeGreaterThan(200);
    expect(next).toBeNull();
    expect(excessive()).toEqual([]);
  });

  it('in its counts', async () => {
    const { waiting, recordsOwed } = await board.summary(programme.lead);
    expect([waiting.total, recordsOwed]).toEqual([
      { n: 99, more: true },
      { n: 99, more: true },
    ]);
    expect(excessive()).toEqual([]);
  });
});

/** Steps that read more than they should, with how much. */
function excessive(): string[] {
  expect(plans.length).toBeGreaterThan(0);
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
  const explain = (actor: Actor, { text, values = [] }: { text: string; values?: readonly unknown[] }) =>
    database.as(actor, async (tx) => {
      const [row] = await tx.query<Row & { 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      );
      if (row) plans.push(row['QUERY PLAN'][0].Plan);
    });
  return Object.create(database, {
    as: {
      value: async (...[actor, work, first = []]: Parameters<Database['as']>) => {
        for (const statement of first) await explain(actor, statement);
        return database.as(actor, work, first);
      },
    },
    atOnce: {
      value: async (...[actor, ...statements]: Parameters<Database['atOnce']>) => {
        for (const statement of statements) await explain(actor, statement);
        return database.atOnce(actor, ...statements);
      },
    },
  }) as Database;
}

/** A little of every status among much that is over, with all that goes with each. */
async function fill(its: TestProgramme): Promise<void> {
  const idsOf = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId);
  const all = OVER + 5 * LIVE;
  const every = all / LIVE;
  await service.admin.query('DROP TABLE IF EXISTS made');
  await service.admin.query(
    `CREATE TABLE made AS SELECT gen_random_uuid() AS id, n, $1::uuid AS programme_id, n % ${all / LOCKED_OUT} = 7 AS locked,
       coalesce((ARRAY['waiting', 'with_lead', 'offered', 'booked', 'held'])[n % ${every} + 1], 'closed') AS status,
       n / ${every} % 5 = 0 AS restricted, ($2::uuid[])[n / ${every} % 3 + 1] AS requester,
       ($3::uuid[])[n / ${every} % 3 + 1] AS consultant, ($4::uuid[])[n / ${every} % 2 + 1] AS agency,
       $5::uuid AS lead, $6::timestamptz AS now, $6::timestamptz - (${all} - n) * interval '1 hour' AS at
     FROM generate_series(0, ${all - 1}) AS n`,
    [
      its.id,
      idsOf(its.practitioners),
      idsOf(its.champions),
      [its.agencies.council.id, its.agencies.health.id],
      its.lead.personId,
      service.clock.now(),
    ],
  );
  const [HOUR, STARTS] = [
    `interval '1 hour'`,
    `CASE WHEN status = 'booked' THEN now + n % 1500 * interval '1 hour' ELSE at END`,
  ];
  for (const sql of [
    `consultation (id, programme_id, code, status, requester_id, consultant_id, agency_id, stage, priority, restricted,
       target_on, mode, created_at, submitted_at, status_since, held_at)
     SELECT id, programme_id, 'B-' || n, status, requester, CASE WHEN status NOT IN ('waiting', 'with_lead') THEN consultant END,
       agency, 'assessment', 'P' || n / ${every} % 3 + 1, restricted, at::date + 14, 'video', at, at, at,
       CASE WHEN status IN ('held', 'closed') THEN at END FROM made`,
    `lockout (consultation_id, person_id, programme_id, source) SELECT id, CASE WHEN locked THEN lead ELSE consultant END, programme_id, 'requester' FROM made WHERE locked OR status = 'closed'`,
    `offer (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, made_at, remind_at, expires_at, status)
     SELECT gen_random_uuid(), programme_id, id, consultant, at, at + ${HOUR}, at, at, at,
       CASE status WHEN 'offered' THEN 'open' ELSE 'accepted' END FROM made WHERE status NOT IN ('waiting', 'with_lead')`,
    `booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid, sequence,
       created_at)
     SELECT gen_random_uuid(), programme_id, id, consultant, ${STARTS}, ${STARTS} + ${HOUR}, ${STARTS} + ${HOUR}, 'confirmed',
       id::text, 0, at FROM made WHERE status IN ('booked', 'held', 'closed')`,
    `consultation_record (consultation_id, programme_id, state, content, version, updated_at)
     SELECT id, programme_id, CASE status WHEN 'held' THEN 'started' ELSE 'agreed' END, '', 1, at FROM made
     WHERE status = 'closed' OR status = 'held' AND n % 2 = 0`,
    `action (id, programme_id, consultation_id, owner_id, agency_id, about, due_on, status, description, created_by,
       created_at, settled_at)
     SELECT gen_random_uuid(), programme_id, id, requester, agency, 'child', at::date - 30,
       CASE status WHEN 'held' THEN 'open' ELSE 'done' END, '', requester, at, CASE status WHEN 'closed' THEN at END
     FROM made WHERE status IN ('held', 'closed')`,
    `history (programme_id, consultation_id, at, event, from_status, to_status, detail)
     SELECT programme_id, id, at, 'moved-to-lead', 'waiting', 'with_lead', '{"because": "nobody-fits"}' FROM made`,
    `message (id, programme_id, consultation_id, kind, recipient_id, recipient_email, code, link_path, message_id, state,
       created_at, settled_at)
     SELECT gen_random_uuid(), programme_id, id, 'offer-reminder', consultant, 'a@elmbrook.example.org', 'B-' || n, '/', id::text,
       'sent', at, at FROM made`,
    `unmet_demand (id, programme_id, consultation_id, at, kind)
     SELECT gen_random_uuid(), programme_id, id, at,
       CASE n % 3 WHEN 0 THEN 'turned-down' WHEN 1 THEN 'nobody-eligible' ELSE 'no-acceptable-time' END FROM made`,
    `lead_task (id, programme_id, kind, consultation_id, subject_id, created_at, done_at)
     SELECT gen_random_uuid(), programme_id, 'request-with-lead', id, id, at, CASE WHEN status <> 'with_lead' THEN at END
     FROM made`,
  ]) {
    await service.admin.query(`INSERT INTO ${sql}`);
  }
}
