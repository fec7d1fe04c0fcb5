import { Journey } from '../../support/service/journey.js';
import { type TestPerson, type TestProgramme, aProgramme } from '../../support/service/programme.builder.js';
import { aRequest } from '../../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../../support/service/service.js';
import {
  type ActionAnswer,
  type DetailAnswer,
  type DraftAnswer,
  type HistoryAnswer,
  type OfferAnswer,
  type PageAnswer,
  type RecordAnswer,
  type StandingAnswer,
  type TimesAnswer,
} from '../../support/http/answers.js';
import { bodyOf, type HttpClient } from '../../support/http/client.js';
import { problemIn } from '../../support/http/problems.js';
import { TestApi } from '../../support/http/test-api.js';

/** The whole main job as somebody with a token and curl would do it; only the worker's part is done by hand. */

let service: TestService;
let api: TestApi;
let programme: TestProgramme;
let asker: HttpClient;
let lead: HttpClient;

const BASE = '/api/v1/consultations';
const AN_HOUR = 3_600_000;

beforeAll(async () => {
  service = await TestService.start();
  api = await TestApi.start(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service, { champions: { modes: ['video', 'phone'] }, leadConsults: false });
  await programme.addConsultant(programme.lead, {
    hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 600, endMinute: 960 })),
    modes: ['video', 'phone'],
  });
  asker = await as(programme.practitioners[0]);
  lead = await as(programme.lead);
});
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const as = (person: TestPerson) => api.as(programme, person);

async function submitted(given = {}): Promise<string> {
  const { code } = await bodyOf(asker.post<DraftAnswer>(BASE, aRequest(given)));
  await bodyOf(asker.post(`${BASE}/${code}/submit`));
  await service.drain();
  return code;
}

/** The consultant who has the offer of this consultation, and the offer as they see it. */
async function offerOf(
  code: string,
): Promise<{ consultant: HttpClient; person: TestPerson; offer: OfferAnswer }> {
  const { offer } = await bodyOf(lead.get<StandingAnswer>(`${BASE}/${code}`));
  const person = programme.person(offer?.consultantId);
  const consultant = await as(person);
  const { items } = await bodyOf(consultant.get<PageAnswer<OfferAnswer>>('/api/v1/offers'));
  const mine = items.find((one) => one.code === code);
  if (!mine) throw new Error('The offer is in the list of the one who is asked');
  return { consultant, person, offer: mine };
}

async function booked(given = {}): Promise<{ code: string; consultant: HttpClient; person: TestPerson }> {
  const code = await submitted(given);
  const { consultant, person, offer } = await offerOf(code);
  await bodyOf(consultant.post(`/api/v1/offers/${offer.id}/accept`, { noConflict: true }));
  await service.drain();
  return { code, consultant, person };
}

async function held(): Promise<{ code: string; consultant: HttpClient; person: TestPerson }> {
  const one = await booked();
  const { time } = await bodyOf(asker.get<StandingAnswer>(`${BASE}/${one.code}`));
  service.clock.setTo(new Date(time?.endsAt ?? Number.NaN));
  await bodyOf(one.consultant.post(`${BASE}/${one.code}/attendance`, { held: true, minutesLate: 5 }));
  await service.drain();
  return one;
}

async function statusOf(code: string, client = asker): Promise<string> {
  return (await bodyOf(client.get<StandingAnswer>(`${BASE}/${code}`))).status;
}

describe('asking', () => {
  it('grows from an empty draft to a submitted request', async () => {
    const begun = await asker.post<DraftAnswer>(BASE, {});
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
      asker.patch<DraftAnswer>(`${BASE}/${code}`, rest, { 'if-match': `"${version}"` }),
    );
    expect(first.version).toBeGreaterThan(version);
    expect(first.gate).toEqual({ go: true });
    const second = await bodyOf(
      asker.patch<DraftAnswer>(`${BASE}/${code}`, { question, caseReference, children }),
    );
    expect(second.missing.map(({ pointer }) => pointer)).toEqual(['/preferredTimes']);
    expect(second.request).toMatchObject({ question, caseReference, children, stage: rest.stage });

    const times = await bodyOf(asker.get<TimesAnswer>(`${BASE}/${code}/times?days=7`));
    expect(times.items.length).toBeGreaterThan(10);
    const preferredTimes = times.items.slice(2, 4);
    const third = await bodyOf(asker.patch<DraftAnswer>(`${BASE}/${code}`, { preferredTimes }));
    expect(third.missing).toEqual([]);

    const after = await bodyOf(asker.post<StandingAnswer>(`${BASE}/${code}/submit`));
    expect(after).toMatchObject({
      status: 'waiting',
      priority: 'P3',
      targetOn: '2027-03-16',
      owner: { kind: 'leads' },
    });
    await service.drain();
    const { status, time } = await bodyOf(asker.get<StandingAnswer>(`${BASE}/${code}`));
    expect({ status, startsAt: time?.startsAt, held: time?.status }).toEqual({
      status: 'offered',
      startsAt: preferredTimes[0],
      held: 'tentative',
    });
  });

  it('says what is missing, and keeps the draft', async () => {
    const { code, version } = await bodyOf(
      asker.post<DraftAnswer>(BASE, aRequest({ question: null, mode: null })),
    );
    const { code: refusal, errors } = problemIn(await asker.post(`${BASE}/${code}/submit`));
    expect(refusal).toBe('request-incomplete');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/question', '/mode']);
    expect(await bodyOf(asker.get<DraftAnswer>(`${BASE}/${code}`))).toMatchObject({
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
    const { code, gate } = await bodyOf(asker.post<DraftAnswer>(BASE, part));
    expect(gate).toMatchObject({ go: false, stop: 'emergency' });
    const { code: refusal, stop, detail, contacts } = problemIn(await asker.post(`${BASE}/${code}/submit`));
    expect([refusal, stop]).toEqual(['safety-gate-stops', 'emergency']);
    expect(detail).toContain('999');
    expect(contacts).toBeInstanceOf(Array);
  });

  it('refuses identifiers and addresses outside the programme, and keeps what was there', async () => {
    const { code, version } = await bodyOf(asker.post<DraftAnswer>(BASE, aRequest()));
    const { errors } = problemIn(
      await asker.patch(`${BASE}/${code}`, {
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
    expect(await bodyOf(asker.get<DraftAnswer>(`${BASE}/${code}`))).toMatchObject({
      version,
      request: { attendees: [], caseReference: 'C-2027-1042' },
    });
  });

  it('can be withdrawn, and what was withdrawn is over', async () => {
    const code = await submitted();
    const after = await bodyOf(
      asker.post<StandingAnswer>(`${BASE}/${code}/withdraw`, { reason: 'It was settled' }),
    );
    expect(after).toMatchObject({ status: 'withdrawn', owner: null, offer: null, time: null });
    expect(problemIn(await asker.post(`${BASE}/${code}/withdraw`, { reason: 'Again' })).code).toBe(
      'wrong-state',
    );
  });
});

describe('offers and bookings', () => {
  it('are declined by one and accepted by the next, who sees the case only then', async () => {
    const code = await submitted();
    const first = await offerOf(code);
    const shut = await bodyOf(first.consultant.get<StandingAnswer>(`${BASE}/${code}`));
    expect(shut.access).toBe('outline');
    expect(JSON.stringify(shut)).not.toContain('C-2027-1042');
    const declined = await bodyOf(
      first.consultant.post<StandingAnswer>(`/api/v1/offers/${first.offer.id}/decline`, {
        because: 'no-room-this-week',
      }),
    );
    expect(declined).toEqual({ access: 'none', code });
    await service.drain();

    const second = await offerOf(code);
    expect(second.person.personId).not.toBe(first.person.personId);
    const accepted = await bodyOf(
      second.consultant.post<StandingAnswer>(`/api/v1/offers/${second.offer.id}/accept`, {
        noConflict: true,
      }),
    );
    expect(accepted).toMatchObject({
      access: 'detail',
      status: 'booked',
      offer: null,
      time: { status: 'confirmed' },
    });
    const open = await bodyOf(second.consultant.get<DetailAnswer>(`${BASE}/${code}`));
    expect(open.request).toMatchObject({ caseReference: 'C-2027-1042' });
    const { items } = await bodyOf(second.consultant.get<PageAnswer<OfferAnswer>>('/api/v1/offers'));
    expect(items).toEqual([]);
    const readers = await bodyOf(asker.get<{ items: { name: string }[] }>(`${BASE}/${code}/readers`));
    expect(readers.items.map(({ name }) => name)).toContain(second.person.name);
  });

  it('are moved to a time that both can see, and cancelled with a reason', async () => {
    const { code, consultant, person } = await booked();
    const { items } = await bodyOf(asker.get<TimesAnswer>(`${BASE}/${code}/times-to-move?days=14`));
    const startsAt = items.at(-1);
    const moved = await bodyOf(
      asker.post<StandingAnswer>(`${BASE}/${code}/reschedule`, { startsAt, reason: 'Court that morning' }),
    );
    expect(moved).toMatchObject({ status: 'booked', time: { startsAt, status: 'confirmed' } });
    const { code: refusal, otherTimes } = problemIn(
      await asker.post(`${BASE}/${code}/reschedule`, {
        startsAt: '2027-03-07T10:00:00Z',
        reason: 'On a Sunday',
      }),
    );
    expect(refusal).toBe('time-not-offered');
    expect(otherTimes?.length).toBeGreaterThan(0);

    const cancelled = await consultant.post<StandingAnswer>(`${BASE}/${code}/cancel`, {
      reason: 'I am unwell',
    });
    expect(cancelled.body).toEqual({ access: 'none', code });
    await service.drain();
    expect((await offerOf(code)).person.personId).not.toBe(person.personId);
  });

  it('that were not held are booked anew or closed', async () => {
    const { code, consultant } = await booked();
    const { time } = await bodyOf(asker.get<StandingAnswer>(`${BASE}/${code}`));
    const said = { held: false, because: 'logistics', next: 'rebook' };
    expect(problemIn(await asker.post(`${BASE}/${code}/attendance`, said)).code).toBe('not-started-yet');
    service.clock.setTo(new Date(Date.parse(time?.startsAt ?? '') + AN_HOUR));
    await bodyOf(asker.post(`${BASE}/${code}/attendance`, said));
    await service.drain();
    expect(await statusOf(code)).toBe('offered');
    expect(
      problemIn(await consultant.post(`${BASE}/${code}/attendance`, { held: true })).status,
    ).toBeGreaterThan(400);
  });
});

describe('following up', () => {
  it('is recorded in versions, shared, agreed, its actions settled, looked back at and closed', async () => {
    const { code, consultant, person } = await held();
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
    expect((await bodyOf(asker.get<RecordAnswer>(record))).state).toBe('none');
    await bodyOf(consultant.post(`${record}/share`));
    expect(await bodyOf(asker.get<RecordAnswer>(record))).toMatchObject({ state: 'shared', headings: two });
    expect(problemIn(await consultant.put(record, { headings: one }, { 'if-match': '"2"' })).code).toBe(
      'record-shared-already',
    );
    const agreed = await bodyOf(asker.post<StandingAnswer>(`${record}/agree`));
    expect(agreed.detail?.record).toBe('agreed');

    const actions = `${BASE}/${code}/actions`;
    const given = { ownerId: programme.practitioners[1].personId, dueOn: '2027-03-19' };
    const added = await consultant.post<{ action: ActionAnswer; question: string | null }>(actions, {
      ...given,
      description: 'Speak with the school about safe pick-up',
      about: 'child',
    });
    expect(added.status).toBe(201);
    expect(added.headers.get('location')).toBe(`/api/v1/actions/${added.body.action.id}`);
    expect(added.body.question).toContain('person causing harm');
    const second = await bodyOf(
      asker.post<{ action: ActionAnswer; question: string | null }>(actions, {
        ...given,
        ownerId: programme.practitioners[0].personId,
        description: 'Ask probation for the conditions of his release',
        about: 'person-causing-harm',
        pathwayId: programme.pathwayId,
      }),
    );
    expect(second.question).toBeNull();
    const owner = await as(programme.practitioners[1]);
    const todo = await bodyOf(owner.get<PageAnswer<ActionAnswer>>('/api/v1/actions'));
    expect(todo.items.map(({ id }) => id)).toEqual([added.body.action.id]);
    const settle = (client: HttpClient, id: string, how: string) =>
      client.post<StandingAnswer>(`/api/v1/actions/${id}/settle`, { as: how });
    expect(await bodyOf(settle(owner, added.body.action.id, 'done'))).toEqual({ access: 'none', code });
    expect(problemIn(await settle(owner, added.body.action.id, 'not-done')).code).toBe(
      'action-settled-already',
    );
    const last = await bodyOf(settle(asker, second.action.id, 'no-longer-needed'));
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
    expect(problemIn(await asker.post(review, look)).detail).toContain('26 May 2027');
    await service.at(new Date('2027-05-26T09:00:00+01:00'));
    expect(await bodyOf(asker.post(review, look))).toMatchObject({ status: 'closed', owner: null });
    expect(await bodyOf(asker.get(review))).toMatchObject({
      done: true,
      review: { planNow: 'child-in-need', note: null },
    });

    const { items } = await bodyOf(asker.get<HistoryAnswer>(`${BASE}/${code}/history`));
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
    await expect(new Journey(service, programme).state(code)).resolves.toMatchObject({ status: 'closed' });
  });

  it('is handed over or closed by the lead when the one who held it cannot', async () => {
    const { code, consultant, person } = await held();
    const other = programme.champions.find(({ personId }) => personId !== person.personId);
    const consultantId = other?.personId;
    const handed = await bodyOf(
      lead.post<StandingAnswer>(`${BASE}/${code}/hand-over`, { consultantId, reason: 'Long illness' }),
    );
    expect(handed).toMatchObject({ status: 'held', owner: { personId: consultantId } });
    expect((await consultant.get(`${BASE}/${code}`)).status).toBe(404);
    expect(problemIn(await lead.post(`${BASE}/${code}/close`, { reason: '  ' })).code).toBe('reason-needed');
    expect(
      await bodyOf(lead.post(`${BASE}/${code}/close`, { reason: 'The family has moved' })),
    ).toMatchObject({
      status: 'closed',
    });
  });
});

describe('the lead', () => {
  /** Nobody takes it in person, so that it comes to the lead. */
  const withLead = () => submitted({ mode: 'in-person' });

  it('finds what fits nobody among the tasks, sees why, and turns it down with another way', async () => {
    const code = await withLead();
    const tasks = await bodyOf(lead.get<PageAnswer<{ id: string; code: string }>>('/api/v1/lead/tasks'));
    const task = tasks.items.find((one) => one.code === code);
    const why = await bodyOf(
      lead.get<{ items: { sentences: string[]; replays: boolean }[] }>(`${BASE}/${code}/routing`),
    );
    expect(why.items[0]?.replays).toBe(true);
    expect(why.items[0]?.sentences.length).toBeGreaterThan(0);
    const down = { reason: 'This needs legal advice first', signpost: 'The legal team, by the usual form' };
    expect(await bodyOf(lead.post(`${BASE}/${code}/turn-down`, down))).toMatchObject({
      status: 'turned_down',
    });
    const { items } = await bodyOf(asker.get<HistoryAnswer>(`${BASE}/${code}/history`));
    expect(items.at(-1)?.event).toBe('turned-down');
    expect(items.at(-1)?.reason).toContain(down.reason);
    expect(items.at(-1)?.reason).toContain(down.signpost);
    const done = await lead.post(`/api/v1/lead/tasks/${task?.id}/done`);
    expect([done.status, done.text]).toEqual([204, '']);
    expect((await lead.post(`/api/v1/lead/tasks/${task?.id}/done`)).status).toBe(204);
  });

  it('raises the priority, assigns, takes and reassigns', async () => {
    const code = await submitted();
    const raised = await bodyOf(
      lead.post<StandingAnswer>(`${BASE}/${code}/priority`, {
        priority: 'P1',
        reason: 'The conference came forward',
      }),
    );
    expect(raised).toMatchObject({ priority: 'P1', targetOn: '2027-03-05' });
    const startsAt = '2027-03-04T14:00:00.000Z';
    const candidates = await bodyOf(
      lead.get<{ items: { consultant: { id: string }; isLead: boolean; rules: { code: string }[] }[] }>(
        `${BASE}/${code}/candidates?startsAt=${startsAt}`,
      ),
    );
    const before = await offerOf(code);
    const fit = candidates.items.filter(({ rules, isLead }) => rules.length === 0 && !isLead);
    const consultantId = fit.find(({ consultant }) => consultant.id !== before.person.personId)?.consultant
      .id;
    const assigned = await bodyOf(
      lead.post<StandingAnswer>(`${BASE}/${code}/assign`, {
        consultantId,
        startsAt,
        reason: 'Knows the school',
      }),
    );
    expect(assigned).toMatchObject({ status: 'offered', offer: { consultantId }, time: { startsAt } });
    expect(
      problemIn(
        await before.consultant.post(`/api/v1/offers/${before.offer.id}/accept`, { noConflict: true }),
      ).code,
    ).toBe('offer-closed');
    const taken = await bodyOf(
      lead.post<StandingAnswer>(`${BASE}/${code}/take`, {
        startsAt,
        noConflict: true,
        reason: 'I have the time',
      }),
    );
    expect(taken).toMatchObject({ status: 'booked', owner: { personId: programme.lead.personId } });
    const reassigned = await bodyOf(
      lead.post<StandingAnswer>(`${BASE}/${code}/reassign`, { consultantId, reason: 'I am called away' }),
    );
    expect(reassigned).toMatchObject({
      status: 'booked',
      owner: { personId: consultantId },
      time: { startsAt },
    });
    const next = await as(programme.person(consultantId));
    expect((await bodyOf(next.get<StandingAnswer>(`${BASE}/${code}`))).access).toBe('outline');
    expect(problemIn(await next.get(`${BASE}/${code}/history`)).code).toBe('conflict-check-first');
    const cleared = await bodyOf(next.post<StandingAnswer>(`${BASE}/${code}/no-conflict`));
    expect(cleared.access).toBe('detail');
  });

  it('is told what stands in the way of a consultant who is chosen, and other times', async () => {
    const code = await withLead();
    const choice = { consultantId: programme.champions[0].personId, startsAt: '2027-03-04T14:00:00Z' };
    const { code: refusal, rules } = problemIn(await lead.post(`${BASE}/${code}/assign`, choice));
    expect([refusal, rules]).toEqual(['consultant-not-eligible', ['mode-not-taken']]);
  });
});
