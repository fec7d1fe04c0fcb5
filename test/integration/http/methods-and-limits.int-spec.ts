import { type StandingAnswer } from '../../support/http/answers.js';
import { atOnce, tally } from '../../support/http/at-once.js';
import { type Answer } from '../../support/http/client.js';
import { fill } from '../../support/http/openapi.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { TestApi } from '../../support/http/test-api.js';
import { Workbench } from '../../support/http/workbench.js';
import { aProgramme } from '../../support/service/programme.builder.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const NOWHERE = { code: NOT_THERE.code, id: NOT_THERE.id };

describe('reading', () => {
  it('changes nothing, by GET or by HEAD, and HEAD says what GET says without the body', async () => {
    const reads = workbench.benches().filter(({ operation }) => operation.method === 'GET');
    for (const { stage } of reads) await workbench.at(stage);
    const before = await contentsButReads(workbench.service);
    for (const bench of reads) {
      const { operationId, path } = bench.operation;
      const subject = await workbench.at(bench.stage);
      const { query = '' } = await workbench.good(bench, subject);
      const got = await workbench.send(bench, subject, {}, query);
      const parameters = { code: operationId === 'readProblem' ? 'not-found' : subject.code, id: subject.id };
      const client = await workbench.client(bench, subject);
      const head = await client.send('HEAD', fill(path, parameters) + query);
      expect([operationId, got.status, head.status, head.text]).toEqual([operationId, 200, 200, '']);
      expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'));
      expect(head.headers.get('etag')).toBe(got.headers.get('etag'));
    }
    expect(await contentsButReads(workbench.service)).toEqual(before);
    expect(reads.length).toBeGreaterThan(20);
  });

  it('asks HEAD for a token as it asks GET', async () => {
    for (const { operation } of workbench.benches()) {
      if (operation.method !== 'GET' || operation.scope === null) continue;
      const { status, text } = await workbench.api.nobody.send('HEAD', fill(operation.path, NOWHERE));
      expect([operation.operationId, status, text]).toEqual([operation.operationId, 401, '']);
    }
  });
});

describe('an address', () => {
  it('takes the methods it is described with, and names them for every other', async () => {
    const { document, nobody } = workbench.api;
    for (const [path, methods] of Object.entries(document.paths)) {
      const known = Object.keys(methods).map((method) => method.toUpperCase());
      const allow = known.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).sort();
      const url = fill(path, {
        ...NOT_THERE,
        code: path.includes('problems') ? 'not-found' : NOT_THERE.code,
      } as never);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET']) {
        if (known.includes(method)) continue;
        const answer = await nobody.send(method, url);
        const { code, detail } = problemIn(answer);
        const named = (answer.headers.get('allow') ?? '').split(', ').sort();
        expect([method, path, code, named]).toEqual([method, path, 'method-not-allowed', allow]);
        expect(detail).toContain(allow[0]);
      }
    }
  });

  it.each([
    '/api',
    '/api/v1',
    '/api/v2/consultations',
    '/api/v1/me/',
    '/api/v1/consultation',
    '/health',
    '/metrics/all',
  ])('that is none is not found: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const problem = problemIn(await workbench.api.nobody.send(method, path));
      expect([method, problem.code, problem.status]).toEqual([method, 'no-such-address', 404]);
    }
  });
});

describe('too many requests', () => {
  it('of one token or one address are told to wait, the others and the probes are not', async () => {
    const { service, cast } = workbench;
    const api = await TestApi.start(service, { limits: { perToken: 5, perAddress: 40 } });
    try {
      const one = await api.as(cast.programme, cast.requester);
      const two = await api.as(cast.programme, cast.outsider);
      const first = await atOnce(8, () => one.get('/api/v1/me'));
      expect(tally(first)).toEqual({ ok: 5, 'too-many-requests': 3 });
      const refused = first.find(({ status }) => status === 429);
      const wait = Number(refused?.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect(problemIn(refused as Answer).detail).toContain(`${wait} seconds`);
      expect(outcomeOf(await two.get('/api/v1/me'))).toBe('ok');
      // Guesses at tokens are counted for their address.
      const guesses = await atOnce(40, () => api.nobody.as(`bcc_${'x'.repeat(43)}`).get('/api/v1/me'));
      expect(tally(guesses)['too-many-requests']).toBeGreaterThan(0);
      expect(problemIn(await two.get('/api/v1/me')).code).toBe('too-many-requests');
      expect((await api.nobody.get('/health/live')).status).toBe(200);
      expect((await api.nobody.get('/metrics')).status).toBe(200);
    } finally {
      await api.stop();
    }
  });

  it('count each person’s new token on its own, and each programme’s people alike', async () => {
    const { service } = workbench;
    const api = await TestApi.start(service, { limits: { perToken: 2, perAddress: 100 } });
    try {
      const programme = await aProgramme(service);
      const clients = await Promise.all(programme.practitioners.map((person) => api.as(programme, person)));
      for (const client of clients) {
        const answers = [await client.get<StandingAnswer>('/api/v1/me'), await client.get('/api/v1/me')];
        expect(tally(answers)).toEqual({ ok: 2 });
        expect(problemIn(await client.get('/api/v1/me')).code).toBe('too-many-requests');
      }
    } finally {
      await api.stop();
    }
  });
});
