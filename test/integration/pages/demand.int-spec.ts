import { TestApi } from '../../support/http/test-api.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { Journey } from '../../support/service/journey.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';

const NAMES = [
  'requests',
  'kinds',
  'repeats',
  'unmet',
  'waiting',
  'target',
  'wait',
  'slots',
  'load',
  'shares',
  'training',
  'offers',
  'conflicts',
  'no-shows',
  'overdue',
];

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let lead: PageVisitor;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
  const journey = new Journey(service, programme);
  const [pia, quin] = programme.practitioners;
  // In the week of 1 March: one held, one that waits.
  await journey.held(pia, { caseReference: 'C-2027-1' });
  await aSubmittedRequest(service, quin, { caseReference: 'C-2027-2', stage: 'early-help' });
  service.clock.setTo(new Date('2027-03-09T09:00:00Z'));
  // About the first case again.
  await aSubmittedRequest(service, pia, { caseReference: 'C-2027-1' });
  service.clock.setTo(new Date('2027-03-17T09:00:00Z'));
  lead = await signedIn(api, programme, programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const text = (page: ReadPage, selector: string) =>
  page.$(selector).first().text().replace(/\s+/g, ' ').trim();
const sentence = (page: ReadPage, name: string) =>
  text(page, `section[aria-labelledby=${name}] .app-figure__sentence`);
const own = (first: [string, string, string], last: [string, string, string]) =>
  `?period=own-dates&first-day=${first[0]}&first-month=${first[1]}&first-year=${first[2]}&last-day=${last[0]}&last-month=${last[1]}&last-year=${last[2]}`;

describe('demand and capacity', () => {
  it('says of every figure what it shows, in a table too, how it is counted, and where to get it', async () => {
    const page = await lead.get('/board/demand');
    expect([page.status, page.heading, pageFaults(page)]).toEqual([200, 'Demand and capacity', []]);
    expect(page.text).toContain('Monday 21 December 2026 to Sunday 14 March 2027 (84 days)');
    const sections = page.$('section.app-figure').get();
    expect(sections.map((one) => page.$(one).attr('aria-labelledby'))).toEqual(NAMES);
    for (const one of sections) {
      const section = page.$(one);
      expect(section.find('h3').text()).not.toBe('');
      expect(section.find('.app-figure__sentence').text()).toMatch(/\.$/);
      expect(section.find('table tbody tr').length).toBeGreaterThan(0);
      expect(section.text()).toContain('How this is counted');
      expect(section.find('a[download]')).toHaveLength(1);
    }
    expect(page.$('.app-board-nav [aria-current=page]').attr('href')).toBe('/board/demand');
    expect(page.$('svg[role=img]').length).toBeGreaterThan(8);
    const names = [...programme.practitioners.map(({ name }) => name), 'C-2027', 'B-'];
    expect(names.filter((name) => page.text.includes(name))).toEqual([]);
  });

  it('counts what took place', async () => {
    const page = await lead.get('/board/demand');
    expect(sentence(page, 'requests')).toMatch(
      /^There were 3 requests: 0\.3 for every 5 working days\. The most in one week was 2/,
    );
    expect(sentence(page, 'repeats')).toContain('1 of 3 requests (33%) was about a case');
    expect(sentence(page, 'waiting')).toMatch(/^2 requests wait at this moment/);
    expect(sentence(page, 'target')).toBe('1 of 1 consultation held met its target: 100%.');
    expect(sentence(page, 'slots')).toMatch(/^\d+ slots were offered, 1 used and/);
    expect(sentence(page, 'offers')).toMatch(/1 was accepted/);
    expect(sentence(page, 'kinds')).toContain('“Assessment” (2 of 3)');
  });

  it('shows only what a filter leaves, and keeps it chosen', async () => {
    const page = await lead.get('/board/demand?stage=early-help&priority=P3&period=this-quarter');
    expect(sentence(page, 'requests')).toMatch(/^There was 1 request/);
    expect(sentence(page, 'target')).toBe('No consultation was held.');
    expect(page.text).toContain('Friday 1 January 2027 to Wednesday 17 March 2027');
    expect(page.text).toContain('Only: Early help, Priority 3, usual');
    expect(page.fields).toMatchObject({ stage: 'early-help', priority: 'P3', period: 'this-quarter' });
    // Slots are for everybody.
    expect(sentence(page, 'load')).toMatch(/^3 requests came to/);
    const { id } = programme.agencies.health;
    expect(sentence(await lead.get(`/board/demand?agency=${id}`), 'requests')).toBe('There was no request.');
    const odd = await lead.get(
      '/board/demand?agency=somebody&stage=%3Cb%3E&priority=P9&period=ever&period=x',
    );
    expect([odd.status, sentence(odd, 'requests').slice(0, 20)]).toEqual([200, 'There were 3 request']);
  });

  it('takes dates of one’s own', async () => {
    const page = await lead.get(`/board/demand${own(['8', '3', '2027'], ['17', 'March', '27'])}`);
    expect(page.text).toContain('Monday 8 March 2027 to Wednesday 17 March 2027 (10 days)');
    expect(sentence(page, 'requests')).toMatch(/^There was 1 request: 0\.6 for every 5 working days/);
  });

  it.each([
    ['', '', '', '17', '3', '2027', 'first-day', 'Enter the first day'],
    ['1', '3', '2027', '31', '2', '2027', 'last-day', 'Enter the last day'],
    ['1', '3', '2027', '18', '3', '2027', 'last-day', 'The last day must be today or earlier'],
    ['17', '3', '2027', '16', '3', '2027', 'last-day', 'The last day must be the first day or later'],
    ['1', '3', '2025', '16', '3', '2027', 'first-day', 'The period must be 366 days or shorter'],
  ])('refuses %s %s %s to %s %s %s, and keeps what was typed', async (...given) => {
    const [day, month, year, lastDay, lastMonth, lastYear, field, message] = given;
    const address = `/board/demand${own([day, month, year], [lastDay, lastMonth, lastYear])}`;
    const page = await lead.get(address);
    expect([page.status, pageFaults(page)]).toEqual([422, []]);
    expect(page.errors).toEqual([{ text: expect.stringContaining(message), href: `#${field}` }]);
    expect(page.fields).toMatchObject({ 'first-year': year, 'last-day': lastDay, period: 'own-dates' });
    expect(page.$('section.app-figure')).toHaveLength(0);
    expect((await lead.get(address.replace('demand?', 'demand/requests.csv?'))).status).toBe(404);
  });

  it('gives every table as CSV, for the same period and filter', async () => {
    const page = await lead.get('/board/demand?period=this-quarter&stage=early-help');
    for (const name of NAMES) {
      const { href } = page.links.find((link) => link.href.startsWith(`/board/demand/${name}.csv`)) ?? {
        href: '',
      };
      const file = await lead.get(href);
      expect([name, file.status, pageFaults(file)]).toEqual([name, 200, []]);
      expect(file.headers.get('content-disposition')).toBe(
        `attachment; filename="demand-${name}-2027-01-01-to-2027-03-17.csv"`,
      );
      const [headings = '', ...rows] = file.html.trim().split('\r\n');
      const table = page.$(`section[aria-labelledby=${name}] table`);
      expect(headings.split(',')).toHaveLength(table.find('thead th').length);
      expect(rows).toHaveLength(table.find('tbody tr').length);
    }
    const requests = await lead.get('/board/demand/requests.csv?period=this-quarter&stage=early-help');
    expect(requests.html).toContain('2027-03-01,2027-03-07,5,1\r\n');
    expect((await lead.get('/board/demand/people.csv')).status).toBe(404);
  });

  it('makes no formula of the name of an agency', async () => {
    await service.admin.query(`UPDATE agency SET name = '=HYPERLINK("x")' WHERE id = $1`, [
      programme.agencies.council.id,
    ]);
    const file = await lead.get('/board/demand/kinds.csv');
    expect(file.html).toContain(`'=HYPERLINK`);
    expect(pageFaults(file)).toEqual([]);
    const page = await lead.get('/board/demand');
    expect(pageFaults(page)).toEqual([]);
  });

  it('is not there for anybody but leads', async () => {
    for (const person of [programme.champions[0], programme.practitioners[0]]) {
      const visitor = await signedIn(api, programme, person);
      for (const path of ['/board/demand', '/board/demand/requests.csv'])
        expect((await visitor.get(path)).status).toBe(404);
    }
  });
});
