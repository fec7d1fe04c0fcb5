import { Bookings, Lead } from '@case-consultation/features';
import { LeadAtWork } from '../../support/pages/lead-pages.js';
import { type TestPerson } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';

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

const others = (consultant: TestPerson) =>
  work.programme.champions.filter((champion) => champion !== consultant);

describe('every verb', () => {
  const VERBS = [
    'assign',
    'assign/consultant?time=2027-03-05T13:00:00.000Z',
    'take',
    'reassign',
    'turn-down',
    'priority',
    'hand-over',
    'close',
    'routing',
  ];

  it('is for the leads of the programme who may see it, and shows nothing of it to anybody else', async () => {
    const { deputy, champions } = work.programme;
    const code = await work.journey.asked(pia, { conflictPersonIds: [deputy.personId] });
    const { consultant } = await work.journey.offer(code);
    const lookers = [
      await work.as(pia),
      await work.as(consultant),
      await work.as(champions[0]),
      await work.as(deputy),
      await work.as(work.beside.lead, work.beside),
    ];
    for (const verb of VERBS) {
      const path = `/consultations/${code}/${verb}`;
      expect((await work.visitor.get(path)).status).toBe(200);
      for (const looker of lookers) expect((await looker.get(path)).status).toBe(404);
      const unknown = `/consultations/B-000000/${verb}`;
      expect((await work.visitor.get(unknown)).status).toBe(404);
    }
  });

  it('takes no form of anybody else', async () => {
    const code = await work.journey.asked(pia);
    const home = await work.as(pia);
    const token = Object.fromEntries(
      (await home.get('/requests'))
        .$('input[type=hidden]')
        .get()
        .map((input): [string, string] => [String(input.attribs['name']), String(input.attribs['value'])]),
    );
    const before = await work.journey.state(code);
    for (const verb of VERBS.filter((one) => one !== 'routing')) {
      const sent = await home.post(`/consultations/${code}/${verb}`, { ...token, reason: 'Mine', seen: '1' });
      expect([verb, sent.status]).toEqual([verb, 404]);
    }
    expect(await work.journey.state(code)).toEqual(before);
  });

  it('has the consultation beside it and a way back', async () => {
    const code = await work.journey.asked(pia, { familyWorksForAgency: true });
    for (const verb of ['assign', 'take', 'priority', 'routing']) {
      const page = await work.open(code, verb);
      expect(page.$('.govuk-back-link').attr('href')).toBe(`/consultations/${code}`);
      const about = page.$('.app-board-verb__about').text();
      for (const words of ['Restricted', 'Priority 3, usual', 'Assessment', 'Elmbrook children’s services'])
        expect(about).toContain(words);
      expect(about).not.toContain('Pia');
    }
  });

  it('reads a refusal kindly when the time has gone to something else', async () => {
    const { code } = await work.journey.booked(pia);
    await work.service.get(Bookings).cancel(work.programme.lead, code, { reason: 'Closed', wish: null });
    const page = await work.open(code, 'reassign');
    expect(page.text).toContain('We are looking for a consultant.');
    expect(page.link('Go to the board')).toBe('/board');
  });
});

describe('how it was routed', () => {
  it('is read as sentences, newest first, with who chose otherwise', async () => {
    const code = await work.journey.asked(pia);
    const { consultant } = await work.journey.offer(code);
    const [next] = others(consultant);
    await work.service.get(Lead).assign(work.programme.deputy, code, {
      consultantId: next?.personId ?? '',
      startsAt: new Date('2027-03-05T13:00:00Z'),
      reason: 'Knows this agency',
    });
    const page = await work.open(code, 'routing');
    expect(page.heading).toBe('How it was routed');
    const runs = page
      .$('.app-board-run')
      .get()
      .map((run) => page.$(run).text().replace(/\s+/g, ' '));
    expect(runs).toHaveLength(2);
    expect(runs[0]).toContain('Dana Deputy chose the consultant and the time.');
    expect(runs[0]).toContain(
      `${next?.name ?? ''} is asked for Friday 5 March 2027, 1:00pm: the time the lead chose.`,
    );
    expect(runs[1]).toContain(`${consultant.name} is asked for Wednesday 3 March 2027, 10:00am`);
    expect(runs[1]).toContain('That meets the target, Tuesday 16 March 2027.');
    expect(runs[1]).toContain('Lena Lead did not need to be asked.');
    for (const run of runs) expect(run).toContain('Checked just now: the same facts give the same answer.');
    expect(page.html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  it('says so before anybody was looked for', async () => {
    const code = await aSubmittedRequest(work.service, pia);
    expect((await work.open(code, 'routing')).text).toContain('No consultant has been looked for yet.');
  });
});
