import { aRequest } from '../../support/service/request.builder.js';
import { type DraftAnswer, type TimesAnswer } from '../../support/http/answers.js';
import { bodyOf, type Sending } from '../../support/http/client.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NASTY_TEXTS } from '../../support/http/schema-arbitrary.js';
import { NOT_THERE } from '../../support/http/subjects.js';
import { type Bench, Workbench } from '../../support/http/workbench.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const BASE = '/api/v1/consultations';
const inMonths = (months: number) =>
  new Date(workbench.service.clock.now().getTime() + months * 30 * 86_400_000);
const JSON_TYPE = { 'content-type': 'application/json' };
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + '1' + close.repeat(depth);

/** Sends it to every one of these operations, with nothing changed by any; with what each answered. */
async function sendToEach(
  benches: readonly Bench[],
  sending: (bench: Bench) => Sending,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { stage } of benches) await workbench.at(stage);
  const before = await contentsButReads(workbench.service);
  for (const bench of benches) {
    const answer = await workbench.send(bench, await workbench.at(bench.stage), sending(bench));
    found[bench.operation.operationId] = outcomeOf(answer);
  }
  expect(await contentsButReads(workbench.service)).toEqual(before);
  return found;
}

/** That every operation answers with this code. */
const allWith = (benches: readonly Bench[], code: string) =>
  Object.fromEntries(benches.map(({ operation }) => [operation.operationId, code]));

describe('a body that cannot be read', () => {
  it.each<[string, string | Buffer, string]>([
    ['cut short', '{"reason":', 'malformed-json'],
    ['no JSON', 'reason=none', 'malformed-json'],
    ['more than one value', '{}{}', 'malformed-json'],
    ['single quotes', `{'reason': 'x'}`, 'malformed-json'],
    ['a prototype', '{"__proto__": {"admin": true}}', 'malformed-json'],
    ['a constructor', '{"constructor": {"prototype": {"admin": true}}}', 'malformed-json'],
    ['an open string', '{"reason": "\u0000', 'malformed-json'],
    ['too large', JSON.stringify({ reason: 'x'.repeat(256 * 1024) }), 'body-too-large'],
  ])('is refused by every operation that writes: %s', async (_, raw, code) => {
    const benches = workbench.writes();
    expect(await sendToEach(benches, () => ({ raw, headers: JSON_TYPE }))).toEqual(allWith(benches, code));
  });

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'nonsense',
  ])('is refused by every operation as %s', async (type) => {
    const benches = workbench.writes();
    const found = await sendToEach(benches, () => ({
      raw: '{"reason":"x"}',
      headers: { 'content-type': type },
    }));
    expect(found).toEqual(allWith(benches, 'unsupported-media-type'));
  });

  it('is refused when it comes in pieces and grows too large', async () => {
    const client = await workbench.api.as(workbench.cast.programme, workbench.cast.requester);
    const token = await workbench.api.tokenOf(workbench.cast.programme, workbench.cast.requester);
    const piece = new TextEncoder().encode('x'.repeat(64 * 1024));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if ((sent += 1) > 5) controller.close();
        else controller.enqueue(piece);
      },
    });
    const answer = await fetch(client.origin + BASE, {
      method: 'POST',
      body,
      headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
      // Without it, Node refuses to send a stream.
      ...{ duplex: 'half' },
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      413,
      'body-too-large',
    ]);
  });
});

describe('a body of the wrong kind', () => {
  it.each<[string, string]>([
    ['null', 'null'],
    ['text', '"reason"'],
    ['a number', '5'],
    ['a huge number', '1e999'],
    ['true', 'true'],
    ['a list', '[]'],
    ['a list of bodies', '[{"reason":"x"}]'],
    ['a deep list', nested('[', ']', 5_000)],
    ['an unknown field', '{"surprise": 1}'],
    ['a deep object', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['a field of another’s', '{"programmeId": "0190f3c2-8d1e-7c3a-9b5e-2f6a1d4c8e70", "status": "closed"}'],
  ])('is refused by every operation that writes: %s', async (_, raw) => {
    const benches = workbench.writes();
    const found = await sendToEach(benches, () => ({ raw, headers: JSON_TYPE }));
    expect(found).toEqual(allWith(benches, 'invalid-input'));
  });

  it('is asked for where it is missing', async () => {
    const benches = workbench.withBody();
    expect(await sendToEach(benches, () => ({}))).toEqual(allWith(benches, 'invalid-input'));
    const empty = await sendToEach(workbench.writes(), () => ({ raw: '', headers: JSON_TYPE }));
    expect(empty).toEqual(allWith(workbench.writes(), 'malformed-json'));
  });

  it('is told with a pointer to each thing that has to change', async () => {
    const { requester, programme } = workbench.cast;
    const client = await workbench.api.as(programme, requester);
    const { errors } = problemIn(
      await client.post(BASE, {
        stage: 'somewhere',
        mode: 5,
        safetyGate: { immediateDanger: 'no', significantHarm: false, referralMade: false },
        children: { '0-4': 1.5, '3-7': 1 },
        attendees: ['a@elmbrook.example.org', 7],
        preferredTimes: ['2027-02-30T10:00:00Z'],
        decisionOn: '2027-02-29',
        conflictPersonIds: ['nobody'],
        'a/b~c': 1,
      }),
    );
    const told = new Map(errors?.map(({ pointer, message }) => [pointer, message]));
    expect([...told.keys()].sort()).toEqual(
      [
        '/a~1b~0c',
        '/attendees/1',
        '/children/0-4',
        '/children/3-7',
        '/conflictPersonIds/0',
        '/decisionOn',
        '/mode',
        '/preferredTimes/0',
        '/safetyGate/highRiskLast14Days',
        '/safetyGate/immediateDanger',
        '/stage',
      ].sort(),
    );
    expect(told.get('/safetyGate/highRiskLast14Days')).toBe('This is needed');
    expect(told.get('/stage')).toContain('contact-mash');
  });
});

describe('text', () => {
  it.each(NASTY_TEXTS.filter((text) => text.trim() !== ''))(
    'is kept as it is, or refused: %j',
    async (question) => {
      const { requester, programme } = workbench.cast;
      const client = await workbench.api.as(programme, requester);
      const answer = await client.post<DraftAnswer>(BASE, aRequest({ question }));
      if (answer.status === 201) {
        const read = await client.get<DraftAnswer>(`${BASE}/${answer.body.code}`);
        expect(read.body.request['question']).toBe(Buffer.from(question).toString());
        expect(read.headers.get('content-type')).toContain('application/json');
        expect(read.headers.get('x-content-type-options')).toBe('nosniff');
      } else {
        expect(problemIn(answer).errors?.[0]?.pointer).toBe('/question');
      }
    },
  );

  it.each<[keyof ReturnType<typeof aRequest>, number]>([
    ['question', 1_500],
    ['accessNeeds', 500],
    ['identifierReason', 500],
    ['caseReference', 40],
  ])('of %s is refused when it is too long, in the words of the form', async (field, most) => {
    const { requester, programme } = workbench.cast;
    const client = await workbench.api.as(programme, requester);
    const little = problemIn(await client.post(BASE, { [field]: 'y'.repeat(most + 1) }));
    expect(little.errors?.map(({ pointer }) => pointer)).toEqual([`/${field}`]);
    const far = problemIn(await client.post(BASE, { [field]: 'y'.repeat(most * 11) }));
    expect([far.code, far.errors?.map(({ pointer }) => pointer)]).toEqual(['invalid-input', [`/${field}`]]);
  });
});

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
    '/%c0%ae%c0%ae/',
    '//',
    '/api//v1/me',
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
    ['days', ['0', '57', '-3', 'x', '2.5']],
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
      const cases = QUERIES.filter(([name]) => names.includes(name)).flatMap(([name, values]) => [
        ...values.map((value) => [name, `${name}=${encodeURIComponent(value)}`] as const),
        [name, `${name}=1&${name}=2`] as const,
        [name, `${name}[a]=1`] as const,
      ]);
      for (const [name, query] of [...cases, ['surprise', 'surprise=1'] as const]) {
        tried += 1;
        const problem = problemIn(await workbench.send(bench, subject, {}, `?${query}`));
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

describe('a booking', () => {
  it.each(['reassigned', 'booked'] as const)(
    '%s is not moved beyond the horizon, by nobody',
    async (stage) => {
      const { cast, subjects, api } = workbench;
      const { code, consultantId } = await subjects.at(stage);
      for (const person of [cast.requester, cast.lead, cast.programme.person(consultantId)]) {
        const client = await api.as(cast.programme, person);
        const to = { startsAt: inMonths(6), reason: 'Much later' };
        expect(problemIn(await client.post(`${BASE}/${code}/reschedule`, to)).code).toBe('time-not-offered');
      }
      const lead = await api.as(cast.programme, cast.lead);
      const waiting = await subjects.at('waiting');
      for (const [route, json] of [
        ['assign', { consultantId, startsAt: inMonths(6), reason: 'Much later' }],
        ['take', { noConflict: true, startsAt: inMonths(6), reason: 'Much later' }],
      ] as const) {
        const { errors } = problemIn(await lead.post(`${BASE}/${waiting.code}/${route}`, json));
        expect(errors).toEqual([
          { pointer: '/startsAt', code: 'invalid-input', message: 'Select a time within the next 8 weeks.' },
        ]);
      }
    },
  );

  it('is moved without notice by its consultant, never by the one who asked', async () => {
    const { cast, subjects, api, service } = workbench;
    const { code, consultantId } = await subjects.at('booked');
    const { booking } = await subjects.journey.state(code);
    service.clock.setTo(new Date((booking?.startsAt.getTime() ?? Number.NaN) - 5_400_000));
    const startsAt = new Date((booking?.startsAt.getTime() ?? Number.NaN) + 1_800_000);
    const requester = await api.as(cast.programme, cast.requester);
    const to = { startsAt, reason: 'The train is late' };
    expect(problemIn(await requester.post(`${BASE}/${code}/reschedule`, to)).code).toBe('time-not-offered');
    const consultant = await api.as(cast.programme, cast.programme.person(consultantId));
    expect((await consultant.post(`${BASE}/${code}/reschedule`, to)).status).toBe(200);
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
