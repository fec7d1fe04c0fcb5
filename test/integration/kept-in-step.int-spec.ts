import { fillBoard } from '../support/service/board-rows.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let other: TestProgramme;

beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
  other = await aProgramme(service);
  await fillBoard(service, programme, 0);
  await fillBoard(service, other, 1);
});
afterAll(() => service.stop());

interface Kept extends Record<string, unknown> {
  record_state: string;
  open_actions: number;
  locked_out: string[];
}

/** What consultations say of records, actions and people locked out, and those of whom it is not so. */
async function kept(): Promise<{ all: Kept[]; wrong: Kept[] }> {
  const { rows } = await service.admin.query<Kept & { right: boolean }>(
    `SELECT c.id, c.record_state, c.open_actions, c.locked_out,
       c.record_state = coalesce((SELECT state FROM consultation_record r WHERE r.consultation_id = c.id), 'none')
       AND c.open_actions = (SELECT count(*) FROM action a WHERE a.consultation_id = c.id AND a.status = 'open')
       AND c.locked_out = ARRAY(SELECT person_id FROM lockout l WHERE l.consultation_id = c.id ORDER BY person_id) AS right
     FROM consultation c ORDER BY c.id`,
  );
  return { all: rows, wrong: rows.filter(({ right }) => !right) };
}

describe('what a consultation keeps of its record, its actions and who is locked out', () => {
  it('is in step with them, of all programmes, whoever wrote them', async () => {
    const { all, wrong } = await kept();
    expect(wrong).toEqual([]);
    expect(new Set(all.map(({ record_state }) => record_state))).toEqual(new Set(['none', 'agreed']));
    expect(new Set(all.map(({ open_actions }) => open_actions))).toEqual(new Set([0, 1]));
  });

  it('follows many changes at once', async () => {
    const { admin } = service;
    await admin.query(`UPDATE action SET status = 'done', settled_at = now() WHERE programme_id = $1`, [
      programme.id,
    ]);
    await admin.query(`UPDATE consultation_record SET state = 'shared' WHERE programme_id = $1`, [other.id]);
    const people = [programme.champions[0], programme.champions[1], programme.lead].map(
      (one) => one.personId,
    );
    await admin.query(
      `INSERT INTO lockout (consultation_id, person_id, programme_id, source)
       SELECT c.id, person, c.programme_id, 'requester' FROM consultation c, unnest($2::uuid[]) AS person
       WHERE c.programme_id = $1`,
      [programme.id, people],
    );
    const locked = await kept();
    expect(locked.wrong).toEqual([]);
    expect(locked.all.filter(({ locked_out }) => locked_out.length === 3).length).toBeGreaterThan(100);
    expect(new Set(locked.all.map(({ record_state }) => record_state))).toEqual(
      new Set(['none', 'agreed', 'shared']),
    );
    await admin.query('DELETE FROM lockout WHERE person_id = $1', [people[1]]);
    const freed = await kept();
    expect(freed.wrong).toEqual([]);
    expect(freed.all.filter(({ locked_out }) => locked_out.length === 3)).toEqual([]);
  });
});
