import { type DeadJob } from '@case-consultation/platform';
import { Asking, ConsultationQueries, LeadTasks } from '@case-consultation/features';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
beforeAll(async () => {
  service = await TestService.start();
  programme = await aProgramme(service);
});
afterAll(() => service.stop());

const mailsOf = async (kind: string, code: string): Promise<string[]> => {
  const { rows } = await service.admin.query<{ recipient_email: string }>(
    'SELECT recipient_email FROM message WHERE kind = $1 AND code = $2 ORDER BY position',
    [kind, code],
  );
  return rows.map(({ recipient_email }) => recipient_email);
};

const idOf = async (code: string): Promise<string> => {
  const { rows } = await service.admin.query<{ id: string }>('SELECT id FROM consultation WHERE code = $1', [
    code,
  ]);
  return rows[0]?.id ?? '';
};

describe('a job that was given up', () => {
  const deadJob = (subjectId: string, name: DeadJob['name']): DeadJob => ({
    name,
    subjectId,
    programmeId: programme.id,
    outboxId: '0190a1b2-0000-7000-8000-00000000dead',
    attempts: 8,
    reason: 'Error',
  });

  it('becomes one task for the leads, and one mail to each, however often it is given up', async () => {
    const code = await aSubmittedRequest(service, programme.practitioners[0]);
    const job = deadJob(await idOf(code), 'route-consultation');
    await service.get(LeadTasks).aboutDeadJob(job);
    await service.get(LeadTasks).aboutDeadJob(job);
    const { items } = await service.get(LeadTasks).open(programme.lead, { limit: 50, after: null });
    expect(items.filter((task) => task.code === code).map(({ kind }) => kind)).toEqual(['job-failed']);
    expect((await mailsOf('job-failed', code)).sort()).toEqual(
      [programme.deputy.email, programme.lead.email].sort(),
    );
  });

  it('is told by the task alone when it is a mail that could not be sent', async () => {
    const code = await aSubmittedRequest(service, programme.practitioners[1]);
    await service.drain();
    const { rows } = await service.admin.query<{ id: string }>(
      'SELECT id FROM message WHERE code = $1 LIMIT 1',
      [code],
    );
    await service.get(LeadTasks).aboutDeadJob(deadJob(rows[0]?.id ?? '', 'send-message'));
    const { items } = await service.get(LeadTasks).open(programme.lead, { limit: 50, after: null });
    expect(items.filter((task) => task.code === code).map(({ kind }) => kind)).toEqual(['job-failed']);
    expect(await mailsOf('job-failed', code)).toEqual([]);
  });
});

describe('a request that is with the lead', () => {
  it('tells the leads when the requester says other times', async () => {
    const [, , rio] = programme.practitioners;
    // Nobody consults in person any more, so nobody can be asked.
    const code = await aSubmittedRequest(service, rio, { mode: 'in-person', familyWorksForAgency: true });
    await service.admin.query(`UPDATE consultant SET modes = '{video}'`);
    await service.drain();
    expect((await service.get(ConsultationQueries).get(rio, code)).status).toBe('with_lead');
    const before = await mailsOf('needs-the-lead', code);
    await service.get(Asking).changeTimes(rio, code, {
      preferredTimes: [new Date('2027-03-10T10:00:00Z')],
      soonest: false,
    });
    expect(await mailsOf('needs-the-lead', code)).toHaveLength(before.length * 2);
  });
});

describe('a case reference', () => {
  it('is the same case with its dashes and without', async () => {
    const [pia] = programme.practitioners;
    const first = await aSubmittedRequest(service, pia, { caseReference: 'C-2027-77' });
    await service.admin.query(`UPDATE consultation SET held_at = now() WHERE code = $1`, [first]);
    const { code } = await service.get(Asking).start(pia, aRequest({ caseReference: 'C2027-77' }));
    const again = await service.get(Asking).submit(pia, code);
    expect(again.priority).toBe('P2');
  });
});
