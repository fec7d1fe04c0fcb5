import { randomUUID } from 'node:crypto';
import {
  type ActionAnswer,
  type DraftAnswer,
  type OfferAnswer,
  type PageAnswer,
} from '../../support/http/answers.js';
import { atOnce, tally } from '../../support/http/at-once.js';
import { bodyOf, type HttpClient } from '../../support/http/client.js';
import { fill } from '../../support/http/openapi.js';
import { problemIn } from '../../support/http/problems.js';
import { contentsButReads } from '../../support/http/rows.js';
import { NOT_THERE, type Stage } from '../../support/http/subjects.js';
import { Workbench } from '../../support/http/workbench.js';
import { aRequest } from '../../support/service/request.builder.js';

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
const AT_ONCE = 20;

async function consultantOf(consultantId: string | null): Promise<HttpClient> {
  return workbench.api.as(workbench.cast.programme, workbench.cast.programme.person(consultantId));
}

async function countOf(table: string): Promise<number> {
  const { rows } = await workbench.service.admin.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]?.count);
}

describe('the same request again, with an Idempotency-Key', () => {
  it('makes nothing new and is told of what was made first, as it is now', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const before = await countOf('consultation');
    const first = await requester.post<DraftAnswer>(BASE, aRequest(), key);
    await bodyOf(requester.patch(`${BASE}/${first.body.code}`, { question: 'What comes first?' }));
    const second = await requester.post<DraftAnswer>(BASE, aRequest(), key);
    expect([first.status, second.status, second.body.code]).toEqual([201, 201, first.body.code]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(second.body.request).toMatchObject({ question: 'What comes first?' });
    expect(await countOf('consultation')).toBe(before + 1);
  });

  it('is refused for another body, and makes nothing', async () => {
    const key = { 'idempotency-key': randomUUID() };
    await bodyOf(requester.post(BASE, aRequest(), key));
    const before = await contentsButReads(workbench.service);
    const problem = problemIn(await requester.post(BASE, aRequest({ mode: 'phone' }), key));
    expect([problem.code, problem.status]).toEqual(['idempotency-key-reused', 409]);
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });

  it('is each person’s own', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const mine = await bodyOf(requester.post<DraftAnswer>(BASE, aRequest(), key));
    const { cast, api } = workbench;
    const other = await api.as(cast.programme, cast.outsider);
    const theirs = await bodyOf(other.post<DraftAnswer>(BASE, aRequest(), key));
    expect(theirs.code).not.toBe(mine.code);
  });

  it('may be tried again after a refusal', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect(problemIn(await requester.post(BASE, { caseReference: '???' }, key)).code).toBe(
      'case-reference-format',
    );
    expect((await requester.post(BASE, aRequest(), key)).status).toBe(201);
  });

  it('is forgotten after a day', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const first = await bodyOf(requester.post<DraftAnswer>(BASE, aRequest(), key));
    const { clock } = workbench.service;
    clock.setTo(new Date(clock.now().getTime() + 25 * 3_600_000));
    const second = await bodyOf(requester.post<DraftAnswer>(BASE, aRequest(), key));
    expect(second.code).not.toBe(first.code);
  });

  it('makes one draft of twenty at once', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const before = await countOf('consultation');
    const answers = await atOnce(AT_ONCE, () => requester.post<DraftAnswer>(BASE, aRequest(), key));
    expect(await countOf('consultation')).toBe(before + 1);
    const counts = tally(answers);
    expect(Object.keys(counts).filter((one) => one !== 'ok' && one !== 'idempotency-key-reused')).toEqual([]);
    const made = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.code));
    expect(made.size).toBe(1);
    const after = await bodyOf(requester.post<DraftAnswer>(BASE, aRequest(), key));
    expect([...made]).toEqual([after.code]);
  });

  it('makes one action of twenty at once', async () => {
    const { code } = await workbench.subjects.at('held');
    const key = { 'idempotency-key': randomUUID() };
    const action = {
      description: 'Write to the school',
      ownerId: workbench.cast.outsider.personId,
      dueOn: workbench.subjects.inDays(3),
      about: 'child',
    };
    const before = await countOf('action');
    const answers = await atOnce(AT_ONCE, () =>
      requester.post<{ action: ActionAnswer }>(`${BASE}/${code}/actions`, action, key),
    );
    expect(await countOf('action')).toBe(before + 1);
    const made = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.action.id));
    expect(made.size).toBe(1);
    const again = await bodyOf(
      requester.post<{ action: ActionAnswer }>(`${BASE}/${code}/actions`, action, key),
    );
    expect([...made]).toEqual([again.action.id]);
    const state = await workbench.subjects.journey.state(code);
    expect(state.openActions).toBe(1);
  });
});

describe('the same change twenty times at once', () => {
  it.each<[string, Stage, string, object | undefined, string]>([
    ['submitted', 'draft', '/submit', undefined, 'wrong-state'],
    ['withdrawn', 'waiting', '/withdraw', { reason: 'Settled' }, 'wrong-state'],
    ['cancelled', 'booked', '/cancel', { reason: 'Unwell' }, 'wrong-state'],
  ])('is %s once', async (_, stage, route, json, refusal) => {
    const { code } = await workbench.subjects.at(stage);
    const { version } = await workbench.subjects.journey.state(code);
    const answers = await atOnce(AT_ONCE, () => requester.post(`${BASE}/${code}${route}`, json));
    expect(tally(answers)).toEqual({ ok: 1, [refusal]: AT_ONCE - 1 });
    expect((await workbench.subjects.journey.state(code)).version).toBe(version + 1);
  });

  it('is accepted once, and the others are told that it is closed', async () => {
    const { code, id, consultantId } = await workbench.subjects.at('offered');
    const consultant = await consultantOf(consultantId);
    const answers = await atOnce(AT_ONCE, () =>
      consultant.post(`/api/v1/offers/${id}/accept`, { noConflict: true }),
    );
    expect(tally(answers)).toEqual({ ok: 1, 'offer-closed': AT_ONCE - 1 });
    expect((await workbench.subjects.journey.state(code)).status).toBe('booked');
  });

  it('is settled once', async () => {
    const { id, code } = await workbench.subjects.at('action');
    const answers = await atOnce(AT_ONCE, (at) =>
      requester.post(`/api/v1/actions/${id}/settle`, { as: at % 2 === 0 ? 'done' : 'not-done' }),
    );
    expect(tally(answers)).toEqual({ ok: 1, 'action-settled-already': AT_ONCE - 1 });
    expect((await workbench.subjects.journey.state(code)).openActions).toBe(0);
  });

  it('is saved once over the same version, and nobody overwrites another', async () => {
    const { code, consultantId } = await workbench.subjects.at('held');
    const consultant = await consultantOf(consultantId);
    const record = `${BASE}/${code}/record`;
    const headings = (at: number) => ({ headings: { 'what-else-matters': `Version ${at}` } });
    const first = await atOnce(AT_ONCE, (at) => consultant.put(record, headings(at), { 'if-match': '"0"' }));
    expect(tally(first)).toEqual({ ok: 1, 'changed-meanwhile': AT_ONCE - 1 });
    const second = await atOnce(AT_ONCE, (at) => consultant.put(record, headings(at), { 'if-match': '"1"' }));
    expect(tally(second)).toEqual({ ok: 1, 'changed-meanwhile': AT_ONCE - 1 });

    const draft = await bodyOf(requester.post<DraftAnswer>(BASE, {}));
    const saves = await atOnce(AT_ONCE, (at) =>
      requester.patch(
        `${BASE}/${draft.code}`,
        { question: `What about ${at}?` },
        { 'if-match': `"${draft.version}"` },
      ),
    );
    expect(tally(saves)).toEqual({ ok: 1, 'changed-meanwhile': AT_ONCE - 1 });
  });
});

describe('what comes too late', () => {
  it('an acceptance after the offer has ended is refused, before and after the worker has seen it', async () => {
    const { code, id, consultantId } = await workbench.subjects.at('offered');
    const consultant = await consultantOf(consultantId);
    const [offer] = (await bodyOf(consultant.get<PageAnswer<OfferAnswer>>('/api/v1/offers'))).items.filter(
      (one) => one.id === id,
    );
    const { expiresAt = '', startsAt = '' } = offer ?? {};
    const ends = new Date(Math.min(Date.parse(expiresAt), Date.parse(startsAt)));
    workbench.service.clock.setTo(ends);
    const late = () => consultant.post(`/api/v1/offers/${id}/accept`, { noConflict: true });
    expect(problemIn(await late()).code).toBe('offer-expired');
    await workbench.service.drain();
    expect(problemIn(await late()).code).toBe('offer-closed');
    const { status, consultantId: now } = await workbench.subjects.journey.state(code);
    expect([status, now]).not.toEqual(['booked', consultantId]);
  });

  it('an answer to an offer that was declined, withdrawn or said to be a conflict is told that it is closed', async () => {
    for (const end of ['decline', 'conflict', 'withdraw'] as const) {
      const { code, id, consultantId } = await workbench.subjects.at('offered');
      const consultant = await consultantOf(consultantId);
      if (end === 'decline') {
        await bodyOf(consultant.post(`/api/v1/offers/${id}/decline`, { because: 'other', reason: 'Unwell' }));
      } else if (end === 'conflict') {
        await bodyOf(consultant.post(`/api/v1/offers/${id}/conflict`));
      } else {
        await bodyOf(requester.post(`${BASE}/${code}/withdraw`, { reason: 'Settled' }));
      }
      for (const [answer, json] of [
        ['accept', { noConflict: true }],
        ['decline', { because: 'other' }],
        ['conflict', undefined],
      ] as const) {
        const problem = problemIn(await consultant.post(`/api/v1/offers/${id}/${answer}`, json));
        expect([end, answer, problem.code]).toEqual([end, answer, 'offer-closed']);
      }
    }
  });

  it('a change to what is over is refused by every route', async () => {
    const { code } = await workbench.subjects.at('waiting');
    await bodyOf(requester.post(`${BASE}/${code}/withdraw`, { reason: 'Settled' }));
    const before = await contentsButReads(workbench.service);
    const wrong: string[] = [];
    for (const bench of workbench.writes()) {
      const { operationId, method, path } = bench.operation;
      if (!path.includes('/consultations/{code}')) continue;
      const subject = { ...NOT_THERE, code };
      const { json, headers } = await workbench.good(bench, subject);
      const isForLead = bench.operation.scope === 'lead' || operationId === 'sayAttendance';
      const answer = await (isForLead ? lead : requester).send(method, fill(path, { code }), {
        json,
        headers,
      });
      const problem = problemIn(answer);
      if (problem.code !== 'wrong-state') wrong.push(`${operationId}: ${problem.code}`);
    }
    expect(wrong).toEqual([]);
    expect(await contentsButReads(workbench.service)).toEqual(before);
  });
});
