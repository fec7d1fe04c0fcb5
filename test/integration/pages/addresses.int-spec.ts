import { WALKERS } from '../../support/http/cast.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { pageFaults } from '../../support/pages/page-faults.js';
import { addressOf, type PageRoute, PageWalk } from '../../support/pages/page-walk.js';

let walk: PageWalk;

beforeAll(async () => {
  walk = await PageWalk.start();
});
afterAll(() => walk.stop());

/** Whether a request for this address may be for that route: `/actions/settled` may be for `/actions/:id`. */
function matches(route: PageRoute, address: string): boolean {
  const pattern = route.replace(/^\w+ /, '').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(address);
}

describe('a method', () => {
  it('that a page does not have is refused by a page that names those it has, and does nothing', async () => {
    const visitor = await walk.as('lead', NOT_THERE);
    const cookie = `__Host-session=${visitor?.cookie('__Host-session')}`;
    const before = await contentsButReads(walk.service);
    for (const address of new Set(walk.routes.map((route) => addressOf(route, NOT_THERE)))) {
      const known = walk.routes.filter((route) => matches(route, address));
      const has = (method: string) => known.some((route) => route.startsWith(`${method} `));
      const allowed = [...(has('GET') ? ['GET', 'HEAD'] : []), ...(has('POST') ? ['POST'] : [])];
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (has(method)) continue;
        const answer = await fetch(new URL(address, walk.api.nobody.origin), { method, headers: { cookie } });
        const allow = (answer.headers.get('allow') ?? '').split(', ').sort();
        expect([method, address, answer.status, allow]).toEqual([method, address, 405, allowed.sort()]);
        expect(await answer.text()).toContain('<h1');
      }
    }
    expect(await contentsButReads(walk.service)).toEqual(before);
  });

  it('HEAD answers as GET does, with nothing in it', async () => {
    const subject = await walk.subjects.at('offered');
    const visitor = await walk.as('lead', subject);
    if (!visitor) throw new Error('There is a lead');
    const cookie = `__Host-session=${visitor.cookie('__Host-session')}`;
    for (const route of walk.routes.filter((one) => one.startsWith('GET '))) {
      const page = await walk.open(visitor, route, subject);
      const url = new URL(addressOf(route, subject), walk.api.nobody.origin);
      const head = await fetch(url, { method: 'HEAD', headers: { cookie }, redirect: 'manual' });
      expect([route, head.status, await head.text()]).toEqual([route, page.status, '']);
      expect(head.headers.get('cache-control')).toBe('no-store');
    }
  });
});

describe('links', () => {
  it('lead each person only to what is there for them', async () => {
    for (const stage of ['draft', 'with-lead', 'offered', 'reassigned', 'booked', 'action'] as const)
      await walk.subjects.at(stage);
    const subject = await walk.subjects.at('shared');
    for (const walker of WALKERS) {
      const visitor = await walk.as(walker, subject);
      if (!visitor) continue;
      const seen = new Set<string>(['/']);
      const dead: string[] = [];
      // What is found on the way is looked at too.
      for (const path of seen) {
        const page = await visitor.get(path);
        dead.push(...pageFaults(page), ...(page.status === 200 ? [] : [`${path}: ${page.status}`]));
        const links = [...page.links, ...page.navigation].map(({ href }) => href.split('#', 1)[0] ?? '');
        for (const href of links) {
          const leads = new URL(href, new URL(page.path, visitor.origin));
          if (leads.origin === visitor.origin && seen.size < MOST_LINKS) seen.add(leads.pathname);
        }
      }
      expect([walker, dead]).toEqual([walker, []]);
    }
  });
});

const MOST_LINKS = 60;

describe('an address that is none', () => {
  it.each([
    '/.env',
    '/admin',
    '/API/v1/me',
    '/requests/',
    '//',
    '/consultations',
    '/offers',
    '/%ff',
    '/assets/none.css',
  ])('is refused: %s', async (path) => {
    const answer = await fetch(walk.api.nobody.origin + path, { redirect: 'manual' });
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
