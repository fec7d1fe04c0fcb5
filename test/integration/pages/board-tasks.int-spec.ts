import { Asking, Lead, LeadTasks } from '@case-consultation/features';
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

  it('is not dealt with while what it is about is unsolved, and goes away with it', async () => {
    const code = await work.withLead(pia);
    const list = await work.visitor.get('/board/tasks');
    expect(list.text).toContain('A request has come to the lead');
    expect(list.$('main form')).toHaveLength(0);
    const { items } = await work.service.get(LeadTasks).open(work.programme.lead, { limit: 5, after: null });
    const _token = list.$('input[name=_token]').attr('value') ?? '';
    const forced = await work.visitor.post('/board/tasks', { _token, task: items[0]?.id ?? '' });
    expect([forced.status, forced.text]).toEqual([
      409,
      expect.stringContaining('This request is still with the lead'),
    ]);
    const down = { reason: 'Not for us', signpost: 'The legal team' };
    await work.service.get(Lead).turnDown(work.programme.lead, code, down);
    expect((await work.visitor.get('/board/tasks')).text).toContain('There is no task just now.');
  });

  it('of somebody who left is dealt with once nothing is left with them', async () => {
    const { code } = await work.journey.booked(pia);
    const { consultantId } = await work.journey.state(code);
    await work.service.admin.query(
      `INSERT INTO lead_task (id, programme_id, kind, subject_id, created_at)
       VALUES (gen_random_uuid(), $1, 'consultant-left', $2, now())`,
      [work.programme.id, consultantId],
    );
    const list = await work.visitor.get('/board/tasks');
    expect(list.link(/^Plan cover/)).toContain('/board/cover');
    expect(list.$('main form')).toHaveLength(0);
    await work.service.get(Asking).withdraw(pia, code, 'Not needed');
    const after = await work.visitor.submit(await work.visitor.get('/board/tasks'));
    expect(after.text).toContain('There is no task just now.');
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
