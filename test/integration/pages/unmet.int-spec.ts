import { Asking, Lead, UnmetDemand } from '@case-consultation/features';
import { bodyOf } from '../../support/http/client.js';
import { TestApi } from '../../support/http/test-api.js';
import { csvAt, csvFilesOf } from '../../support/pages/csv-files.js';
import { codesOf, rowsOf, sortOf } from '../../support/pages/board-rows.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let beside: TestProgramme;
let lead: PageVisitor;
/** Turned down as out of area, at nine; sent after no time had suited, at ten; a draft of which that was said, at eleven. */
let outOfArea: string;
let sent: string;
let draft: string;

const at = (time: string) => service.clock.setTo(new Date(`2027-03-02T${time}:00Z`));

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
  beside = await aProgramme(service);
  const [pia, quin] = programme.practitioners;
  const [asking, unmet] = [service.get(Asking), service.get(UnmetDemand)];
  at('09:00');
  outOfArea = await aSubmittedRequest(service, pia);
  await service.get(Lead).turnDown(programme.lead, outOfArea, {
    reason: 'Another borough helps this family',
    signpost: 'Their own programme',
    outOfArea: true,
  });
  at('10:00');
  ({ code: sent } = await asking.start(pia, aRequest({ stage: 'section-47', mode: 'phone' })));
  await unmet.noTimeSuits(pia, sent);
  await asking.submit(pia, sent);
  at('11:00');
  ({ code: draft } = await asking.start(quin, aRequest({ stage: 'plo-court' })));
  await unmet.noTimeSuits(quin, draft);
  at('11:05');
  lead = await signedIn(api, programme, programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

/** A period from one day to another, typed as day, month and year. */
function own(first: string, last: string): string {
  const typed = (end: string, date: string) => {
    const [day = '', month = '', year = ''] = date.split(' ');
    return `&${end}-day=${day}&${end}-month=${month}&${end}-year=${year}`;
  };
  return `?period=own-dates${typed('first', first)}${typed('last', last)}`;
}

describe('the list of demand that was not met', () => {
  it('shows when, why, what was asked for and what became of it, newest first, and names nobody', async () => {
    const page = await lead.get('/board/unmet');
    expect(page.heading).toBe('Demand not met');
    expect(rowsOf(page)).toMatchObject([
      {
        When: 'Tuesday 2 March 2027, 11:00am',
        Why: 'No time suited',
        Priority: 'Not set',
        'What was asked for': 'A draft, seen by its author alone',
        'Since then': 'Not sent yet',
      },
      {
        When: 'Tuesday 2 March 2027, 10:00am',
        Agency: 'Elmbrook children’s services',
        Priority: '2, soon',
        'What was asked for': `${sent} Phone call Section 47 enquiry Time: The soonest`,
        'Since then': 'Still looking',
      },
      { Why: 'Out of our area', 'Since then': 'Ended without one' },
    ]);
    const lines = page.$('main tbody').text();
    for (const hidden of [draft, 'Public Law', ...programme.practitioners.map(({ name }) => name)])
      expect(lines).not.toContain(hidden);
    expect(pageFaults(page)).toEqual([]);
    expect((await lead.get(page.link(sent))).heading).not.toBe('Page not found');
  });

  it('turns round, is narrowed by why and by what became of it, and says when nothing is left', async () => {
    const page = await lead.get('/board/unmet');
    expect(sortOf(page, 'When')).toBe('descending');
    const turned = await lead.get(page.link('When'));
    expect(sortOf(turned, 'When')).toBe('ascending');
    expect(rowsOf(turned)[0]?.['Why']).toBe('Out of our area');

    const abroad = await lead.get('/board/unmet?reason=out-of-area');
    expect(abroad.text).toContain('Showing only: Out of our area');
    expect(rowsOf(abroad)).toHaveLength(1);
    const open = await lead.get('/board/unmet?became=open');
    expect(rowsOf(open).map((row) => row['What was asked for'])).toEqual([expect.stringContaining(sent)]);
    expect((await lead.get('/board/unmet?stage=plo-court')).text).toContain(
      'Nothing here matches these filters.',
    );
    expect(rowsOf(await lead.get('/board/unmet?reason=nothing&became=nobody'))).toHaveLength(3);
  });

  it('is narrowed to a period, and keeps it in every way on', async () => {
    const page = await lead.get('/board/unmet');
    expect(page.$('#period option').first().text()).toBe('At any time');
    expect(page.$('#period option')).toHaveLength(6);
    const quarter = await lead.get('/board/unmet?period=this-quarter&reason=out-of-area');
    expect([quarter.status, pageFaults(quarter)]).toEqual([200, []]);
    expect(quarter.text).toContain(
      'Showing only: Out of our area, Friday 1 January 2027 to Tuesday 2 March 2027 (61 days)',
    );
    expect(rowsOf(quarter)).toHaveLength(1);
    expect(quarter.fields).toMatchObject({ period: 'this-quarter', reason: 'out-of-area' });
    const before = await lead.get(`/board/unmet${own('1 3 2027', '1 March 27')}`);
    expect(before.text).toContain('Showing only: Monday 1 March 2027 to Monday 1 March 2027 (1 day)');
    expect(before.text).toContain('Nothing here matches these filters.');
    const day = await lead.get(`/board/unmet${own('2 3 2027', '2 3 2027')}`);
    const turned = await lead.get(day.link('When'));
    expect(turned.fields).toMatchObject({ period: 'own-dates', 'first-day': '2', 'last-month': '3' });
    expect(rowsOf(turned)).toHaveLength(3);
    const cleared = await lead.get(turned.link('Clear filters'));
    expect(cleared.fields).toMatchObject({ period: '', 'first-day': '' });
  });

  it.each([
    ['', '', { 'first-day': /^Enter the first day/, 'last-day': /^Enter the last day/ }],
    ['1 3 2027', '31 2 2027', { 'last-day': /^Enter the last day/ }],
    ['1 3 2027', '3 3 2027', { 'last-day': /^The last day must be today or earlier/ }],
    ['2 3 2027', '1 3 2027', { 'last-day': /^The last day must be the first day or later/ }],
    ['1 3 2025', '1 3 2027', { 'first-day': /^The period must be 366 days or shorter/ }],
  ])('refuses “%s” to “%s”, and keeps what was typed', async (first, last, problems) => {
    const asked = `${own(first, last)}&reason=out-of-area`;
    const page = await lead.get(`/board/unmet${asked}`);
    expect([page.status, pageFaults(page)]).toEqual([422, []]);
    expect(page.errors).toEqual(
      Object.entries(problems).map(([field, words]) => ({
        text: expect.stringMatching(words),
        href: `#${field}`,
      })),
    );
    expect(page.$('.app-board-filter[open] .app-figures-form__dates[open]')).toHaveLength(1);
    const [day = '', , year = ''] = first.split(' ');
    expect(page.fields).toMatchObject({
      period: 'own-dates',
      'first-day': day,
      'first-year': year,
      'last-day': last.split(' ')[0],
      reason: 'out-of-area',
    });
    expect(rowsOf(page)).toEqual([]);
    expect(page.text).not.toMatch(/Nothing|Showing only/);
    expect((await lead.get(`/board/unmet/list.csv${asked}`)).status).toBe(404);
  });

  it('gives as CSV what it shows: all pages of it, within its period and filters, in its order', async () => {
    const page = await lead.get('/board/unmet');
    const [all] = await csvFilesOf(lead, page);
    expect(all?.name).toBe('unmet-demand-up-to-2027-03-02');
    expect(all?.lines).toEqual([
      [
        'Day',
        'Time',
        'Why',
        'Agency',
        'Priority',
        'What was asked for',
        'Restricted',
        'How',
        'Stage',
        'Time asked for',
        'Since then',
      ],
      [
        ...['2027-03-02', '11:00', 'No time suited', 'Elmbrook children’s services', 'Not set'],
        ...['A draft, seen by its author alone', '', '', '', '', 'Not sent yet'],
      ],
      [
        ...['2027-03-02', '10:00', 'No time suited', 'Elmbrook children’s services', '2, soon', sent, ''],
        ...['Phone call', 'Section 47 enquiry', 'The soonest', 'Still looking'],
      ],
      [
        ...['2027-03-02', '09:00', 'Out of our area', 'Elmbrook children’s services', '3, usual', outOfArea],
        ...['', 'Video call', 'Assessment', 'The soonest', 'Ended without one'],
      ],
    ]);
    const narrowed = await lead.get('/board/unmet?period=this-quarter&became=open&reversed=yes');
    expect(await csvFilesOf(lead, narrowed)).toEqual([
      { name: 'unmet-demand-2027-01-01-to-2027-03-02', lines: [all?.lines[0], all?.lines[2]] },
    ]);
    const turned = await csvFilesOf(lead, await lead.get(page.link('When')));
    expect(turned[0]?.lines.slice(1)).toEqual(all?.lines.slice(1).reverse());
    const none = await lead.get('/board/unmet?period=last-quarter');
    expect(await csvFilesOf(lead, none)).toEqual([]);
  });

  it('says in the file, and on the page, how much is in it at most', async () => {
    const many = await aProgramme(service);
    const code = await aSubmittedRequest(service, many.practitioners[0]);
    await service.admin.query(
      `INSERT INTO unmet_demand (id, programme_id, consultation_id, at, kind)
       SELECT gen_random_uuid(), programme_id, id, $2::timestamptz - n * interval '1 minute', 'nobody-eligible'
       FROM consultation, generate_series(1, 5001) AS n WHERE code = $1`,
      [code, service.clock.now()],
    );
    await service.admin.query(`UPDATE agency SET name = '=HYPERLINK("x")' WHERE id = $1`, [
      many.agencies.council.id,
    ]);
    const theirs = await signedIn(api, many, many.lead);
    const page = await theirs.get('/board/unmet');
    expect(page.text).toContain('Download as CSV: Demand not met, up to 5,000 lines');
    const next = await theirs.get((await theirs.get('/board/unmet?period=this-quarter')).link(/^Next/));
    expect(next.fields['period']).toBe('this-quarter');
    const { lines } = await csvAt(theirs, '/board/unmet/list.csv');
    expect(lines).toHaveLength(5_002);
    expect(lines[1]?.[3]).toBe(`'=HYPERLINK("x")`);
    expect(lines.at(-1)?.[0]).toMatch(/^Only the first 5,000 are in this file\./);
    const { lines: whole } = await csvAt(theirs, '/board/unmet/list.csv?reason=turned-down');
    expect(whole).toHaveLength(1);
  });

  it('leaves out of the file what a lead is locked out of, and is no file for others', async () => {
    const shutOut = await aProgramme(service);
    const [pia] = shutOut.practitioners;
    const given = { conflictPersonIds: [shutOut.deputy.personId] };
    const { code } = await service.get(Asking).start(pia, aRequest(given));
    await service.get(UnmetDemand).noTimeSuits(pia, code);
    const file = '/board/unmet/list.csv?period=this-quarter';
    expect((await csvAt(await signedIn(api, shutOut, shutOut.lead), file)).lines).toHaveLength(2);
    expect((await csvAt(await signedIn(api, shutOut, shutOut.deputy), file)).lines).toHaveLength(1);
    for (const person of [pia, shutOut.champions[0]])
      expect((await (await signedIn(api, shutOut, person)).get(file)).status).toBe(404);
  });

  it('takes the same periods as JSON', async () => {
    const client = await api.as(programme, programme.lead);
    const listed = async (query: string) =>
      (await bodyOf(client.get<{ items: { kind: string }[] }>(`/api/v1/unmet-demand${query}`))).items.length;
    expect(await listed('?period=own-dates&first=2027-03-02&last=2027-03-02')).toBe(3);
    expect(await listed('?period=own-dates&first=2027-03-02&last=2027-03-02&kind=out-of-area')).toBe(1);
    expect(await listed('?period=own-dates&first=2027-03-01&last=2027-03-01')).toBe(0);
    expect(await listed('?period=last-quarter')).toBe(0);
    for (const query of [
      '?period=own-dates',
      '?period=own-dates&first=2027-03-02&last=2027-03-03',
      '?period=ever',
      '?first=2027-03-02&last=2027-03-02',
    ])
      expect([query, (await client.get(`/api/v1/unmet-demand${query}`)).status]).toEqual([query, 422]);
  });

  it('is reached from the board and from the figures, with what they are filtered by', async () => {
    const figures = await lead.get('/board/demand?period=this-quarter&stage=section-47');
    const list = await lead.get(figures.link(/^See each of them/));
    expect(list.text).toContain(
      'Showing only: Section 47 enquiry, Friday 1 January 2027 to Tuesday 2 March 2027',
    );
    expect(rowsOf(list)).toHaveLength(1);
    const all = await lead.get('/board/demand?period=this-quarter');
    expect(all.text).toContain('3 times a need was not met: no time suited (2), out of our area (1).');
    expect((await lead.get((await lead.get('/board')).link('Not met'))).heading).toBe('Demand not met');
  });

  it('is each programme’s own', async () => {
    const page = await (await signedIn(api, beside, beside.lead)).get('/board/unmet');
    expect(page.text).toContain('Nothing has been noted as not met.');
    expect(codesOf(page)).toEqual([]);
  });
});
