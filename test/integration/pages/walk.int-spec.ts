import { isDeepStrictEqual } from 'node:util';
import { type Walker, WALKERS } from '../../support/http/cast.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE, type Stage, type Subject } from '../../support/http/subjects.js';
import { leaksOn } from '../../support/pages/canaries.js';
import { addressOf, bodyOf, type PageRoute, PageWalk, TOKEN } from '../../support/pages/page-walk.js';
import { type ReadPage } from '../../support/pages/read-page.js';
import { FOR_ANYBODY, OPENED, OWN, type PageRow, SENT } from '../../support/pages/walk-table.js';

let walk: PageWalk;

beforeAll(async () => {
  walk = await PageWalk.start();
});
afterEach(() => walk.subjects.withdrawAll());
afterAll(() => walk.stop());

const OPEN_ROWS = [...OPENED, ...OWN];
const isOpened = (route: PageRoute) => route.startsWith('GET ');
const routesFor = (method: 'GET' | 'POST') => walk.routes.filter((route) => route.startsWith(`${method} `));
const isPublic = (route: PageRoute) => Object.hasOwn(FOR_ANYBODY, route);

/** All there is of a page but what is new each time. */
function lasting({ html }: ReadPage): string {
  return html.replace(/(nonce|data-idle-left-ms|name="_token" value)="[^"]*"|reference: <code>[^<]*/g, '');
}

/** What is read on it. */
const words = (page: ReadPage) => [page.title, page.lastingText];

describe('the table of the walk', () => {
  it('has a row for every page that there is, and no other', () => {
    const rows = [...new Set([...OPEN_ROWS, ...SENT].map(({ route }) => route))];
    expect(rows.sort()).toEqual([...walk.routes].sort());
  });

  it('has somebody who may open each page, and somebody who gets something done by each form', () => {
    const never = walk.routes.filter((route) => {
      const outcomes = [...OPEN_ROWS, ...SENT]
        .filter((row) => row.route === route)
        .flatMap(({ expected }) => Object.values(expected));
      return outcomes.every((outcome) => outcome.startsWith('not-'));
    });
    // In the local mode alone.
    expect(never.sort()).toEqual(['GET /sign-in/people', 'POST /sign-in/people']);
  });
});

describe('every page, signed out', () => {
  it('leads to signing in and back, by GET and HEAD, or is for anybody', async () => {
    for (const route of routesFor('GET')) {
      const address = addressOf(route, NOT_THERE);
      const page = await walk.open(walk.stranger(), route, NOT_THERE);
      const back = address === '/' ? '' : `?to=${encodeURIComponent(address)}`;
      const found = isPublic(route) ? walk.opened(page) : page.headers.get('location');
      expect([route, found]).toEqual([route, FOR_ANYBODY[route] ?? `/sign-in${back}`]);
      const head = await fetch(new URL(address, walk.api.nobody.origin), {
        method: 'HEAD',
        redirect: 'manual',
      });
      expect([route, head.status, head.headers.get('location'), await head.text()]).toEqual([
        route,
        page.status,
        page.headers.get('location'),
        '',
      ]);
    }
  });

  it('takes nothing that is sent, and keeps what was typed', async () => {
    const before = await contentsButReads(walk.service);
    for (const route of routesFor('POST')) {
      const typed = { first: 'one\ntwo “three” <b>', second: ['a', 'b'], [TOKEN]: 'forged' };
      const page = await walk.send(walk.stranger(), route, NOT_THERE, typed);
      if (route === 'POST /sign-out') {
        expect([page.status, page.headers.get('location')]).toEqual([303, '/signed-out']);
        continue;
      }
      expect([route, page.status, page.heading]).toEqual([route, 401, 'You have been signed out']);
      const kept = page
        .$('main form input[type=hidden]')
        .map((_, one) => [[page.$(one).attr('name'), page.$(one).attr('value')]])
        .get()
        .filter(([name]) => name !== TOKEN);
      expect(kept).toEqual([
        ['first', 'one\ntwo “three” <b>'],
        ['second', 'a'],
        ['second', 'b'],
      ]);
      expect(page.$('main form').attr('action')).toBe(addressOf(route, NOT_THERE));
    }
    expect(await contentsButReads(walk.service)).toEqual(before);
  });

  it('is sent by anybody only where it is about nobody', async () => {
    for (const route of routesFor('POST').filter(isPublic)) {
      const stranger = walk.stranger();
      const fields = await walk.filled(stranger, route, NOT_THERE, 'nothing');
      const before = await contentsButReads(walk.service);
      const sending = { ...fields, [TOKEN]: await walk.token(stranger) };
      const page = await walk.send(stranger, route, NOT_THERE, sending);
      const changed = !isDeepStrictEqual(before, await contentsButReads(walk.service));
      expect([route, walk.sent(page, changed)]).toEqual([route, FOR_ANYBODY[route]]);
    }
  });
});

/** Who must not learn that there is something, by any address. */
const STRANGERS: readonly (readonly [Stage, readonly Walker[]])[] = [
  ['draft', ['lead', 'outsider', 'shutOutLead', 'elsewhere']],
  ['offered', ['anotherChampion', 'shutOutLead', 'auditor', 'elsewhere']],
  ['shared', ['outsider', 'shutOutLead', 'administrator', 'steering']],
];
/** So much of every form that no page has it sent back before it looks who sends it. */
const ANYTHING = { reason: 'Other', noConflict: 'yes', held: 'yes', because: 'other', prompt: 'VB01' };

describe('every page, opened as every role', () => {
  it.each([...new Set(OPEN_ROWS.map(({ stage }) => stage))])('when %s', async (stage) => {
    const subject = await walk.subjects.at(stage);
    const rows = OPEN_ROWS.filter((row) => row.stage === stage);
    const before = await contentsButReads(walk.service);
    for (const walker of WALKERS) {
      const visitor = await walk.as(walker, subject);
      if (!visitor) continue;
      const nothing = new Map<PageRoute, string>();
      for (const { route, expected } of rows) {
        const page = await walk.open(visitor, route, subject);
        expect([walker, route, walk.opened(page)]).toEqual([walker, route, expected[walker]]);
        expect([walker, route, leaksOn(page, walker, stage)]).toEqual([walker, route, []]);
        if (page.status !== 404 || isPublic(route)) continue;
        const known = nothing.get(route) ?? lasting(await walk.open(visitor, route, NOT_THERE));
        nothing.set(route, known);
        expect([walker, route, lasting(page)]).toEqual([walker, route, known]);
      }
    }
    expect(await contentsButReads(walk.service)).toEqual(before);
  });

  it('shows the case to those who may see it, so that there is something to hide', async () => {
    const subject = await walk.subjects.at('shared');
    for (const walker of ['requester', 'consultant', 'lead', 'deputy'] as const) {
      const visitor = await walk.as(walker, subject);
      const page = await visitor?.get(`/consultations/${subject.code}`);
      const record = await visitor?.get(`/consultations/${subject.code}/record`);
      for (const sign of ['C-2027-7313', 'zyxcanaryquestion', 'zyxcanaryaccess'])
        expect([walker, sign, page?.html.includes(sign)]).toEqual([walker, sign, true]);
      expect([walker, record?.html.includes('zyxcanaryrecord')]).toEqual([walker, true]);
    }
  });

  it.each(STRANGERS)(
    'is not there, with the words of a page that is none, for whom it does not concern, when %s',
    async (stage, strangers) => {
      const subject = await walk.subjects.at(stage);
      const before = await contentsButReads(walk.service);
      for (const walker of strangers) {
        const visitor = await walk.as(walker, subject);
        if (!visitor) continue;
        const none = words(await visitor.get('/nothing-of-ours'));
        const token = await walk.token(visitor);
        for (const route of walk.routes.filter((one) => / \/(consultations\/:code|offers\/:id)/.test(one))) {
          const page = isOpened(route)
            ? await walk.open(visitor, route, subject)
            : await walk.send(visitor, route, subject, { ...ANYTHING, [TOKEN]: token });
          expect([walker, route, page.status, words(page)]).toEqual([walker, route, 404, none]);
        }
      }
      expect(await contentsButReads(walk.service)).toEqual(before);
    },
  );
});

describe('every form, sent as every role', () => {
  it.each(SENT.map((row) => [row.route, row.stage, row] as const))(
    '%s when %s',
    async (route, stage, row) => {
      const first = WALKERS.find((walker) => !row.expected[walker].startsWith('not-')) ?? 'requester';
      let at = await readyToSend(route, stage, first);
      await takesNoForgedForm(row, at.subject, at.fields, first);
      let before = await contentsButReads(walk.service);
      for (const walker of WALKERS) {
        const visitor = await walk.as(walker, at.subject);
        if (!visitor) continue;
        const token = await walk.token(visitor);
        const page = await walk.send(visitor, route, at.subject, { ...at.fields, [TOKEN]: token });
        const changed = !isDeepStrictEqual(before, await contentsButReads(walk.service));
        expect([walker, walk.sent(page, changed)]).toEqual([walker, row.expected[walker]]);
        expect([walker, leaksOn(page, walker, stage)]).toEqual([walker, []]);
        if (!changed) continue;
        at = await readyToSend(route, stage, first);
        before = await contentsButReads(walk.service);
      }
    },
  );
});

/** Something at that stage, and what is sent to it by somebody who may. */
async function readyToSend(route: PageRoute, stage: Stage, walker: Walker) {
  const subject = await walk.subjects.at(stage);
  const visitor = await walk.as(walker, subject);
  if (!visitor) throw new Error(`${stage} has no ${walker}`);
  return { subject, fields: await walk.filled(visitor, route, subject, stage) };
}

type Sendable = Awaited<ReturnType<typeof readyToSend>>['fields'];

/** Not even from somebody who may: without a token, with another’s, and with one that was made up. */
async function takesNoForgedForm({ route }: PageRow, subject: Subject, fields: Sendable, walker: Walker) {
  const visitor = await walk.as(walker, subject);
  const other = await walk.as('outsider', subject);
  if (!visitor || !other) throw new Error(`There is no ${walker}`);
  const before = await contentsButReads(walk.service);
  for (const token of [undefined, '', 'A'.repeat(43), await walk.token(other)]) {
    const page = await walk.send(visitor, route, subject, {
      ...fields,
      ...(token === undefined ? {} : { [TOKEN]: token }),
    });
    expect([token, page.status, page.heading]).toEqual([token, 403, 'Send that again']);
  }
  const fromElsewhere = await visitor.once('POST', addressOf(route, subject), bodyOf(fields), {
    'sec-fetch-site': 'cross-site',
  });
  expect([fromElsewhere.status, fromElsewhere.$('main form').length]).toEqual([403, 0]);
  expect(await contentsButReads(walk.service)).toEqual(before);
}
