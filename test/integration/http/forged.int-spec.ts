import { type PageAnswer } from '../../support/http/answers.js';
import { type Answer, bodyOf, type HttpClient } from '../../support/http/client.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { Workbench } from '../../support/http/workbench.js';
import { until } from '../../faults/support/until.js';

let workbench: Workbench;
let requester: HttpClient;
let lead: HttpClient;

beforeAll(async () => {
  workbench = await Workbench.start();
  const { cast, api } = workbench;
  requester = await api.as(cast.programme, cast.requester);
  lead = await api.as(cast.programme, cast.lead);
});
afterEach(() => workbench.subjects.withdrawAll());
afterAll(() => workbench.stop());

const BASE = '/api/v1/consultations';

async function consultantOf(consultantId: string | null): Promise<HttpClient> {
  return workbench.api.as(workbench.cast.programme, workbench.cast.programme.person(consultantId));
}

describe('what is forged', () => {
  it('an offer, action or task of somebody else is not there', async () => {
    const { id, consultantId, code } = await workbench.subjects.at('offered');
    const other = await consultantOf(await workbench.subjects.somebodyElse(code));
    const elsewhere = await workbench.api.as(workbench.cast.elsewhere, workbench.cast.elsewhere.champions[0]);
    for (const client of [other, elsewhere]) {
      const problem = problemIn(await client.post(`/api/v1/offers/${id}/accept`, { noConflict: true }));
      expect(problem.code).toBe('not-found');
    }
    const state = await workbench.subjects.journey.state(code);
    expect([state.status, state.consultantId]).toEqual(['offered', consultantId]);
  });

  it('ids of another programme in a body are refused like ids of nobody', async () => {
    const { elsewhere } = workbench.cast;
    const { champions, agencies, pathwayId } = elsewhere;
    const stranger = champions[0].personId;
    const { code } = await workbench.subjects.at('held');
    const action = {
      description: 'Write to the school',
      ownerId: workbench.cast.outsider.personId,
      dueOn: workbench.subjects.inDays(3),
      about: 'child',
    };
    const before = await contentsButReads(workbench.service);
    const refused = async (answering: Promise<Answer>) => {
      const { code: problem, errors } = problemIn(await answering);
      return [problem, errors?.map(({ pointer }) => pointer)];
    };
    for (const [ownerId, agencyId, theirPathway] of [
      [stranger, agencies.council.id, pathwayId],
      [NOT_THERE.id, NOT_THERE.id, NOT_THERE.id],
    ] as const) {
      const actions = `${BASE}/${code}/actions`;
      expect(await refused(requester.post(actions, { ...action, ownerId }))).toEqual([
        'invalid-input',
        ['/ownerId'],
      ]);
      expect(await refused(requester.post(actions, { ...action, pathwayId: theirPathway }))).toEqual([
        'invalid-input',
        ['/pathwayId'],
      ]);
      expect(await refused(requester.post(BASE, { conflictPersonIds: [ownerId] }))).toEqual([
        'invalid-input',
        ['/conflictPersonIds'],
      ]);
      expect(await refused(requester.post(BASE, { agencyId }))).toEqual(['invalid-input', ['/agencyId']]);
      const handOver = { consultantId: ownerId, reason: 'Illness' };
      expect(await refused(lead.post(`${BASE}/${code}/hand-over`, handOver))).toEqual([
        'consultant-not-eligible',
        ['/consultantId'],
      ]);
    }
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });

  it('a question in the guise of a lead’s choice tells nobody else what stands in a consultant’s way', async () => {
    const { cast, subjects } = workbench;
    const startsAt = new Date(workbench.service.clock.now().getTime() + 7 * 86_400_000);
    const reason = 'To see who may';
    for (const [stage, route] of [
      ['booked', 'reassign'],
      ['offered', 'assign'],
      ['offered', 'take'],
      ['held', 'hand-over'],
    ] as const) {
      const { code, consultantId } = await subjects.at(stage);
      const consultant = await consultantOf(consultantId);
      const before = await contentsButReads(workbench.service);
      for (const client of [requester, consultant]) {
        for (const asked of [consultantId, cast.outsider.personId, NOT_THERE.id]) {
          const time = route === 'assign' || route === 'take' ? { startsAt } : {};
          const whom = route === 'take' ? { noConflict: true } : { consultantId: asked };
          const problem = problemIn(
            await client.post(`${BASE}/${code}/${route}`, { ...time, ...whom, reason }),
          );
          expect([route, problem.code, problem.rules]).toEqual([route, 'not-your-task', undefined]);
        }
      }
      expect(await contentsButReads(workbench.service)).toEqual(before);
    }
  });

  it('a cursor of another list, or one that was changed, is refused', async () => {
    await workbench.subjects.at('draft');
    await workbench.subjects.at('draft');
    const cursorOf = async (path: string) =>
      (await bodyOf(requester.get<PageAnswer<unknown>>(path))).next ?? '';
    const ofConsultations = await cursorOf(`${BASE}?limit=1`);
    const ofPeople = await cursorOf('/api/v1/people?limit=1');
    const flipped = `${ofConsultations.slice(0, -2)}${ofConsultations.at(-2) === 'A' ? 'B' : 'A'}${ofConsultations.slice(-1)}`;
    const handMade = Buffer.from(JSON.stringify({ id: NOT_THERE.id, targetOn: null })).toString('base64url');
    const lists = [
      BASE,
      '/api/v1/people',
      '/api/v1/offers',
      '/api/v1/actions',
      '/api/v1/lead/tasks',
      `${BASE}?order=target`,
    ];
    for (const list of lists) {
      for (const cursor of [ofConsultations, ofPeople, flipped, handMade, `${ofConsultations}A`, 'null']) {
        const isItsOwn =
          (list === BASE && cursor === ofConsultations) || (list === '/api/v1/people' && cursor === ofPeople);
        const answer = await lead.get(`${list}${list.includes('?') ? '&' : '?'}cursor=${cursor}`);
        expect([list, cursor, outcomeOf(answer)]).toEqual([list, cursor, isItsOwn ? 'ok' : 'bad-cursor']);
      }
    }
  });

  it('a method given by a header or a query is not believed', async () => {
    const { code } = await workbench.subjects.at('draft');
    const before = await contentsButReads(workbench.service);
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      await bodyOf(requester.get(`${BASE}/${code}`, { [name]: 'PATCH' }));
    }
    await bodyOf(requester.get(`${BASE}/${code}?_method=PATCH`));
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });

  it('a request id of the caller’s own making is not taken on', async () => {
    const answer = await requester.get('/api/v1/me', { 'x-request-id': 'mine', 'request-id': 'mine' });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a token', () => {
  it('is refused as soon as it is revoked, its person leaves, or its scopes are taken', async () => {
    const { cast, api, service } = workbench;
    const ends: Record<string, string> = {
      revoked: 'UPDATE api_token SET revoked_at = now() WHERE person_id = $1',
      left: 'UPDATE person SET active = false WHERE id = $1',
    };
    for (const [name, sql] of Object.entries(ends)) {
      const person = await cast.programme.addPerson({ name: `Noa ${name}`, roles: ['practitioner'] });
      const client = await api.as(cast.programme, person);
      await bodyOf(client.get('/api/v1/me'));
      await service.admin.query(sql, [person.personId]);
      await until(
        'every copy has heard of it',
        async () => (await client.get('/api/v1/me')).status === 401,
        5_000,
      );
    }
    const person = await cast.programme.addPerson({ name: 'Noa Narrowed', roles: ['lead'] });
    const client = await api.as(cast.programme, person);
    await bodyOf(client.get('/api/v1/lead/tasks'));
    await service.admin.query(`UPDATE person SET roles = ARRAY['practitioner'] WHERE id = $1`, [
      person.personId,
    ]);
    await until(
      'the role is gone',
      async () => (await client.get('/api/v1/lead/tasks')).status === 403,
      5_000,
    );
    await service.admin.query(
      `UPDATE api_token SET scopes = ARRAY['consultations:read'] WHERE person_id = $1`,
      [person.personId],
    );
    const narrowed = async () => outcomeOf(await client.post(BASE, {})) === 'scope-missing';
    await until('the scope is gone', narrowed, 5_000);
  });

  it('is refused from the instant it expires', async () => {
    const { cast, api, service } = workbench;
    const client = api.nobody.as(await api.tokenOf(cast.programme, cast.outsider, { days: 1 }));
    await bodyOf(client.get('/api/v1/me'));
    service.clock.setTo(new Date(service.clock.now().getTime() + 86_400_000 - 1_000));
    await bodyOf(client.get('/api/v1/me'));
    service.clock.setTo(new Date(service.clock.now().getTime() + 1_000));
    expect(problemIn(await client.get('/api/v1/me')).code).toBe('not-signed-in');
  });
});
