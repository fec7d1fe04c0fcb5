import { BoardQueries, Lead } from '@case-consultation/features';
import { type Priority } from '@case-consultation/domain';
import { TestApi } from '../../support/http/test-api.js';
import { codesOf, rowsOf, sortOf } from '../../support/pages/board-rows.js';
import { type PageVisitor } from '../../support/pages/page-visitor.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { signedIn } from '../../support/pages/sign-in.js';
import { aProgramme, type TestProgramme } from '../../support/service/programme.builder.js';
import { aSubmittedRequest } from '../../support/service/request.builder.js';
import { TestService } from '../../support/service/service.js';

const EVERY_LIST = ['waiting', 'with-lead', 'offers', 'this-week', 'records', 'actions', 'tasks'];
const MOST_ON_A_PAGE = 25;

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let visitor: PageVisitor;
/** What waits, by the day it should be held, soonest first. */
let byTarget: string[];
let priorityOf: Map<string, Priority>;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  programme = await aProgramme(service);
  const [pia] = programme.practitioners;
  const stages = ['assessment', 'early-help', 'section-47'] as const;
  for (let n = 0; n < 30; n += 1) {
    await aSubmittedRequest(service, pia, { stage: stages[n % 3] ?? 'assessment' });
  }
  // Nobody is asked while they are looked at.
  await service.admin.query('DELETE FROM outbox');
  const { rows } = await service.admin.query<{ code: string; priority: Priority }>(
    `SELECT code, priority FROM consultation WHERE programme_id = $1 ORDER BY target_on, id`,
    [programme.id],
  );
  byTarget = rows.map(({ code }) => code);
  priorityOf = new Map(rows.map(({ code, priority }) => [code, priority]));
  visitor = await signedIn(api, programme, programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const nextPage = (page: ReadPage): string => page.link(/^Next/);
const previousPage = (page: ReadPage): string => page.link(/^Previous/);
const hasLink = (page: ReadPage, words: RegExp): boolean => page.links.some(({ text }) => words.test(text));

describe('a list', () => {
  it('comes in pages that hold everything once, there and back', async () => {
    const first = await visitor.get('/board/waiting');
    expect(codesOf(first)).toEqual(byTarget.slice(0, MOST_ON_A_PAGE));
    expect(hasLink(first, /^Previous/)).toBe(false);
    const second = await visitor.get(nextPage(first));
    expect(codesOf(second)).toEqual(byTarget.slice(MOST_ON_A_PAGE));
    expect(hasLink(second, /^Next/)).toBe(false);
    expect(codesOf(await visitor.get(previousPage(second)))).toEqual(codesOf(first));
  });

  it('is sorted by its headings, which say how, and the other way when pressed once more', async () => {
    const first = await visitor.get('/board/waiting');
    expect(sortOf(first, 'Target')).toBe('ascending');
    expect(sortOf(first, 'Priority')).toBe('none');
    expect(sortOf(first, 'Who asks')).toBeUndefined();

    const turned = await visitor.get(first.link('Target'));
    expect(sortOf(turned, 'Target')).toBe('descending');
    expect(codesOf(turned)).toEqual([...byTarget].reverse().slice(0, MOST_ON_A_PAGE));
    expect(codesOf(await visitor.get(nextPage(turned)))).toEqual(
      [...byTarget].reverse().slice(MOST_ON_A_PAGE),
    );

    const byPriority = await visitor.get(turned.link('Priority'));
    expect([sortOf(byPriority, 'Priority'), sortOf(byPriority, 'Target')]).toEqual(['ascending', 'none']);
    const priorities = codesOf(byPriority).map((code) => priorityOf.get(code));
    expect(priorities).toEqual([...priorities].sort());
    expect(priorities[0]).toBe('P2');
  });

  it('is filtered without a script, keeps its order with it, and lets go of it again', async () => {
    const turned = await visitor.get('/board/waiting?sort=priority&reversed=yes');
    expect(turned.fields).toEqual({ agency: '', stage: '', priority: '', target: '' });
    const labels = turned
      .$('main form label')
      .map((_, label) => turned.$(label).text().trim())
      .get();
    expect(labels).toEqual(['Agency', 'Stage', 'Priority', 'Target']);

    const asked = formAddress(turned, { stage: 'section-47' });
    const filtered = await visitor.get(asked);
    expect(filtered.text).toContain('Showing only: Section 47 enquiry');
    expect(filtered.fields).toMatchObject({ stage: 'section-47' });
    expect(sortOf(filtered, 'Priority')).toBe('descending');
    expect(codesOf(filtered)).toHaveLength(10);
    for (const row of rowsOf(filtered)) expect(row['Who asks']).toContain('Section 47 enquiry');

    const cleared = await visitor.get(filtered.link('Clear filters'));
    expect(codesOf(cleared)).toHaveLength(MOST_ON_A_PAGE);
    expect(sortOf(cleared, 'Priority')).toBe('descending');
    expect(cleared.text).not.toContain('Showing only');
  });

  it('keeps its filter from page to page and from order to order', async () => {
    const { council } = programme.agencies;
    const first = await visitor.get(`/board/waiting?agency=${council.id}`);
    const second = await visitor.get(nextPage(first));
    expect(codesOf(second)).toEqual(byTarget.slice(MOST_ON_A_PAGE));
    expect(second.text).toContain('Showing only: Elmbrook children’s services');
    expect((await visitor.get(second.link('Priority'))).text).toContain('Showing only');
  });

  it('says so when a filter leaves nothing', async () => {
    const page = await visitor.get(`/board/waiting?agency=${programme.agencies.health.id}`);
    expect(page.text).toContain('Nothing here matches these filters.');
    expect(page.link('Clear filters')).toBe('/board/waiting?sort=target');
  });

  it('can be narrowed to one consultant where there is one', async () => {
    const [code = ''] = byTarget;
    const [ada, bea] = programme.champions;
    await service.get(Lead).assign(programme.lead, code, {
      consultantId: ada.personId,
      startsAt: new Date('2027-03-05T13:00:00Z'),
      reason: '',
    });
    const page = await visitor.get('/board/offers');
    expect(codesOf(page)).toEqual([code]);
    expect(codesOf(await visitor.get(`/board/offers?consultant=${ada.personId}`))).toEqual([code]);
    const other = await visitor.get(`/board/offers?consultant=${bea.personId}`);
    expect(other.text).toContain('Showing only: Bea Champion');
    expect(codesOf(other)).toEqual([]);
  });

  it('takes what is none of its choices for no choice', async () => {
    for (const query of [
      'agency=nothing',
      `agency=${programme.lead.personId}`,
      'stage=nowhere&priority=P9&sort=colour&reversed=maybe',
      'stage=assessment&stage=early-help',
      'consultant=%00',
      'week=2027-02-31',
    ]) {
      const page = await visitor.get(`/board/waiting?${query}`);
      expect([query, page.status, codesOf(page).length]).toEqual([query, 200, MOST_ON_A_PAGE]);
      expect(page.text).not.toContain('Showing only');
    }
  });

  it.each(EVERY_LIST.slice(0, -1))('%s refuses a page that is none of its own', async (list) => {
    const { next } = await service.get(BoardQueries).waiting(programme.lead, {
      filter: {},
      order: 'longest',
      reversed: true,
      limit: 1,
      page: null,
    });
    for (const place of ['nonsense', next ?? '']) {
      const page = await visitor.get(`/board/${list}?page=${place}`);
      expect(page.status).toBe(422);
      expect(page.text).toContain('Open the list from its beginning.');
    }
  });
});

/** The address that the filter form leads to when these are chosen. */
function formAddress(page: ReadPage, chosen: Readonly<Record<string, string>>): string {
  const form = page.$('main form[method=get]');
  const sent = new URLSearchParams(
    page.form('Apply filters').hidden.map(([name, value]): [string, string] => [name, value]),
  );
  for (const [name, value] of Object.entries({ ...page.fields, ...chosen })) sent.set(name, String(value));
  return `${form.attr('action') ?? ''}?${sent.toString()}`;
}
