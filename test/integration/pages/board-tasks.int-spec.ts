import { LeadTasks } from '@case-consultation/features';
import { LeadAtWork } from '../../support/pages/lead-pages.js';
import { type TestPerson, type TestProgramme } from '../../support/service/programme.builder.js';
import { TUESDAY_MORNING } from '../../support/service/service.js';

let work: LeadAtWork;
let pia: TestPerson;

beforeAll(async () => {
  work = await LeadAtWork.start();
});
beforeEach(async () => {
  await work.begin();
  [pia] = work.programme.practitioners;
});
afterAll(() => work.stop());

/** A task of theirs, so that their page has a form. */
async function aTask({ id }: TestProgramme): Promise<void> {
  await work.service.admin.query(
    `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
     VALUES (gen_random_uuid(), $1, 'job-failed', NULL, gen_random_uuid(), now())`,
    [id],
  );
}

describe('a task for the lead', () => {
  it('says when something did not go through, and a task is marked as dealt with, twice without harm', async () => {
    const code = await work.journey.asked(pia);
    await work.service.admin.query(
      `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT gen_random_uuid(), programme_id, 'message-refused', id, id, $2 FROM consultation WHERE code = $1`,
      [code, TUESDAY_MORNING],
    );
    expect((await work.visitor.get('/board')).text).toContain('1 thing did not go through');
    const list = await work.visitor.get('/board/tasks');
    expect(list.text).toContain('An email could not be delivered');
    expect(list.link(code)).toBe(`/consultations/${code}`);
    for (let n = 0; n < 2; n += 1) {
      const after = await work.visitor.submit(list);
      expect([after.status, after.path, after.notice]).toEqual([
        200,
        '/board/tasks',
        'The task is dealt with.',
      ]);
      expect(after.text).toContain('There is no task just now.');
    }
    const { items } = await work.service.get(LeadTasks).open(work.programme.lead, { limit: 5, after: null });
    expect(items).toEqual([]);
  });

  it('marks no task of another programme, and none that is not one', async () => {
    const code = await work.journey.asked(pia);
    const { rows } = await work.service.admin.query<{ id: string }>(
      `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT gen_random_uuid(), programme_id, 'job-failed', id, id, now() FROM consultation WHERE code = $1 RETURNING id`,
      [code],
    );
    const list = await work.visitor.get('/board/tasks');
    const token = Object.fromEntries(list.form().hidden);
    const other = await work.as(work.beside.lead, work.beside);
    await aTask(work.beside);
    const theirs = Object.fromEntries((await other.get('/board/tasks')).form().hidden);
    expect((await other.post('/board/tasks', { ...theirs, task: rows[0]?.id ?? '' })).status).toBe(404);
    for (const task of ['', 'nothing', work.beside.id]) {
      expect((await work.visitor.post('/board/tasks', { ...token, task })).status).toBe(404);
    }
    expect((await work.visitor.get('/board/tasks')).text).toContain('The service could not finish something');
  });
});
