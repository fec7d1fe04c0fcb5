import { theService } from '@case-consultation/domain';
import { Actions, AlertQueries, Alerts } from '@case-consultation/features';
import { bodyOf } from '../support/http/client.js';
import { TestApi } from '../support/http/test-api.js';
import { signedIn } from '../support/pages/sign-in.js';
import { codeFrom, Journey } from '../support/service/journey.js';
import { header } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let journey: Journey;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service, { champions: { priorities: ['P3'] } });
  journey = new Journey(service, programme);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const on = (day: number, hour = 9) => new Date(Date.UTC(2027, 2, day, hour));

/** The offers of the programme, which a test keeps open until then. */
async function expiresLater(): Promise<void> {
  await service.admin.query(
    `UPDATE outbox SET due_at = '2027-03-30T10:00:00Z' WHERE job = 'expire-offer' AND programme_id = $1`,
    [programme.id],
  );
}

function digestsTo(person: TestPerson): string[] {
  const subject = 'Practice consultations: what needs you today';
  return service.mailbox.messages
    .filter((mail) => mail.to.includes(person.email) && header(mail, 'Subject') === subject)
    .map(({ raw }) => raw.toString('utf8'));
}

async function mine(person: TestPerson): Promise<{ counts: Record<string, number>; sent: boolean }[]> {
  const { rows } = await service.admin.query<{ counts: Record<string, number>; sent: boolean }>(
    `SELECT counts, sent_at IS NOT NULL AS sent FROM alert_digest WHERE programme_id = $1 AND person_id = $2 ORDER BY id`,
    [programme.id, person.personId],
  );
  return rows;
}

describe('the morning’s digest', () => {
  it('goes once to each lead, when there is something new, and says numbers alone', async () => {
    const { lead, deputy, practitioners } = programme;
    const code = await journey.asked(practitioners[0]);
    const before = digestsTo(lead).length;
    const { remindAt } = await journey.offer(code);
    expect(remindAt.getTime()).toBeLessThan(on(4).getTime());
    // Nothing has come up by the first morning; by the second the offer is past its half-time.
    await service.at(on(3));
    expect(await mine(lead)).toEqual([]);
    await service.at(new Date(Math.max(remindAt.getTime(), on(3, 10).getTime())));
    await service.at(on(4, 8));
    expect(await mine(lead)).toEqual([]);
    // The reminder was at half of two working days: the offer is still open on the morning that follows.
    const open = (await journey.state(code)).status;
    await service.at(on(4, 9));
    expect(open).toBe('offered');
    for (const person of [lead, deputy]) {
      expect(await mine(person)).toEqual([
        { counts: expect.objectContaining({ 'offer-unanswered': 1, 'with-lead': 0 }) as unknown, sent: true },
      ]);
    }
    const mails = digestsTo(lead).slice(before);
    expect(mails).toHaveLength(1);
    expect(mails[0]).not.toContain(code);

    // Once a day, however often it is run, and nothing is told twice.
    const alerts = service.get(Alerts);
    await Promise.all([alerts.tell(theService(programme.id)), alerts.tell(theService(programme.id))]);
    await service.drain();
    expect(await mine(lead)).toHaveLength(1);
  });

  it('does not repeat what had a mail of its own, stays quiet on days off, and tells again what has come back', async () => {
    const { lead, practitioners } = programme;
    const code = await journey.asked(practitioners[0]);
    const { id } = await journey.state(code);
    const standing = (status: string) =>
      service.admin.query(`UPDATE offer SET remind_at = ${status} WHERE consultation_id = $1`, [id]);
    await standing(
      `'2027-03-02T10:00:00Z', expires_at = '2027-03-30T10:00:00Z', starts_at = '2027-03-31T10:00:00Z'`,
    );
    await expiresLater();
    await service.at(on(3));
    expect(await mine(lead)).toHaveLength(1);
    await service.at(on(4));
    expect(await mine(lead)).toHaveLength(1);
    await standing(`'2027-03-20T10:00:00Z'`);
    await service.at(on(5));
    expect(await mine(lead)).toHaveLength(1);
    await standing(`'2027-03-06T08:00:00Z'`);
    // Saturday and Sunday.
    await service.at(on(6));
    await service.at(on(7));
    expect(await mine(lead)).toHaveLength(1);
    await service.at(on(8));
    expect(await mine(lead)).toHaveLength(2);
  });

  it.each(['first', 'last'])(
    'leaves out an offer whose target is at risk, which has a mail of its own, whether that is done %s',
    async (turn) => {
      const { lead, practitioners } = programme;
      const code = await journey.asked(practitioners[0]);
      const { id } = await journey.offer(code);
      // Open for long, its half-time to come, and to be held by tomorrow.
      await service.admin.query(
        `UPDATE offer SET remind_at = '2027-03-20T10:00:00Z', expires_at = '2027-03-30T10:00:00Z',
           starts_at = '2027-03-31T10:00:00Z' WHERE id = $1`,
        [id],
      );
      await expiresLater();
      await service.admin.query(`UPDATE consultation SET target_on = '2027-03-04' WHERE code = $1`, [code]);
      await service.admin.query(
        `UPDATE outbox SET due_at = $2 WHERE job = 'flag-target-at-risk' AND programme_id = $1`,
        [programme.id, new Date(on(3).getTime() + (turn === 'first' ? -60_000 : 60_000))],
      );
      await service.at(on(3));
      await service.at(on(3, 10));
      const about = service.mailbox.messages.filter(
        (mail) => mail.to.includes(lead.email) && mail.raw.toString('utf8').includes(code),
      );
      expect(about).toHaveLength(1);
      expect(await mine(lead)).toEqual([]);
      const { counts } = await service.get(AlertQueries).now(lead);
      expect(counts['target-at-risk']).toEqual({ n: 1, more: false });
    },
  );

  it('tells when the target of what is with the lead for another reason comes near', async () => {
    const alone = await aProgramme(service, { leadConsults: false, champions: { hours: [] } });
    const code = await new Journey(service, alone).asked(alone.practitioners[0]);
    await service.admin.query(`UPDATE consultation SET target_on = '2027-03-05' WHERE code = $1`, [code]);
    const told = async () =>
      (
        await service.admin.query<{ counts: Record<string, number> }>(
          'SELECT counts FROM alert_digest WHERE person_id = $1 ORDER BY id',
          [alone.lead.personId],
        )
      ).rows;
    await service.at(on(3));
    expect(await told()).toEqual([]);
    await service.at(on(4));
    expect(await told()).toEqual([
      { counts: expect.objectContaining({ 'target-at-risk': 1, 'with-lead': 1 }) as unknown },
    ]);
    await service.at(on(5));
    expect(await told()).toHaveLength(1);
  });

  it('counts what is with the lead, of which they heard at once, only beside something new', async () => {
    const { lead, practitioners } = programme;
    const alone = await aProgramme(service, { leadConsults: false, champions: { hours: [] } });
    const there = new Journey(service, alone);
    await there.asked(alone.practitioners[0]);
    await service.at(on(3));
    const { rows } = await service.admin.query('SELECT 1 FROM alert_digest WHERE programme_id = $1', [
      alone.id,
    ]);
    expect(rows).toEqual([]);
    const seen = await service.get(AlertQueries).now(alone.lead);
    expect(seen.counts['with-lead']).toEqual({ n: 1, more: false });
    expect((await service.get(AlertQueries).now(lead)).total.n).toBe(0);
    expect(await codeFrom(service.get(AlertQueries).now(practitioners[0]))).toBe('not-your-task');
  });
});

describe('what needs a lead', () => {
  const countsOf = async (person: TestPerson) => (await service.get(AlertQueries).now(person)).counts;
  const one = { n: 1, more: false };
  const none = { n: 0, more: false };

  it('is an action that is long overdue, for the leads who may see its case', async () => {
    const lou = await programme.addPerson({ name: 'Lou Lead', roles: ['lead'], team: 3 });
    const [pia] = programme.practitioners;
    const { code, consultant } = await journey.held(pia, { conflictPersonIds: [lou.personId] });
    const action = { description: 'Ask the school', about: 'child', ownerId: pia.personId } as const;
    await service.get(Actions).add(consultant, code, { ...action, dueOn: '2027-03-08', pathwayId: null });
    service.clock.setTo(on(9));
    expect((await countsOf(programme.lead))['action-overdue']).toEqual(none);
    await service.at(on(24));
    expect((await countsOf(programme.lead))['action-overdue']).toEqual(one);
    expect((await countsOf(programme.deputy))['action-overdue']).toEqual(one);
    expect((await service.get(AlertQueries).now(lou)).total).toEqual(none);
    expect(await mine(lou)).toEqual([]);
  });

  it('is that more was asked for than there was time for, three whole weeks running', async () => {
    const alone = await aProgramme(service, { leadConsults: false, champions: { hours: [] } });
    for (const day of [2, 9, 16]) {
      service.clock.setTo(on(day));
      await new Journey(service, alone).asked(alone.practitioners[0]);
    }
    await service.at(on(19));
    expect((await countsOf(alone.lead))['capacity-under-demand']).toEqual(none);
    await service.at(on(22, 12));
    expect((await countsOf(alone.lead))['capacity-under-demand']).toEqual(one);
    const page = await (await signedIn(api, alone, alone.lead)).get('/board/alerts');
    expect(page.text).toMatch(/three weeks|3 weeks/);
    const told = digestsTo(alone.lead);
    await service.at(on(23, 12));
    expect(digestsTo(alone.lead)).toEqual(told);
    expect((await countsOf(programme.lead))['capacity-under-demand']).toEqual(none);
  });
});

describe('the alerts of the API', () => {
  it('are the kinds there are with their numbers, as the page counts them, for leads alone', async () => {
    const alone = await aProgramme(service, { leadConsults: false, champions: { hours: [] } });
    const lead = await api.as(alone, alone.lead);
    const none = { alerts: [], total: { n: 0, more: false } };
    expect(await bodyOf(lead.get('/api/v1/alerts'))).toEqual(none);
    await new Journey(service, alone).asked(alone.practitioners[0]);
    const one = { n: 1, more: false };
    expect(await bodyOf(lead.get('/api/v1/alerts'))).toEqual({
      alerts: [{ kind: 'with-lead', count: one }],
      total: one,
    });
    const elsewhere = await api.as(programme, programme.lead);
    expect(await bodyOf(elsewhere.get('/api/v1/alerts'))).toEqual(none);
    const practitioner = await api.as(alone, alone.practitioners[0]);
    expect((await practitioner.get('/api/v1/alerts')).status).toBe(403);
  });
});

describe('the page of alerts', () => {
  it('shows each kind there is with its number and where to go, and nothing when there is none', async () => {
    const visitor = await signedIn(api, programme, programme.lead);
    expect((await visitor.get('/board/alerts')).text).toContain('There is nothing that needs you just now.');
    const alone = await aProgramme(service, { leadConsults: false, champions: { hours: [] } });
    await new Journey(service, alone).asked(alone.practitioners[0]);
    const other = await signedIn(api, alone, alone.lead);
    const shown = await other.get('/board/alerts');
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('With the lead');
    expect(shown.text).toContain('See what is with the lead');
    expect((await other.get('/board')).text).toContain('See the alerts');
  });
});
