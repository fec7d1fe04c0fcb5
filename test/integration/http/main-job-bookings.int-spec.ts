import {
  type DetailAnswer,
  type HistoryAnswer,
  type OfferAnswer,
  type PageAnswer,
  type StandingAnswer,
  type TimesAnswer,
} from '../../support/http/answers.js';
import { bodyOf } from '../../support/http/client.js';
import { MainJob } from '../../support/http/main-job.js';
import { problemIn } from '../../support/http/problems.js';

let job: MainJob;

beforeAll(async () => {
  job = await MainJob.start();
});
beforeEach(() => job.anew());
afterAll(() => job.stop());

const BASE = '/api/v1/consultations';
const AN_HOUR = 3_600_000;

describe('offers and bookings', () => {
  it('are declined by one and accepted by the next, who sees the case only then', async () => {
    const code = await job.submitted();
    const first = await job.offerOf(code);
    const shut = await bodyOf(first.consultant.get<StandingAnswer>(`${BASE}/${code}`));
    expect(shut.access).toBe('outline');
    expect(JSON.stringify(shut)).not.toContain('C-2027-1042');
    const declined = await bodyOf(
      first.consultant.post<StandingAnswer>(`/api/v1/offers/${first.offer.id}/decline`, {
        because: 'no-room-this-week',
      }),
    );
    expect(declined).toEqual({ access: 'none', code });
    await job.service.drain();

    const second = await job.offerOf(code);
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
    const readers = await bodyOf(job.asker.get<{ items: { name: string }[] }>(`${BASE}/${code}/readers`));
    expect(readers.items.map(({ name }) => name)).toContain(second.person.name);
  });

  it('are moved to a time that both can see, and cancelled with a reason', async () => {
    const { code, consultant, person } = await job.booked();
    const { items } = await bodyOf(job.asker.get<TimesAnswer>(`${BASE}/${code}/times-to-move?days=14`));
    const startsAt = items.at(-1);
    const moved = await bodyOf(
      job.asker.post<StandingAnswer>(`${BASE}/${code}/reschedule`, {
        startsAt,
        reason: 'Court that morning',
      }),
    );
    expect(moved).toMatchObject({ status: 'booked', time: { startsAt, status: 'confirmed' } });
    const { code: refusal, otherTimes } = problemIn(
      await job.asker.post(`${BASE}/${code}/reschedule`, {
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
    await job.service.drain();
    expect((await job.offerOf(code)).person.personId).not.toBe(person.personId);
  });

  it('that were not held are booked anew or closed', async () => {
    const { code, consultant } = await job.booked();
    const { time } = await bodyOf(job.asker.get<StandingAnswer>(`${BASE}/${code}`));
    const said = { held: false, because: 'logistics', next: 'rebook' };
    expect(problemIn(await job.asker.post(`${BASE}/${code}/attendance`, said)).code).toBe('not-started-yet');
    job.service.clock.setTo(new Date(Date.parse(time?.startsAt ?? '') + AN_HOUR));
    await bodyOf(job.asker.post(`${BASE}/${code}/attendance`, said));
    await job.service.drain();
    expect((await bodyOf(job.asker.get<StandingAnswer>(`${BASE}/${code}`))).status).toBe('offered');
    expect(
      problemIn(await consultant.post(`${BASE}/${code}/attendance`, { held: true })).status,
    ).toBeGreaterThan(400);
  });
});

describe('the lead', () => {
  /** Nobody takes it in person, so that it comes to the job.lead. */
  const withLead = () => job.submitted({ mode: 'in-person' });

  it('finds what fits nobody among the tasks, sees why, and turns it down with another way', async () => {
    const code = await withLead();
    const tasks = await bodyOf(job.lead.get<PageAnswer<{ id: string; code: string }>>('/api/v1/lead/tasks'));
    const task = tasks.items.find((one) => one.code === code);
    const why = await bodyOf(
      job.lead.get<{ items: { sentences: string[]; replays: boolean }[] }>(`${BASE}/${code}/routing`),
    );
    expect(why.items[0]?.replays).toBe(true);
    expect(why.items[0]?.sentences.length).toBeGreaterThan(0);
    const down = { reason: 'This needs legal advice first', signpost: 'The legal team, by the usual form' };
    expect(await bodyOf(job.lead.post(`${BASE}/${code}/turn-down`, down))).toMatchObject({
      status: 'turned_down',
    });
    const { items } = await bodyOf(job.asker.get<HistoryAnswer>(`${BASE}/${code}/history`));
    expect(items.at(-1)?.event).toBe('turned-down');
    expect(items.at(-1)?.reason).toContain(down.reason);
    expect(items.at(-1)?.reason).toContain(down.signpost);
    const done = await job.lead.post(`/api/v1/lead/tasks/${task?.id}/done`);
    expect([done.status, done.text]).toEqual([204, '']);
    expect((await job.lead.post(`/api/v1/lead/tasks/${task?.id}/done`)).status).toBe(204);
  });

  it('raises the priority, assigns, takes and reassigns', async () => {
    const code = await job.submitted();
    const raised = await bodyOf(
      job.lead.post<StandingAnswer>(`${BASE}/${code}/priority`, {
        priority: 'P1',
        reason: 'The conference came forward',
      }),
    );
    expect(raised).toMatchObject({ priority: 'P1', targetOn: '2027-03-05' });
    const startsAt = '2027-03-04T14:00:00.000Z';
    const candidates = await bodyOf(
      job.lead.get<{ items: { consultant: { id: string }; isLead: boolean; rules: { code: string }[] }[] }>(
        `${BASE}/${code}/candidates?startsAt=${startsAt}`,
      ),
    );
    const before = await job.offerOf(code);
    const fit = candidates.items.filter(({ rules, isLead }) => rules.length === 0 && !isLead);
    const consultantId = fit.find(({ consultant }) => consultant.id !== before.person.personId)?.consultant
      .id;
    const assigned = await bodyOf(
      job.lead.post<StandingAnswer>(`${BASE}/${code}/assign`, {
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
      job.lead.post<StandingAnswer>(`${BASE}/${code}/take`, {
        startsAt,
        noConflict: true,
        reason: 'I have the time',
      }),
    );
    expect(taken).toMatchObject({ status: 'booked', owner: { personId: job.programme.lead.personId } });
    const reassigned = await bodyOf(
      job.lead.post<StandingAnswer>(`${BASE}/${code}/reassign`, { consultantId, reason: 'I am called away' }),
    );
    expect(reassigned).toMatchObject({
      status: 'booked',
      owner: { personId: consultantId },
      time: { startsAt },
    });
    const next = await job.as(job.programme.person(consultantId));
    expect((await bodyOf(next.get<StandingAnswer>(`${BASE}/${code}`))).access).toBe('outline');
    expect(problemIn(await next.get(`${BASE}/${code}/history`)).code).toBe('conflict-check-first');
    const cleared = await bodyOf(next.post<StandingAnswer>(`${BASE}/${code}/no-conflict`));
    expect(cleared.access).toBe('detail');
  });

  it('is told what stands in the way of a consultant who is chosen, and other times', async () => {
    const code = await withLead();
    const choice = { consultantId: job.programme.champions[0].personId, startsAt: '2027-03-04T14:00:00Z' };
    const { code: refusal, rules } = problemIn(await job.lead.post(`${BASE}/${code}/assign`, choice));
    expect([refusal, rules]).toEqual(['consultant-not-eligible', ['mode-not-taken']]);
  });
});
