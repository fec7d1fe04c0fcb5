import pg from 'pg';
import { aFullLife } from '../support/service/full-life.js';
import { Journey } from '../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let app: pg.Client;

/** Not a tenant’s: which migrations have run. */
const NO_TENANTS = ['migration'];
const APPEND_ONLY = [
  'cover_plan',
  'cover_applied',
  'cover_move',

  'availability_change',
  'history',
  'person_history',
  'read_audit',
  'review',
  'routing_run',
  'settings_change',
  'unmet_demand',
];
const PERMISSION = '42501';

beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  await aFullLife(service, programme);
  app = new pg.Client({ connectionString: service.urls.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await service.stop();
});

async function tables(): Promise<string[]> {
  const { rows } = await service.admin.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !NO_TENANTS.includes(name));
}
const keyOf = (table: string) => (table === 'programme' ? 'id' : 'programme_id');

/** One statement as the application, in the programme it says, rolled back. @returns its rows, or the SQLSTATE */
async function asApp<R extends pg.QueryResultRow>(
  programmeId: string | null,
  sql: string,
  values: unknown[] = [],
) {
  await app.query('BEGIN');
  try {
    if (programmeId) await app.query(`SELECT set_config('app.programme', $1, true)`, [programmeId]);
    const { rows, rowCount } = await app.query<R>(sql, values);
    return { rows, rowCount, code: null };
  } catch (error) {
    return { rows: [] as R[], rowCount: 0, code: (error as { code?: string }).code ?? 'unknown' };
  } finally {
    await app.query('ROLLBACK');
  }
}

describe('every table', () => {
  it('has row-level security, forced, with the programme in every policy of the application', async () => {
    const { rows } = await service.admin.query(
      `SELECT c.relname, c.relrowsecurity AS on, c.relforcerowsecurity AS forced, pg_get_userbyid(c.relowner) AS owner,
         (SELECT count(*)::int FROM pg_policies p WHERE p.tablename = c.relname AND p.permissive = 'PERMISSIVE'
           AND 'consultations_app' = ANY (p.roles) AND p.cmd = 'ALL'
           AND p.qual = format('(%s = app_programme())', $2::jsonb ->> c.relname)
           AND p.with_check = format('(%s = app_programme())', $2::jsonb ->> c.relname)) AS own,
         (SELECT count(*)::int FROM pg_policies p WHERE p.tablename = c.relname AND p.permissive = 'PERMISSIVE'
           AND p.roles && ARRAY['consultations_app', 'public']::name[]) AS for_app
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL ($1)`,
      [NO_TENANTS, Object.fromEntries((await tables()).map((table) => [table, keyOf(table)]))],
    );
    expect(rows.length).toBeGreaterThan(25);
    for (const { relname, ...its } of rows) {
      expect({ relname, ...its }).toEqual({
        relname,
        on: true,
        forced: true,
        owner: 'consultations_owner',
        own: 1,
        for_app: 1,
      });
    }
  });

  it('shows nothing of a programme to another, nor to nobody', async () => {
    for (const table of await tables()) {
      const its = `SELECT count(*)::int AS count FROM ${table} WHERE ${keyOf(table)} = $1`;
      const { rows } = await service.admin.query<{ count: number }>(its, [programme.id]);
      expect([table, (rows[0]?.count ?? 0) > 0]).toEqual([table, true]);
      expect([table, await asApp(programme.id, its, [programme.id])]).toMatchObject([table, { rows }]);
      for (const reader of [beside.id, null, '', '00000000-0000-7000-8000-000000000000']) {
        const seen = await asApp(reader, its, [programme.id]);
        expect([table, seen]).toMatchObject([table, { code: null, rows: [{ count: 0 }] }]);
      }
      const all = await asApp(null, `SELECT count(*)::int AS count FROM ${table}`);
      expect([table, all.rows]).toEqual([table, [{ count: 0 }]]);
    }
  });

  it('takes no row into another programme, changes none there and deletes none', async () => {
    for (const table of await tables()) {
      const { rows: columns } = await service.admin.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'`,
        [table],
      );
      const names = columns.map(({ name }) => name).join(', ');
      const { rows } = await service.admin.query<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${keyOf(table)} = $1 LIMIT 1`,
        [programme.id],
      );
      const insert = `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::${table}, $1)`;
      expect([table, (await asApp(beside.id, insert, [rows[0]?.row])).code]).toEqual([table, PERMISSION]);
      expect([table, (await asApp(null, insert, [rows[0]?.row])).code]).toEqual([table, PERMISSION]);
      for (const change of [
        `UPDATE ${table} SET ${keyOf(table)} = ${keyOf(table)}`,
        `DELETE FROM ${table}`,
      ]) {
        const { code, rowCount } = await asApp(beside.id, `${change} WHERE ${keyOf(table)} = $1`, [
          programme.id,
        ]);
        expect([table, change, code ?? rowCount === 0]).toEqual([
          table,
          change,
          code === null ? true : PERMISSION,
        ]);
      }
      const move = await asApp(programme.id, `UPDATE ${table} SET ${keyOf(table)} = $1`, [beside.id]);
      expect([table, move.code]).toEqual([table, PERMISSION]);
    }
  });
});

describe('the application’s role', () => {
  it('owns nothing, bypasses nothing and becomes nobody else', async () => {
    const { rows } = await app.query(
      `SELECT current_user AS name, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS member_of,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns,
         (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS functions,
         has_schema_privilege('public', 'CREATE') AS may_create, has_table_privilege('migration', 'SELECT') AS migrations
       FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        name: 'consultations_app',
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        member_of: 0,
        owns: 0,
        functions: 0,
        may_create: false,
        migrations: false,
      },
    ]);
    for (const role of ['consultations_owner', 'consultations_gate', 'consultations_migrator', 'postgres']) {
      expect((await asApp(null, `SET ROLE ${role}`)).code).not.toBeNull();
    }
  });

  it('has no more ways past the policies than these', async () => {
    const { rows } = await service.admin.query<{ name: string; owner: string; app: boolean }>(
      `SELECT p.proname AS name, pg_get_userbyid(p.proowner) AS owner,
         has_function_privilege('consultations_app', p.oid, 'EXECUTE') AS app
       FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
    );
    const gates = [
      'claim_due_outbox',
      'outbox_depth',
      'programme_with_code',
      'token_bearer',
      'unclaim_outbox',
    ];
    expect(rows.filter(({ app }) => app).map(({ name }) => name)).toEqual(expect.arrayContaining(gates));
    expect(rows.filter(({ owner }) => owner !== 'consultations_gate')).toEqual([]);
    const { rows: gate } = await service.admin.query(
      `SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'consultations_gate'`,
    );
    expect(gate).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }]);
  });

  it('cannot change or take back what is only ever added', async () => {
    for (const table of APPEND_ONLY) {
      for (const sql of [
        `UPDATE ${table} SET programme_id = programme_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        expect([sql, (await asApp(programme.id, sql)).code]).toEqual([sql, PERMISSION]);
      }
    }
    expect((await asApp(programme.id, 'UPDATE read_audit_head SET seq = 0')).code).toBe(PERMISSION);
    const conflicts = await asApp(programme.id, `DELETE FROM lockout WHERE source = 'conflict'`);
    expect(conflicts).toMatchObject({ code: null, rowCount: 0 });
    const { rows } = await service.admin.query(
      `SELECT 1 FROM lockout WHERE source = 'conflict' AND programme_id = $1`,
      [programme.id],
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('the database', () => {
  it('lets no consultant be in two places, whatever the statement', async () => {
    const journey = new Journey(service, beside);
    const { code, consultant } = await journey.booked(beside.practitioners[0]);
    const { booking } = await journey.state(code);
    if (!booking) throw new Error('It is booked');
    const insert = (from: number, to: number, status: string) =>
      [
        `INSERT INTO booking (id, programme_id, consultation_id, consultant_id, starts_at, ends_at, free_again_at, status, uid, sequence, created_at)
       SELECT gen_random_uuid(), $1, c.id, $2, $3, $4, $4, $5, gen_random_uuid()::text, 0, $3
       FROM consultation c WHERE c.programme_id = $1 AND c.code <> $6 LIMIT 1`,
        [
          beside.id,
          consultant.personId,
          new Date(booking.startsAt.getTime() + from * 60_000),
          new Date(booking.startsAt.getTime() + to * 60_000),
          status,
          code,
        ],
      ] as const;
    await journey.asked(beside.practitioners[1], { preferredTimes: [] });
    for (const [from, to] of [
      [0, 60],
      [-30, 15],
      [74, 134],
      [10, 20],
      [-60, 120],
    ] as const) {
      for (const status of ['tentative', 'confirmed']) {
        const [sql, values] = insert(from, to, status);
        expect([from, (await asApp(beside.id, sql, [...values])).code]).toEqual([from, '23P01']);
        await expect(service.admin.query(sql, [...values])).rejects.toMatchObject({ code: '23P01' });
      }
    }
    for (const [from, to, status] of [[0, 60, 'cancelled']] as const) {
      const [sql, values] = insert(from, to, status);
      expect(await asApp(beside.id, sql, [...values])).toMatchObject({ code: null, rowCount: 1 });
    }
    const { rows } = await service.admin.query<{ held: string }>(
      `SELECT extract(epoch FROM upper(held_during) - lower(held_during)) / 60 AS held FROM booking WHERE id = $1`,
      [booking.id],
    );
    expect(Number(rows[0]?.held)).toBe(75);
  });
});
