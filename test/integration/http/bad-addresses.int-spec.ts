import { type DraftAnswer, type TimesAnswer } from '../../support/http/answers.js';
import { bodyOf } from '../../support/http/client.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { Workbench } from '../../support/http/workbench.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const BASE = '/api/v1/consultations';

describe('an address', () => {
  const CODES = [
    '',
    ' ',
    '-',
    'B-',
    'b-AEIOUA',
    'B-7F3K2Q7F3K2Q',
    '../me',
    '%',
    "'; --",
    'x'.repeat(90),
    '\u0000',
    '👩',
  ];
  const IDS = [
    '1',
    'NaN',
    '0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e7',
    `${NOT_THERE.id}0`,
    `${NOT_THERE.id} `,
    `{${NOT_THERE.id}}`,
  ];

  it('of nothing at all is not found, by every route', async () => {
    const wrong: string[] = [];
    const before = await contentsButReads(workbench.service);
    for (const bench of workbench.benches()) {
      const { path, operationId } = bench.operation;
      const name = /\{(\w+)\}/.exec(path)?.[1];
      if (name === undefined || operationId === 'readProblem') continue;
      const { raw, json, headers, query } = await workbench.good(bench, NOT_THERE);
      for (const given of name === 'code' ? CODES : IDS) {
        const subject = { ...NOT_THERE, [name]: given };
        const walker = bench.walker === 'consultant' ? 'lead' : bench.walker;
        const answer = await workbench.send({ ...bench, walker }, subject, { raw, json, headers }, query);
        if (answer.status !== 404 && !(given === '' && answer.status === 405)) {
          wrong.push(`${operationId} of ${JSON.stringify(given)}: ${answer.status} ${answer.text}`);
        } else {
          problemIn(answer);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });

  it.each([
    '/api/v1/consultations/%zz',
    `/api/v1/consultations/${'x'.repeat(10_000)}`,
    '/api/v1/%c0%ae%c0%ae/',
    '/api//v1/me',
    '/api/',
  ])('that cannot be read is refused: %.40s', async (path) => {
    const client = await workbench.api.as(workbench.cast.programme, workbench.cast.requester);
    expect(['malformed-request', 'no-such-address', 'not-found']).toContain(
      problemIn(await client.get(path)).code,
    );
  });
});

describe('a query', () => {
  const QUERIES: readonly [string, readonly string[]][] = [
    ['limit', ['0', '-1', '101', '1.5', 'ten', '', '1e3', 'Infinity', '99999999999999999999']],
    ['days', ['0', '183', '-3', 'x', '2.5']],
    [
      'from',
      ['2027-02-30', 'tomorrow', '2027-03-02T10:00:00', '', '2027-13-01T00:00:00Z', '+12027-01-01T00:00:00Z'],
    ],
    ['startsAt', ['', '2027-02-30T10:00:00Z', '2027-03-02', '2027-03-02T25:00:00Z', 'now']],
    ['status', ['', 'nearly', 'draft,held', "held' --"]],
    ['role', ['owner', '']],
    ['order', ['oldest', 'id; DROP TABLE person']],
    ['search', ['x'.repeat(101), 'nul\u0000', 'line\nline']],
    ['cursor', ['x', '', 'null', 'e30', 'x'.repeat(1_001), "' OR 1=1 --"]],
  ];

  it('of the wrong kind is refused with a pointer to the parameter, by every route that takes it', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const bench of workbench.benches()) {
      const names = (bench.operation.parameters ?? [])
        .filter((one) => one.in === 'query')
        .map(({ name }) => name);
      if (names.length === 0) continue;
      const subject = await workbench.at(bench.stage);
      // With all else as it should be: a body that is missing would be told of instead.
      const { json } = bench.operation.method === 'GET' ? {} : await workbench.good(bench, subject);
      const cases = QUERIES.filter(([name]) => names.includes(name)).flatMap(([name, values]) => [
        ...values.map((value) => [name, `${name}=${encodeURIComponent(value)}`] as const),
        [name, `${name}=1&${name}=2`] as const,
        [name, `${name}[a]=1`] as const,
      ]);
      for (const [name, query] of [...cases, ['surprise', 'surprise=1'] as const]) {
        tried += 1;
        const problem = problemIn(await workbench.send(bench, subject, { json }, `?${query}`));
        const isTold = problem.errors?.some(({ pointer }) => pointer.startsWith(`/${name}`)) ?? false;
        if (problem.code !== 'bad-cursor' && (problem.code !== 'invalid-input' || !isTold)) {
          wrong.push(
            `${bench.operation.operationId}?${query}: ${problem.code} ${JSON.stringify(problem.errors)}`,
          );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(90);
  });

  it('of a time that is far away is answered or refused, never with a fault', async () => {
    const found: [string, string, string][] = [];
    const expected: [string, string, string][] = [];
    for (const bench of workbench.benches()) {
      const names = (bench.operation.parameters ?? []).map(({ name }) => name);
      const name = names.find((one) => one === 'from' || one === 'startsAt');
      if (name === undefined) continue;
      const { operationId } = bench.operation;
      const subject = await workbench.at(bench.stage);
      for (const [at, outcome] of [
        ['0001-01-01T00:00:00Z', 'invalid-input'],
        ['9999-12-31T23:59:59-14:00', 'invalid-input'],
        ['2000-01-01T00:00:00Z', 'ok'],
        ['2027-03-28T01:30:00Z', 'ok'],
        ['2099-12-31T23:59:59Z', 'ok'],
      ] as const) {
        const answer = await workbench.send(bench, subject, {}, `?${name}=${encodeURIComponent(at)}`);
        found.push([operationId, at, outcomeOf(answer)]);
        expected.push([operationId, at, outcome]);
      }
    }
    expect(found).toEqual(expected);
    expect(found).toHaveLength(15);
  });

  it('of a day that is far away gives no times', async () => {
    const bench = workbench.bench('listTimes');
    const subject = await workbench.at(bench.stage);
    expect((await workbench.send(bench, subject, {}, '?from=9999-12-31')).body).toEqual({ items: [] });
    const { body } = await workbench.send(bench, subject, {}, '?from=0001-01-01&days=56');
    expect((body as TimesAnswer).items.length).toBeGreaterThan(100);
  });
});

describe('a header', () => {
  it.each(['3', 'W/"3"', '*', '"x"', '"-1"', '"99999999999999999999"', '"1", "2"', '""'])(
    'If-Match: %s is read as a version or refused',
    async (ifMatch) => {
      const { requester, programme } = workbench.cast;
      const client = await workbench.api.as(programme, requester);
      const { code } = await bodyOf(client.post<DraftAnswer>(BASE, {}));
      const { code: refusal, errors } = problemIn(
        await client.patch(`${BASE}/${code}`, {}, { 'if-match': ifMatch }),
      );
      if (ifMatch === '3') expect(refusal).toBe('changed-meanwhile');
      else expect([refusal, errors?.[0]?.pointer]).toEqual(['invalid-input', '/If-Match']);
    },
  );

  it.each(['', 'two words', 'x'.repeat(201), 'caf\u00e9', '"'.repeat(201)])(
    'Idempotency-Key: %.20s is refused',
    async (key) => {
      const { requester, programme } = workbench.cast;
      const client = await workbench.api.as(programme, requester);
      const before = await contentsButReads(workbench.service);
      const { code, errors } = problemIn(await client.post(BASE, {}, { 'idempotency-key': key }));
      expect([code, errors?.[0]?.pointer]).toEqual(['invalid-input', '/Idempotency-Key']);
      expect(await contentsButReads(workbench.service)).toEqual(before);
    },
  );

  it('that is far too long is answered with a problem', async () => {
    const client = workbench.api.nobody.as('x'.repeat(10_000));
    expect(problemIn(await client.get('/api/v1/me')).code).toBe('not-signed-in');
  });
});
