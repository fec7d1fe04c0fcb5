import {
  type ActionAnswer,
  type DraftAnswer,
  type HistoryAnswer,
  type PageAnswer,
  type RecordAnswer,
  type StandingAnswer,
  type TimesAnswer,
} from '../../support/http/answers.js';
import { bodyOf, type HttpClient } from '../../support/http/client.js';
import { MainJob } from '../../support/http/main-job.js';
import { problemIn } from '../../support/http/problems.js';
import { Journey } from '../../support/service/journey.js';
import { aRequest } from '../../support/service/request.builder.js';

let job: MainJob;

beforeAll(async () => {
  job = await MainJob.start();
});
beforeEach(() => job.anew());
afterAll(() => job.stop());

const BASE = '/api/v1/consultations';

describe('asking', () => {
  it('grows from an empty draft to a submitted request', async () => {
    const begun = await job.asker.post<DraftAnswer>(BASE, {});
    const { code, missing, gate, version } = begun.body;
    expect(begun.status).toBe(201);
    expect(begun.headers.get('location')).toBe(`${BASE}/${code}`);
    expect(begun.headers.get('etag')).toBe(`"${version}"`);
    expect(gate).toBeNull();
    expect(missing.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/safetyGate', '/caseReference', '/stage', '/question', '/mode']),
    );

    const { question, caseReference, children, ...rest } = aRequest({ soonest: false });
    const first = await bodyOf(
      job.asker.patch<DraftAnswer>(`${BASE}/${code}`, rest, { 'if-match': `"${version}"` }),
    );
    expect(first.version).toBeGreaterThan(version);
    expect(first.gate).toEqual({ go: true });
    const second = await bodyOf(
      job.asker.patch<DraftAnswer>(`${BASE}/${code}`, { question, caseReference, children }),
    );
    expect(second.missing.map(({ pointer }) => pointer)).toEqual(['/preferredTimes']);
    expect(second.request).toMatchObject({ question, caseReference, children, stage: rest.stage });

    const times = await bodyOf(job.asker.get<TimesAnswer>(`${BASE}/${code}/times?days=7`));
    expect(times.items.length).toBeGreaterThan(10);
    const preferredTimes = times.items.slice(2, 4);
    const third = await bodyOf(job.asker.patch<DraftAnswer>(`${BASE}/${code}`, { preferredTimes }));
    expect(third.missing).toEqual([]);

    const after = await bodyOf(job.asker.post<StandingAnswer>(`${BASE}/${code}/submit`));
    expect(after).toMatchObject({
      status: 'waiting',
      priority: 'P3',
      targetOn: '2027-03-16',
      owner: { kind: 'leads' },
    });
    await job.service.drain();
    const { status, time } = await bodyOf(job.asker.get<StandingAnswer>(`${BASE}/${code}`));
    expect({ status, startsAt: time?.startsAt, held: time?.status }).toEqual({
      status: 'offered',
      startsAt: preferredTimes[0],
      held: 'tentative',
    });
  });

  it('says what is missing, and keeps the draft', async () => {
    const { code, version } = await bodyOf(
      job.asker.post<DraftAnswer>(BASE, aRequest({ question: null, mode: null })),
    );
    const { code: refusal, errors } = problemIn(await job.asker.post(`${BASE}/${code}/submit`));
    expect(refusal).toBe('request-incomplete');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/question', '/mode']);
    expect(await bodyOf(job.asker.get<DraftAnswer>(`${BASE}/${code}`))).toMatchObject({
      status: 'draft',
      version,
    });
  });

  it('stops at the safety gate and says where to turn', async () => {
    const part = aRequest({
      safetyGate: {
        immediateDanger: true,
        significantHarm: false,
        referralMade: false,
        highRiskLast14Days: false,
      },
    });
    const { code, gate } = await bodyOf(job.asker.post<DraftAnswer>(BASE, part));
    expect(gate).toMatchObject({ go: false, stop: 'emergency' });
    const {
      code: refusal,
      stop,
      detail,
      contacts,
    } = problemIn(await job.asker.post(`${BASE}/${code}/submit`));
    expect([refusal, stop]).toEqual(['safety-gate-stops', 'emergency']);
    expect(detail).toContain('999');
    expect(contacts).toBeInstanceOf(Array);
  });

  it('refuses identifiers and addresses outside the job.programme, and keeps what was there', async () => {
    const { code, version } = await bodyOf(job.asker.post<DraftAnswer>(BASE, aRequest()));
    const { errors } = problemIn(
      await job.asker.patch(`${BASE}/${code}`, {
        question: 'Her number is 943 476 5870',
        attendees: ['friend@elsewhere.example.com'],
        caseReference: 'not one of ours',
      }),
    );
    expect(errors?.map(({ pointer, code: problem }) => [pointer, problem])).toEqual([
      ['/attendees/0', 'email-not-allowed'],
      ['/caseReference', 'case-reference-format'],
      ['/question', 'identifier-found'],
    ]);
    expect(await bodyOf(job.asker.get<DraftAnswer>(`${BASE}/${code}`))).toMatchObject({
      version,
      request: { attendees: [], caseReference: 'C-2027-1042' },
    });
  });

  it('can be withdrawn, and what was withdrawn is over', async () => {
    const code = await job.submitted();
    const after = await bodyOf(
      job.asker.post<StandingAnswer>(`${BASE}/${code}/withdraw`, { reason: 'It was settled' }),
    );
    expect(after).toMatchObject({ status: 'withdrawn', owner: null, offer: null, time: null });
    expect(problemIn(await job.asker.post(`${BASE}/${code}/withdraw`, { reason: 'Again' })).code).toBe(
      'wrong-state',
    );
  });
});

describe('following up', () => {
  it('is recorded in versions, shared, agreed, its actions settled, looked back at and closed', async () => {
    const { code, consultant, person } = await job.held();
    const record = `${BASE}/${code}/record`;
    const none = await consultant.get<RecordAnswer>(record);
    expect([none.body.state, none.headers.get('etag')]).toEqual(['none', '"0"']);
    const one = { 'pattern-of-coercive-control': 'He decides who may visit.' };
    const two = { ...one, 'harm-to-the-children': 'Child A stays awake to listen.' };
    expect(problemIn(await consultant.put(record, { headings: one })).code).toBe('version-needed');
    const saved = await consultant.put<RecordAnswer>(record, { headings: one }, { 'if-match': '"0"' });
    expect([saved.body.version, saved.headers.get('etag')]).toEqual([1, '"1"']);
    expect(problemIn(await consultant.post(`${record}/share`)).code).toBe('record-incomplete');
    await bodyOf(consultant.put(record, { headings: two }, { 'if-match': '"1"' }));
    expect(problemIn(await consultant.put(record, { headings: one }, { 'if-match': '"1"' })).code).toBe(
      'changed-meanwhile',
    );
    expect((await bodyOf(job.asker.get<RecordAnswer>(record))).state).toBe('none');
    await bodyOf(consultant.post(`${record}/share`));
    expect(await bodyOf(job.asker.get<RecordAnswer>(record))).toMatchObject({
      state: 'shared',
      headings: two,
    });
    expect(problemIn(await consultant.put(record, { headings: one }, { 'if-match': '"2"' })).code).toBe(
      'record-shared-already',
    );
    const agreed = await bodyOf(job.asker.post<StandingAnswer>(`${record}/agree`));
    expect(agreed.detail?.record).toBe('agreed');

    const actions = `${BASE}/${code}/actions`;
    const given = { ownerId: job.programme.practitioners[1].personId, dueOn: '2027-03-19' };
    const added = await consultant.post<{ action: ActionAnswer; question: string | null }>(actions, {
      ...given,
      description: 'Speak with the school about safe pick-up',
      about: 'child',
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('location')).toBe(`/api/v1/actions/${added.body.action.id}`);
    expect(added.body.question).toContain('person causing harm');
    const second = await bodyOf(
      job.asker.post<{ action: ActionAnswer; question: string | null }>(actions, {
        ...given,
        ownerId: job.programme.practitioners[0].personId,
        description: 'Ask probation for the conditions of his release',
        about: 'person-causing-harm',
        pathwayId: job.programme.pathwayId,
      }),
    );
    expect(second.question).toBeNull();
    const owner = await job.as(job.programme.practitioners[1]);
    const todo = await bodyOf(owner.get<PageAnswer<ActionAnswer>>('/api/v1/actions'));
    expect(todo.items.map(({ id }) => id)).toEqual([added.body.action.id]);
    const settle = (client: HttpClient, id: string, how: string) =>
      client.post<StandingAnswer>(`/api/v1/actions/${id}/settle`, { as: how });
    expect(await bodyOf(settle(owner, added.body.action.id, 'done'))).toEqual({ access: 'none', code });
    expect(problemIn(await settle(owner, added.body.action.id, 'not-done')).code).toBe(
      'action-settled-already',
    );
    const last = await bodyOf(settle(job.asker, second.action.id, 'no-longer-needed'));
    expect(last).toMatchObject({ status: 'held', detail: { openActions: 0, reviewDone: false } });

    const review = `${BASE}/${code}/review`;
    const look = {
      completed: true,
      planThen: 'child-protection-plan',
      planNow: 'child-in-need',
      reReferral: 'no',
      engagement: 'spoken-to',
      childrensVoiceHeard: 'yes',
      confidence: 4,
    };
    expect(problemIn(await job.asker.post(review, look)).detail).toContain('26 May 2027');
    await job.service.at(new Date('2027-05-26T09:00:00+01:00'));
    expect(await bodyOf(job.asker.post(review, look))).toMatchObject({ status: 'closed', owner: null });
    expect(await bodyOf(job.asker.get(review))).toMatchObject({
      done: true,
      review: { planNow: 'child-in-need', note: null },
    });

    const { items } = await bodyOf(job.asker.get<HistoryAnswer>(`${BASE}/${code}/history`));
    expect(items.map(({ event }) => event)).toEqual([
      'submitted',
      'offer-made',
      'offer-accepted',
      'held',
      'record-shared',
      'record-agreed',
      'action-added',
      'action-added',
      'action-settled',
      'action-settled',
      'review-done',
      'closed',
    ]);
    expect(items.find(({ event }) => event === 'held')?.by?.id).toBe(person.personId);
    expect(problemIn(await settle(owner, second.action.id, 'done')).code).toBe('not-found');
    await expect(new Journey(job.service, job.programme).state(code)).resolves.toMatchObject({
      status: 'closed',
    });
  });

  it('is handed over or closed by the lead when the one who held it cannot', async () => {
    const { code, consultant, person } = await job.held();
    const other = job.programme.champions.find(({ personId }) => personId !== person.personId);
    const consultantId = other?.personId;
    const handed = await bodyOf(
      job.lead.post<StandingAnswer>(`${BASE}/${code}/hand-over`, { consultantId, reason: 'Long illness' }),
    );
    expect(handed).toMatchObject({ status: 'held', owner: { personId: consultantId } });
    expect((await consultant.get(`${BASE}/${code}`)).status).toBe(404);
    expect(problemIn(await job.lead.post(`${BASE}/${code}/close`, { reason: '  ' })).code).toBe(
      'reason-needed',
    );
    expect(
      await bodyOf(job.lead.post(`${BASE}/${code}/close`, { reason: 'The family has moved' })),
    ).toMatchObject({
      status: 'closed',
    });
  });
});
