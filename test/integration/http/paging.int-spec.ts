import { type PageAnswer } from '../../support/http/answers.js';
import { bodyOf, type HttpClient } from '../../support/http/client.js';
import { operationsOf } from '../../support/http/openapi.js';
import { problemIn } from '../../support/http/problems.js';
import { SENDINGS } from '../../support/http/sendings.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { Workbench } from '../../support/http/workbench.js';

type Item = Readonly<Record<string, unknown>>;

/** One paged list with enough in it, and with what may happen to it while somebody turns its pages. */
interface List {
  readonly operation: string;
  readonly path: string;
  readonly keyOf: (item: Item) => string;
  readonly reader: () => Promise<HttpClient>;
  /** Takes away what was read first, and adds one; where it goes is up to the order. */
  readonly stir: (read: Item) => Promise<void>;
}

let workbench: Workbench;
let requester: HttpClient;
let outsider: HttpClient;
let lead: HttpClient;
let champion: HttpClient;
let colleague: HttpClient;
/** One whose account is changed again and again. */
let changedId: string;

const BASE = '/api/v1/consultations';
const A_FEW = 5;
const reason = 'To see what happens';

beforeAll(async () => {
  workbench = await Workbench.start();
  const { cast, api, subjects, service } = workbench;
  requester = await api.as(cast.programme, cast.requester);
  outsider = await api.as(cast.programme, cast.outsider);
  lead = await api.as(cast.programme, cast.lead);
  champion = await api.as(cast.programme, cast.programme.champions[0]);
  colleague = await api.as(cast.programme, cast.programme.champions[1]);
  ({ personId: changedId } = await cast.programme.addPerson({
    name: 'Cass Changed',
    email: 'cass@elmbrook.example.org',
    roles: ['practitioner'],
  }));
  // Held first: it moves the clock, and what is offered would end.
  const { code } = await subjects.at('held');
  for (let count = 0; count < A_FEW; count += 1) {
    await addAction(code);
    await cast.programme.addPerson({
      name: 'Max Many',
      email: `max${count}@elmbrook.example.org`,
      roles: [],
    });
  }
  for (let count = 0; count < A_FEW; count += 1) {
    await subjects.at('with-lead');
    await offerToChampion();
    await changeSettings();
    await changeAccount();
    await pauseOrResume();
    await applyCoverPlan();
  }
  await service.drain();
});
afterAll(() => workbench.stop());

async function addAction(code: string, days = 7): Promise<void> {
  const json = {
    description: 'Write to the school',
    ownerId: workbench.cast.outsider.personId,
    dueOn: workbench.subjects.inDays(days),
    about: 'child',
  };
  await bodyOf(requester.post(`${BASE}/${code}/actions`, json));
}

/** One more offer to the same champion, by the lead. */
async function offerToChampion(): Promise<void> {
  const { cast, service, subjects } = workbench;
  const subject = await subjects.at('waiting');
  const champion = { ...subject, consultantId: cast.programme.champions[0].personId };
  const { json } =
    (await SENDINGS['rescheduleBooking']?.({ service, cast, subjects, subject: champion })) ?? {};
  const { startsAt } = json as { startsAt: Date };
  const choice = { consultantId: champion.consultantId, startsAt, reason };
  await bodyOf(lead.post(`${BASE}/${subject.code}/assign`, choice));
}

async function changeSettings(): Promise<void> {
  const { cast, service, subjects } = workbench;
  const { json, headers = {} } =
    (await SENDINGS['changeSettings']?.({ service, cast, subjects, subject: NOT_THERE })) ?? {};
  await bodyOf(lead.send('PATCH', '/api/v1/settings', { json, headers }));
}

async function changeAccount(): Promise<void> {
  const { rows } = await workbench.service.admin.query<{ version: number }>(
    'SELECT version FROM person WHERE id = $1',
    [changedId],
  );
  const version = rows[0]?.version ?? 0;
  const headers = { 'if-match': `"${version}"` };
  await bodyOf(
    lead.send('PATCH', `/api/v1/people/${changedId}`, { json: { name: `Cass Changed ${version}` }, headers }),
  );
}

/** Of somebody with nothing booked by then. */
async function applyCoverPlan(): Promise<void> {
  const { cast, subjects } = workbench;
  const consultantId = cast.programme.champions[1].personId;
  const wish = { consultantId, from: subjects.inDays(200), until: subjects.inDays(201) };
  const { id } = await bodyOf(lead.post<{ id: string }>('/api/v1/cover-plans', wish));
  await bodyOf(lead.post(`/api/v1/cover-plans/${id}/apply`, { reason, recordAway: false }));
}

/** Not this week, and back again. */
async function pauseOrResume(): Promise<void> {
  const { paused } = await bodyOf(colleague.get<{ paused: object | null }>('/api/v1/availability'));
  if (paused === null) await bodyOf(colleague.post('/api/v1/availability/pause', {}));
  else await bodyOf(colleague.post('/api/v1/availability/resume'));
}

const codeOf = ({ code }: Item) => String(code);
const idOf = ({ id }: Item) => String(id);

const LISTS: readonly List[] = [
  {
    operation: 'listConsultations',
    path: `${BASE}?order=newest`,
    keyOf: codeOf,
    reader: async () => requester,
    stir: async () => void (await workbench.subjects.at('draft')),
  },
  {
    operation: 'listConsultations',
    path: `${BASE}?order=target`,
    keyOf: codeOf,
    reader: async () => lead,
    stir: async ({ code }) => {
      await bodyOf(requester.post(`${BASE}/${String(code)}/withdraw`, { reason }));
      await workbench.subjects.at('waiting');
    },
  },
  {
    operation: 'listConsultations',
    path: `${BASE}?status=with_lead&role=requester`,
    keyOf: codeOf,
    reader: async () => requester,
    stir: async ({ code }) => {
      await bodyOf(requester.post(`${BASE}/${String(code)}/withdraw`, { reason }));
      await workbench.subjects.at('with-lead');
    },
  },
  {
    operation: 'listOffers',
    path: '/api/v1/offers',
    keyOf: idOf,
    reader: async () => champion,
    stir: async ({ id }) => {
      await bodyOf(champion.post(`/api/v1/offers/${String(id)}/decline`, { because: 'other' }));
      await offerToChampion();
    },
  },
  {
    operation: 'listMyActions',
    path: '/api/v1/actions',
    keyOf: idOf,
    reader: async () => outsider,
    stir: async ({ id, code }) => {
      await bodyOf(outsider.post(`/api/v1/actions/${String(id)}/settle`, { as: 'done' }));
      await addAction(String(code), 1);
    },
  },
  {
    operation: 'listPeople',
    path: '/api/v1/people',
    keyOf: idOf,
    reader: async () => requester,
    stir: async ({ id }) => {
      const { service, cast } = workbench;
      await service.admin.query('UPDATE person SET active = false WHERE id = $1', [id]);
      await cast.programme.addPerson({ name: 'Aaron First', email: 'aaron@elmbrook.example.org', roles: [] });
    },
  },
  {
    operation: 'listPeople',
    path: '/api/v1/people?search=max%20m',
    keyOf: idOf,
    reader: async () => requester,
    stir: async () => {
      await workbench.cast.programme.addPerson({
        name: 'Max Many',
        email: 'another.max@elmbrook.example.org',
        roles: [],
      });
    },
  },
  {
    operation: 'listAccounts',
    path: '/api/v1/accounts',
    keyOf: idOf,
    reader: async () => lead,
    stir: async () => {
      await workbench.cast.programme.addPerson({
        name: 'Aaron Second',
        email: 'aaron.second@elmbrook.example.org',
        roles: [],
      });
    },
  },
  {
    operation: 'readPersonHistory',
    path: '/api/v1/people/{id}/history',
    keyOf: (item) => JSON.stringify(item),
    reader: async () => lead,
    stir: changeAccount,
  },
  {
    operation: 'listSettingsChanges',
    path: '/api/v1/settings/history',
    keyOf: idOf,
    reader: async () => lead,
    stir: changeSettings,
  },
  {
    operation: 'listAvailabilityChanges',
    path: '/api/v1/availability/history',
    keyOf: ({ version }) => String(version),
    reader: async () => colleague,
    stir: pauseOrResume,
  },
  {
    operation: 'listCoverPlans',
    path: '/api/v1/cover-plans',
    keyOf: idOf,
    reader: async () => lead,
    stir: applyCoverPlan,
  },
  {
    operation: 'listUnmetDemand',
    path: '/api/v1/unmet-demand?kind=nobody-eligible',
    keyOf: idOf,
    reader: async () => lead,
    stir: async () => void (await workbench.subjects.at('with-lead')),
  },
  {
    operation: 'listLeadTasks',
    path: '/api/v1/lead/tasks',
    keyOf: idOf,
    reader: async () => lead,
    stir: async ({ code }) => {
      const down = { reason: 'Not for us', signpost: 'The legal team' };
      await lead.post(`/api/v1/consultations/${String(code)}/turn-down`, down);
      await workbench.subjects.at('with-lead');
    },
  },
];

const withQuery = (path: string, query: string) =>
  `${path.replace('{id}', changedId)}${path.includes('?') ? '&' : '?'}${query}`;

/** Every item, page by page, from a place on. */
async function readAll(
  client: HttpClient,
  path: string,
  limit: number,
  from: string | null = null,
): Promise<Item[]> {
  const items: Item[] = [];
  let next = from;
  do {
    const query = `limit=${limit}${next === null ? '' : `&cursor=${encodeURIComponent(next)}`}`;
    const answer = await client.get<PageAnswer<Item>>(withQuery(path, query));
    const page = await bodyOf(Promise.resolve(answer));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (page.next !== null) expect(page.items).toHaveLength(limit);
    const link = answer.headers.get('link');
    if (page.next === null) expect(link).toBeNull();
    else {
      const linked = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1] ?? '';
      expect((await bodyOf(client.get<PageAnswer<Item>>(linked))).items.length).toBeGreaterThan(0);
      expect(linked).toContain(`limit=${limit}`);
    }
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

describe('paging', () => {
  it('is tried for every list that has pages', () => {
    const paged = operationsOf(workbench.api.document).filter(({ parameters = [] }) =>
      parameters.some(({ name }) => name === 'cursor'),
    );
    const tried = new Set(LISTS.map(({ operation }) => operation));
    expect(paged.map(({ operationId }) => operationId).sort()).toEqual([...tried].sort());
  });

  it.each(LISTS)(
    'of $path gives everything once, in one order, whatever the size of a page',
    async (list) => {
      const client = await list.reader();
      const whole = (await readAll(client, list.path, 100)).map(list.keyOf);
      expect(whole.length).toBeGreaterThanOrEqual(A_FEW);
      expect(new Set(whole).size).toBe(whole.length);
      for (const limit of [1, 2, 3, whole.length - 1, whole.length]) {
        expect((await readAll(client, list.path, limit)).map(list.keyOf)).toEqual(whole);
      }
    },
  );

  it.each(LISTS)('of $path takes 1 to 100', async ({ path, reader }) => {
    const client = await reader();
    for (const limit of [1, 100]) {
      expect((await client.get(withQuery(path, `limit=${limit}`))).status).toBe(200);
    }
    for (const limit of [0, 101]) {
      const { code, errors } = problemIn(await client.get(withQuery(path, `limit=${limit}`)));
      expect([code, errors?.[0]?.pointer]).toEqual(['invalid-input', '/limit']);
    }
  });

  it.each(LISTS)('of $path skips and repeats nothing while it changes', async (list) => {
    const client = await list.reader();
    const whole = (await readAll(client, list.path, 100)).map(list.keyOf);
    const first = await bodyOf(client.get<PageAnswer<Item>>(withQuery(list.path, 'limit=2')));
    const [read] = first.items;
    if (!read) throw new Error('There is something to read');
    await list.stir(read);
    const rest = (await readAll(client, list.path, 2, first.next)).map(list.keyOf);
    // What was added may come later in the order; what was there and unread comes once, where it was.
    const known = new Set(whole);
    expect(rest.filter((key) => known.has(key))).toEqual(whole.slice(2));
    expect(new Set(rest).size).toBe(rest.length);
    expect(rest.length).toBeLessThanOrEqual(whole.length);
  });

  it('gives back an empty page where there is nothing', async () => {
    const { api, cast } = workbench;
    const nobody = await api.as(cast.elsewhere, cast.elsewhere.practitioners[2]);
    for (const path of [
      BASE,
      '/api/v1/offers',
      '/api/v1/actions',
      '/api/v1/people?search=nobody%20at%20all',
    ]) {
      expect(await bodyOf(nobody.get(path))).toEqual({ items: [], next: null });
    }
  });

  it('searches names as they are written, wildcards and all', async () => {
    const { cast } = workbench;
    await cast.programme.addPerson({
      name: 'Percy 100% Under_score',
      email: 'percy@elmbrook.example.org',
      roles: [],
    });
    const found = async (search: string) =>
      (await bodyOf(requester.get<PageAnswer<Item>>(`/api/v1/people?search=${encodeURIComponent(search)}`)))
        .items.length;
    expect(await found('100%')).toBe(1);
    expect(await found('under_s')).toBe(1);
    expect(await found('%')).toBe(1);
    expect(await found('\\')).toBe(0);
    expect(await found(`' OR 1=1 --`)).toBe(0);
  });
});
