import fc from 'fast-check';
import { accessTo, type Role, ROLES, STATUSES } from '@case-consultation/domain';
import { ConsultationQueries } from '@case-consultation/features';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;

beforeAll(async () => {
  service = await TestService.start();
});
afterAll(() => service.stop());

describe('who may see a consultation', () => {
  it('is the same in lists as one by one, for any case', async () => {
    const [one, two] = [await aProgramme(service), await aProgramme(service)];
    const people = await Promise.all(
      Array.from({ length: 7 }, (_, at) =>
        one.addPerson({ name: `Person ${'ABCDEFG'[at]}`, roles: rolesAt(at) }),
      ),
    );
    for (const person of people) await one.addConsultant(person);
    const outsider = two.lead;
    const person = fc.integer({ min: 0, max: people.length - 1 });
    const aCase = fc.record({
      status: fc.constantFrom(...STATUSES),
      requester: person,
      consultant: fc.option(person),
      cleared: fc.boolean(),
      lockedOut: fc.uniqueArray(person, { maxLength: 3 }),
    });
    const queries = service.get(ConsultationQueries);
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(aCase, { minLength: 30, maxLength: 60 }), async (cases) => {
        const facts = await insertCases(one, people, cases);
        for (const actor of [...people, outsider]) {
          const expected = facts.filter((fact) => accessTo(fact, actor) !== 'none').map(({ code }) => code);
          const { items } = await queries.list(actor, {
            status: null,
            role: null,
            order: 'newest',
            limit: 100,
            after: null,
          });
          expect(items.map(({ code }) => code).sort()).toEqual(expected.sort());
          seen += items.length;
        }
        for (const fact of facts.slice(0, 5)) {
          for (const actor of [...people, outsider]) {
            const access = await queries.get(actor, fact.code).then(
              (shown) => shown.access,
              (error: { code?: string }) => (error.code === 'not-found' ? 'none' : error),
            );
            expect(access).toBe(accessTo(fact, actor));
          }
        }
        await clearCases(one);
      }),
      { numRuns: 12 },
    );
    expect(seen).toBeGreaterThan(500);
  });
});

function rolesAt(at: number): Role[] {
  const sets: Role[][] = [
    ['practitioner'],
    ['champion'],
    ['lead'],
    ['lead', 'champion'],
    [...ROLES].filter((role) => role !== 'lead'),
    [],
    ['practitioner', 'lead'],
  ];
  return sets[at] ?? [];
}

interface RandomCase {
  status: (typeof STATUSES)[number];
  requester: number;
  consultant: number | null;
  cleared: boolean;
  lockedOut: number[];
}

async function insertCases(its: TestProgramme, people: TestPerson[], cases: RandomCase[]) {
  const idOf = (at: number) => people[at]?.personId ?? '';
  const now = service.clock.now();
  const rows = cases.map((given, at) => {
    const needsOne = ['offered', 'booked', 'held'].includes(given.status);
    const consultant = given.consultant ?? (needsOne ? (given.requester + 1) % people.length : null);
    return {
      id: `01a20000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`,
      code: `B-${at.toString().padStart(6, '0')}`,
      status: given.status,
      requester_id: idOf(given.requester),
      consultant_id: consultant === null ? null : idOf(consultant),
      cleared: given.cleared && consultant !== null ? now : null,
      locked: given.lockedOut.map(idOf),
    };
  });
  await service.admin.query(
    `INSERT INTO consultation (id, programme_id, code, status, requester_id, consultant_id, conflict_cleared_at, priority,
       target_on, mode, created_at, status_since)
     SELECT id, $1, code, status, requester_id, consultant_id, cleared, 'P3', '2027-03-16', 'video', $2, $2
     FROM jsonb_to_recordset($3) AS r (id uuid, code text, status text, requester_id uuid, consultant_id uuid, cleared timestamptz)`,
    [its.id, now, JSON.stringify(rows)],
  );
  await service.admin.query(
    `INSERT INTO lockout (consultation_id, person_id, programme_id, source)
     SELECT r.id, person::uuid, $1, 'conflict' FROM jsonb_to_recordset($2) AS r (id uuid, locked jsonb), jsonb_array_elements_text(r.locked) AS person`,
    [its.id, JSON.stringify(rows)],
  );
  return rows.map(({ code, status, requester_id, consultant_id, cleared, locked }) => ({
    code,
    programmeId: its.id,
    status,
    requesterId: requester_id,
    consultantId: consultant_id,
    conflictClearedAt: cleared,
    lockedOut: locked,
  }));
}

async function clearCases(its: TestProgramme): Promise<void> {
  for (const table of ['lockout', 'read_audit', 'consultation']) {
    await service.admin.query(`DELETE FROM ${table} WHERE programme_id = $1`, [its.id]);
  }
  await service.admin.query('DELETE FROM read_audit_head WHERE programme_id = $1', [its.id]);
}
