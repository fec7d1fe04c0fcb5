import { TestApi } from '../../support/http/test-api.js';
import { csvFilesOf } from '../../support/pages/csv-files.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { aStranger, signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';
import { askedWeekly } from '../../support/service/weeks-of-requests.js';

const FORECAST = '/board/demand/forecast';
const WHAT_IF = '/board/demand/what-if';
const FILES = [`${FORECAST}/joining.csv`, `${WHAT_IF}/figures.csv`];

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let visitor: PageVisitor;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

/** Nine weeks with two or three requests each, so that there is a forecast; then the lead signs in. */
async function afterNineWeeks(): Promise<void> {
  await askedWeekly(service, programme, [2, 3, 2, 3, 2, 3, 2, 3, 2]);
  visitor = await signedIn(api, programme, programme.lead);
}

/** What stands under each name. */
function said(page: ReadPage): Record<string, string> {
  const rows = page.$('.app-said__row').get();
  const words = (row: (typeof rows)[number], part: string): string =>
    page.$(row).find(`.app-said__${part}`).text().replace(/\s+/g, ' ').trim();
  return Object.fromEntries(
    rows.map((row) => [words(row, 'name'), `${words(row, 'figure')}: ${words(row, 'sentence')}`]),
  );
}

/** The rows of a table, by their first cell. */
function tableOf(page: ReadPage, which = 0): Record<string, string[]> {
  const rows = page.$('.app-plan-table').eq(which).find('tbody tr').get();
  return Object.fromEntries(
    rows.map((row) => {
      const cells = page.$(row).find('th, td').get();
      const [name = '', ...others] = cells.map((cell) => page.$(cell).text().trim());
      return [name, others];
    }),
  );
}

/** A table of a page as its file has to be. */
function linesOf(page: ReadPage, which = 0): string[][] {
  const rows = page.$('.app-plan-table').eq(which).find('tr').get();
  return rows.map((row) =>
    page
      .$(row)
      .find('th, td')
      .map((_, cell) => page.$(cell).text().trim())
      .get(),
  );
}

it('is for leads: to anybody else there is no such page', async () => {
  for (const person of [programme.practitioners[0], programme.champions[0]]) {
    const other = await signedIn(api, programme, person);
    for (const path of [FORECAST, WHAT_IF, ...FILES]) expect((await other.get(path)).status).toBe(404);
  }
  for (const path of [FORECAST, WHAT_IF, ...FILES])
    expect((await aStranger(api).get(path)).heading).toBe('Sign in');
});

describe('the forecast', () => {
  it('says “not enough data” in place of a forecast, and what can be said', async () => {
    visitor = await signedIn(api, programme, programme.lead);
    const page = await visitor.get(FORECAST);
    expect([page.status, page.heading]).toEqual([200, 'Forecast']);
    expect(page.text).toContain('Not enough data. A forecast needs 8 whole weeks, and there are 0.');
    expect(Object.keys(said(page))).toEqual(['Requests a week', 'Slots a week that can be used']);
    expect(tableOf(page)).toMatchObject({
      '3, usual': ['0', expect.stringContaining('working day'), expect.anything(), '3.5 working days'],
    });
    expect(page.text).not.toContain('Requests in the next 8 weeks');
    const files = await csvFilesOf(visitor, page);
    expect(files.map(({ name }) => name)).toEqual([
      'forecast-figures-2027-03-02',
      'forecast-joining-2027-03-02',
    ]);
    expect((await visitor.get(`${FORECAST}/weeks.csv`)).status).toBe(404);
  });

  it('gives every figure with a sentence, and the weeks to come with their range', async () => {
    await afterNineWeeks();
    const page = await visitor.get(FORECAST);
    const figures = said(page);
    expect(page.text).not.toContain('Not enough data');
    expect(figures['Requests a week']).toMatch(/^2\.\d: .*22 requests in 8\.\d weeks of 5 working days/);
    expect(figures['Slots a week that can be used']).toMatch(/^8\.\d: .*3 champions give 2\.\d each/);
    expect(figures['Forecast wait']).toMatch(/^more than 99% in the week they ask: /);
    expect(figures['Backlog clears in']).toMatch(/^3\.\d weeks: 22 requests wait without a time\./);
    expect(figures['Champions needed']).toMatch(/^3: 5 usable slots a week .*there are 3\.$/);
    expect(figures['Urgent reserve']).toMatch(/^0 slots a week: /);
    expect(figures['A check on the figures']).toContain('22 still to be held');
    expect(tableOf(page, 0)['3, usual']?.[0]).toBe('22');
    expect(Object.keys(tableOf(page, 1))).toHaveLength(8);
    expect(page.text).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  it('gives all of it as CSV, as it is shown', async () => {
    await afterNineWeeks();
    const page = await visitor.get(FORECAST);
    const [figures, joining, weeks, ...others] = await csvFilesOf(visitor, page);
    expect(others).toEqual([]);
    const [headings, ...lines] = figures?.lines ?? [];
    expect(headings).toEqual(['What', 'Figure', 'What it means', 'Note']);
    const shown = said(page);
    expect(lines.map(([name]) => name)).toEqual(Object.keys(shown));
    for (const [name = '', figure, sentence, note] of lines)
      expect(shown[name]).toBe(`${[figure, note].join(' ').trim()}: ${sentence}`);
    expect(joining).toEqual({ name: 'forecast-joining-2027-05-04', lines: linesOf(page) });
    const [, ...weeksShown] = linesOf(page, 1);
    const [, ...weeksKept] = weeks?.lines ?? [];
    expect(weeksKept.map(([, ...rest]) => rest)).toEqual(weeksShown.map(([, ...rest]) => rest));
    expect([weeksShown[0]?.[0], weeksKept[0]?.[0]]).toEqual(['Mon 10 May 2027', '2027-05-10']);
    expect((await visitor.get(`${FORECAST}/requests.csv`)).status).toBe(404);
  });
});

describe('what if', () => {
  beforeEach(afterNineWeeks);

  it('shows today, and the form', async () => {
    const page = await visitor.get(WHAT_IF);
    expect([page.status, page.heading]).toEqual([200, 'What if']);
    expect(tableOf(page)).toMatchObject({ Champions: ['3'], 'Champions needed': ['3'] });
    expect(page.form('Show what would follow').action).toBe(WHAT_IF);
  });

  it('shows what would follow beside today, each line with what changes', async () => {
    const page = await visitor.get(
      `${WHAT_IF}?championsMore=-2&leaveShare=10%25&noShowShare=&trained=&queue=together`,
    );
    expect(page.status).toBe(200);
    expect(tableOf(page)).toMatchObject({
      Champions: ['3', '1', '2 fewer champions than today.'],
      'Requests a week': [expect.anything(), expect.anything(), 'As today.'],
      'Seen in the week they ask': [
        'more than 99%',
        expect.stringMatching(/^\d\d%$/),
        expect.stringMatching(/^\d+ percentage points? fewer than today\.$/),
      ],
      'Those waiting now are seen to in': [
        expect.anything(),
        expect.anything(),
        expect.stringMatching(/^\d.* weeks? longer than today\.$/),
      ],
      'Champions needed': ['3', expect.anything(), expect.stringContaining('champion')],
    });
    // What was typed stays.
    expect(page.fields).toMatchObject({ championsMore: '-2', leaveShare: '10%' });
  });

  it.each([
    '',
    '?championsMore=&trained=&queue=together',
    '?championsMore=-2&leaveShare=10%25&noShowShare=&queue=together',
    '?boroughRequests=3&boroughSlots=2&queue=apart',
    '?boroughRequests=3&boroughSlots=2&queue=together&trained=40',
    '?something=else',
  ])('gives as CSV what is shown for “%s”', async (asked) => {
    const page = await visitor.get(WHAT_IF + asked);
    expect(await csvFilesOf(visitor, page)).toEqual([{ name: 'what-if-2027-05-04', lines: linesOf(page) }]);
  });

  it.each(['championsMore=&trained=&queue=together', 'trainedWhoAsk=30&queue=apart'])(
    'says that nothing is different when %s is sent, and shows today alone',
    async (sent) => {
      const page = await visitor.get(`${WHAT_IF}?${sent}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain('Nothing is different yet, so these are today’s figures.');
      expect(page.text).not.toContain('As today.');
      expect((await visitor.get(WHAT_IF)).text).not.toContain('Nothing is different yet');
    },
  );

  it('puts another borough beside, apart or in one queue', async () => {
    const apart = await visitor.get(`${WHAT_IF}?boroughRequests=3&boroughSlots=2&queue=apart`);
    const row = tableOf(apart)['Seen in the week they ask'];
    expect(row).toEqual(['more than 99%', 'more than 99%', 'Does not settle', 'As today.']);
    expect(apart.text).toContain('In the other borough more would ask than can be seen.');
    expect(apart.text).toMatch(/With one queue for both, [\w %]+ would be seen in the week they ask\./);
    const pooled = await visitor.get(`${WHAT_IF}?boroughRequests=3&boroughSlots=2&queue=together`);
    expect(tableOf(pooled)['Requests a week']?.[2]).toBe('3 more requests than today.');
    expect(pooled.text).toContain('With a queue each,');
  });

  it.each([
    ['championsMore=-4', 'championsMore', 'You have 3 champions, so enter −3 or more'],
    ['championsMore=1.5', 'championsMore', 'Enter how many champions more or fewer as a whole number'],
    ['championsMore=lots', 'championsMore', 'Enter how many champions more or fewer, for example 2 or -1'],
    ['hoursEach=50', 'hoursEach', 'Hours a week must be 0 to 40'],
    ['hoursEach=2&slotsEach=2', 'slotsEach', 'Enter hours or slots for each champion, not both'],
    ['leaveShare=120', 'leaveShare', 'Leave and cancellations must be 0% to 95%'],
    ['noShowShare=-1', 'noShowShare', 'No-shows must be 0% to 95%'],
    ['trained=12.5', 'trained', 'People trained must be a whole number from 0 to 1,000'],
    ['trainedWhoAsk=half', 'trainedWhoAsk', 'Enter a percentage, for example 20'],
    ['boroughRequests=1e9', 'boroughRequests', 'Enter requests a week as a number, for example 3'],
    ['boroughSlots=999', 'boroughSlots', 'Slots a week must be 0 to 200'],
    [
      'championsMore=1&championsMore=2',
      'championsMore',
      'Enter how many champions more or fewer, for example 2 or -1',
    ],
  ])('refuses %s with words beside the field, and shows today', async (query, field, words) => {
    const page = await visitor.get(`${WHAT_IF}?${query}`);
    expect(page.status).toBe(422);
    expect(page.title).toMatch(/^Error: /);
    expect(page.errors).toEqual([{ text: words, href: `#${field}` }]);
    expect(page.errorBeside(field)).toContain(words);
    expect(tableOf(page).Champions).toEqual(['3']);
    const typed = new URLSearchParams(query).get(field);
    expect(page.fields[field]).toBe(typed);
    expect(await csvFilesOf(visitor, page)).toEqual([{ name: 'what-if-2027-05-04', lines: linesOf(page) }]);
    expect((await visitor.get(`${WHAT_IF}/figures.csv?${query}`)).status).toBe(404);
  });

  it('refuses a queue that is none', async () => {
    expect((await visitor.get(`${WHAT_IF}?queue=both`)).status).toBe(422);
  });
});
