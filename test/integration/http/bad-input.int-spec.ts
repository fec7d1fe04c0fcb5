import { aRequest } from '../../support/service/request.builder.js';
import { type DraftAnswer } from '../../support/http/answers.js';
import { type Sending } from '../../support/http/client.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NASTY_TEXTS } from '../../support/http/schema-arbitrary.js';
import { type Bench, Workbench } from '../../support/http/workbench.js';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.start();
});
afterAll(() => workbench.stop());

const BASE = '/api/v1/consultations';
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

  it('is refused for one field too many, though all else is good', async () => {
    const wrong: string[] = [];
    for (const bench of workbench.writes()) {
      const subject = await workbench.at(bench.stage);
      const before = await contentsButReads(workbench.service);
      const { json = {}, headers } = await workbench.good(bench, subject);
      const more = { ...(json as object), surprise: 1 };
      const { errors } = problemIn(await workbench.send(bench, subject, { json: more, headers }));
      if (errors?.length !== 1 || errors[0]?.pointer !== '/surprise') wrong.push(bench.operation.operationId);
      expect(await contentsButReads(workbench.service)).toEqual(before);
    }
    expect(wrong).toEqual([]);
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

describe('rules to replay', () => {
  it('that no settings could be are pointed at as they were sent', async () => {
    const { lead, programme } = workbench.cast;
    const client = await workbench.api.as(programme, lead);
    const asked = '/api/v1/settings/replay?targetP1=9&targetP2=3&offerWindowMinutesP1=45';
    const told = problemIn(await client.get(asked)).errors?.map(({ pointer, message }) => [pointer, message]);
    expect(Object.fromEntries(told ?? [])).toMatchObject({
      '/targetP2': 'Give priority 2 at least as long as priority 1',
      '/offerWindowMinutesP1': expect.stringContaining('half working hours') as string,
    });
    const beyond = problemIn(await client.get('/api/v1/settings/replay?weeklyCap=99'));
    expect(beyond.errors?.map(({ pointer }) => pointer)).toEqual(['/weeklyCap']);
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
