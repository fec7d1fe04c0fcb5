import { aCast, type Cast, type Walker, walkerIn, WALKERS } from '../../support/http/cast.js';
import { type Answer, bodyOf, type HttpClient } from '../../support/http/client.js';
import { fill, operationsOf, type WalkedOperation } from '../../support/http/openapi.js';
import { outcomeOf, problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { SENDINGS } from '../../support/http/sendings.js';
import { NOT_THERE, type Stage, type Subject, Subjects } from '../../support/http/subjects.js';
import { TestApi } from '../../support/http/test-api.js';
import { PUBLIC, WALK } from '../../support/http/walk-table.js';
import { TestService } from '../../support/service/service.js';

let service: TestService;
let api: TestApi;
let cast: Cast;
let subjects: Subjects;
let operations: Map<string, WalkedOperation>;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
  cast = await aCast(service);
  subjects = new Subjects(service, cast);
  operations = new Map(operationsOf(api.document).map((one) => [one.operationId, one]));
});
afterEach(() => subjects.withdrawAll());
afterAll(async () => {
  await api.stop();
  await service.stop();
});

function operation(id: string): WalkedOperation {
  const found = operations.get(id);
  if (!found) throw new Error(`There is no operation ${id}`);
  return found;
}

/** A good request for this operation on this subject, or on what is not there. */
async function tryOn(client: HttpClient, id: string, subject: Subject): Promise<Answer> {
  const { method, path } = operation(id);
  const make = SENDINGS[id];
  if (!make) throw new Error(`No good request is known for ${id}`);
  const { query = '', ...sending } = await make({ service, cast, subjects, subject });
  const parameters = { code: id === 'readProblem' ? 'not-found' : subject.code, id: subject.id };
  return client.send(method, fill(path, parameters) + query, sending);
}

/** A person of the cast with every scope; null for the consultant of what has none. */
async function clientOf(walker: Walker, subject: Subject): Promise<HttpClient | null> {
  const person = walkerIn(cast, walker, subject.consultantId);
  if (person === null) return null;
  return api.as(walker === 'elsewhere' ? cast.elsewhere : cast.programme, person);
}

const secured = () => [...operations.values()].filter(({ scope }) => scope !== null);
const withoutReference = ({ text }: Answer) => text.replace(/urn:uuid:[0-9a-f-]+/, '');

describe('the table of the walk', () => {
  it('has a row for every route that is described, and no other', () => {
    expect([...new Set(WALK.map((row) => row.operation))].sort()).toEqual([...operations.keys()].sort());
  });

  it('lets nobody in without a token but where nothing is about anybody', () => {
    const open = [...operations.values()].filter(({ scope }) => scope === null);
    expect(open.map(({ operationId }) => operationId).sort()).toEqual([...PUBLIC].sort());
  });
});

describe('every route', () => {
  it('asks for a token, and takes none that is malformed, unknown, expired, revoked or of someone who left', async () => {
    const { programme, requester } = cast;
    const expired = await api.tokenOf(programme, requester, { days: 1 });
    service.clock.setTo(new Date(service.clock.now().getTime() + 2 * 86_400_000));
    const revoked = await api.tokenOf(programme, requester);
    await service.admin.query(
      'UPDATE api_token SET revoked_at = now() WHERE person_id = $1 AND expires_at > $2',
      [requester.personId, new Date(service.clock.now().getTime() + 300 * 86_400_000)],
    );
    const leaver = await programme.addPerson({ name: 'Lee Leaver', roles: ['lead'] });
    const left = await api.tokenOf(programme, leaver);
    await service.admin.query('UPDATE person SET active = false WHERE id = $1', [leaver.personId]);
    const headers: Record<string, string | undefined> = {
      none: undefined,
      empty: '',
      'another scheme': `Basic ${Buffer.from('a:b').toString('base64')}`,
      'no scheme': revoked,
      'not ours': 'Bearer abc',
      'too much': `Bearer ${revoked} ${revoked}`,
      'cut short': `Bearer ${revoked.slice(0, -1)}`,
      unknown: `Bearer bcc_${'A'.repeat(43)}`,
      expired: `Bearer ${expired}`,
      revoked: `Bearer ${revoked}`,
      'of someone who left': `Bearer ${left}`,
    };
    const wrong: string[] = [];
    for (const { method, path, operationId } of secured()) {
      for (const [name, authorization] of Object.entries(headers)) {
        const url = fill(path, { code: NOT_THERE.code, id: NOT_THERE.id });
        const answer = await api.nobody.send(method, url, {
          headers: authorization === undefined ? {} : { authorization },
        });
        const { code } = problemIn(answer);
        const challenge = answer.headers.get('www-authenticate');
        if (code !== 'not-signed-in' || challenge !== 'Bearer realm="api"') {
          wrong.push(`${operationId} with a token ${name}: ${answer.status} ${code} ${challenge}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(secured().length).toBeGreaterThan(40);
  });

  it('asks for its scope, whatever the person may do', async () => {
    const { programme, lead } = cast;
    const wrong: string[] = [];
    for (const { method, path, operationId, scope } of secured()) {
      const others = (
        ['consultations:read', 'consultations:write', 'lead', 'people', 'audit'] as const
      ).filter((one) => one !== scope);
      const client = api.nobody.as(await api.tokenOf(programme, lead, { scopes: others }));
      const url = fill(path, { code: NOT_THERE.code, id: NOT_THERE.id });
      const answer = await client.send(method, url);
      const { code, detail } = problemIn(answer);
      const challenge = answer.headers.get('www-authenticate');
      if (
        code !== 'scope-missing' ||
        !detail.includes(`“${scope}”`) ||
        !challenge?.includes('insufficient_scope')
      ) {
        wrong.push(`${operationId}: ${answer.status} ${code} ${detail} ${challenge}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reads with one scope and writes with others', () => {
    for (const { method, scope, operationId } of secured()) {
      const isRead = method === 'GET';
      expect([operationId, isRead, scope]).toEqual([
        operationId,
        scope === 'consultations:read' || (isRead && ['lead', 'people', 'settings'].includes(scope ?? '')),
        scope,
      ]);
    }
  });
});

describe('every route as every role', () => {
  it.each(WALK.map((row) => [row.operation, row.stage, row.expected] as const))(
    '%s when %s',
    async (id, stage, expected) => {
      const isRead = operation(id).method === 'GET';
      let subject = await subjects.at(stage);
      const present = (walker: Walker) => walker !== 'consultant' || subject.consultantId !== null;
      const walkers = WALKERS.filter((walker) => stage === 'nothing' || present(walker));
      const refused = walkers.filter((walker) => expected[walker] !== 'ok');
      const allowed = walkers.filter((walker) => expected[walker] === 'ok');
      const found: Partial<Record<Walker, string>> = {};
      const notThere = withoutReference(await tryOn(await api.as(cast.programme, cast.lead), id, NOT_THERE));

      const before = await contentsButReads(service);
      for (const walker of refused) {
        const client = await clientOf(walker, subject);
        if (!client) continue;
        const answer = await tryOn(client, id, subject);
        found[walker] = outcomeOf(answer);
        if (found[walker] === 'not-found') expect(withoutReference(answer)).toBe(notThere);
      }
      expect(await contentsButReads(service)).toEqual(before);

      for (const [place, walker] of allowed.entries()) {
        if (place > 0 && !isRead && stage !== 'nothing') subject = await subjects.at(stage);
        const client = await clientOf(walker, subject);
        if (client) found[walker] = outcomeOf(await tryOn(client, id, subject));
      }
      const asked = Object.keys(found) as Walker[];
      expect(found).toEqual(Object.fromEntries(asked.map((walker) => [walker, expected[walker]])));
    },
  );

  it.each(['draft', 'held'] satisfies Stage[])(
    'what is %s is not there for anybody else, by any route',
    async (stage) => {
      const subject = await subjects.at(stage);
      const strangers: Walker[] =
        stage === 'draft'
          ? WALKERS.filter((walker) => walker !== 'requester' && walker !== 'consultant')
          : [
              'shutOutLead',
              'elsewhere',
              'anotherChampion',
              'outsider',
              'administrator',
              'steering',
              'auditor',
            ];
      const before = await contentsButReads(service);
      const wrong: string[] = [];
      for (const { operationId, path } of operations.values()) {
        if (!path.includes('/consultations/{code}')) continue;
        for (const walker of strangers) {
          const client = await clientOf(walker, subject);
          const answer = client && (await tryOn(client, operationId, subject));
          if (answer?.status !== 404) wrong.push(`${walker}: ${operationId} ${answer?.status}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await contentsButReads(service)).toEqual(before);
    },
  );
});

describe('lists', () => {
  it('hold what can be read one by one, and nothing else', async () => {
    for (const stage of ['draft', 'waiting', 'offered', 'reassigned', 'held'] as const)
      await subjects.at(stage);
    const { rows } = await service.admin.query<{ code: string }>(
      'SELECT code FROM consultation ORDER BY id DESC LIMIT 25',
    );
    for (const walker of WALKERS) {
      const client = await clientOf(walker, {
        ...NOT_THERE,
        consultantId: cast.programme.champions[1].personId,
      });
      if (!client) throw new Error('The consultant is given');
      const answers = await Promise.all(rows.map(({ code }) => client.get(`/api/v1/consultations/${code}`)));
      const readable = rows.filter((_, at) => answers[at]?.status === 200).map(({ code }) => code);
      const { items } = await bodyOf(
        client.get<{ items: { code: string }[] }>('/api/v1/consultations?limit=100'),
      );
      const looked = new Set(rows.map(({ code }) => code));
      const listed = items.map(({ code }) => code).filter((code) => looked.has(code));
      expect([walker, listed.sort()]).toEqual([walker, readable.sort()]);
    }
  });

  it('never show a lead a task about what they are shut out of, nor the tasks of another programme', async () => {
    const { code } = await subjects.at('with-lead');
    const tasksOf = async (walker: Walker): Promise<(string | null)[]> => {
      const client = await clientOf(walker, NOT_THERE);
      const answer = await client?.get<{ items: { code: string | null }[] }>('/api/v1/lead/tasks?limit=100');
      return answer?.body.items.map((task) => task.code) ?? [];
    };
    expect(await tasksOf('lead')).toContain(code);
    expect(await tasksOf('deputy')).toContain(code);
    expect(await tasksOf('shutOutLead')).toEqual([]);
    expect(await tasksOf('elsewhere')).toEqual([]);
  });

  it('name the people of one programme', async () => {
    const lead = await api.as(cast.elsewhere, cast.elsewhere.lead);
    const { body } = await lead.get<{ items: { id: string }[] }>('/api/v1/people?limit=100');
    expect(body.items).toHaveLength(8);
    for (const { id } of body.items) expect(cast.elsewhere.person(id).programmeId).toBe(cast.elsewhere.id);
  });
});
