import { outlookOf, type WhatIf } from '@case-consultation/domain';
import { Bookings, ForecastQueries } from '@case-consultation/features';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { codeFrom, Journey } from '../support/service/journey.js';
import { askedWeekly } from '../support/service/weeks-of-requests.js';
import { TestService } from '../support/service/service.js';

const AS_IT_IS: WhatIf = {
  championsMore: 0,
  hoursEach: null,
  slotsEach: null,
  leaveShare: null,
  noShowShare: null,
  trained: 0,
  trainedWhoAsk: 0,
  borough: null,
};

let service: TestService;
let programme: TestProgramme;

beforeEach(async () => {
  // Tuesday 2 March 2027.
  service = await TestService.start();
  programme = await aProgramme(service);
});
afterEach(() => service.stop());

const forecast = () => service.get(ForecastQueries).forecast(programme.lead);
const whatIf = (change: Partial<WhatIf>) =>
  service.get(ForecastQueries).whatIf(programme.lead, { ...AS_IT_IS, ...change });

describe('the forecast', () => {
  it('says that there is not enough data, and the rate, under eight weeks', async () => {
    expect(await forecast()).toMatchObject({
      past: [],
      demand: { kind: 'not-enough-data', rate: { requests: 0, weeks: 0 } },
      outlook: null,
      erlang: null,
      sanity: null,
      stillToCome: 0,
    });
    await askedWeekly(service, programme, [2, 1, 3]);
    const { demand, outlook, past, plan } = await forecast();
    expect(past.map(({ requests }) => requests)).toEqual([2, 1, 3]);
    expect(demand).toMatchObject({ kind: 'not-enough-data', rate: { requests: 6, weeks: 3, perWeek: 2 } });
    expect(outlook).toBeNull();
    expect(plan).toMatchObject({ requestsPerWeek: 2, waiting: 6 });
  });

  it('counts what is published in the weeks to come, and what follows from it', async () => {
    await askedWeekly(service, programme, [2, 1, 3, 2, 2, 2, 1, 3]);
    const { demand, plan, outlook, stillToCome, sanity, erlang } = await forecast();
    if (demand.kind !== 'forecast' || !outlook) throw new Error('There is no forecast');
    expect(demand.weeks.map(({ monday }) => monday)[0]).toBe('2027-05-03');
    expect(demand.weeks).toHaveLength(8);
    // Two bank holidays in May 2027, so that 38 working days are to come; three champions and the lead, two a week each.
    expect(plan.champions).toBe(3);
    expect(plan.slotsEach).toBeCloseTo((2 * 8 * 5) / 38, 10);
    expect(plan.otherSlots).toBeCloseTo((2 * 8 * 5) / 38, 10);
    expect(plan).toMatchObject({ waiting: 16, leaveShare: 0, noShowShare: 0, urgentPerWeek: 0 });
    expect(plan.requestsPerWeek).toBeCloseTo(demand.perWeek, 10);
    expect(outlook).toEqual(outlookOf(plan));
    expect(stillToCome).toBe(16);
    expect(sanity).toEqual({ expected: 16 / plan.requestsPerWeek, measured: null, apart: false });
    expect(erlang).toBeLessThan(1);
  });

  it('takes leave that is known off the slots, and what was called off or not held as a share', async () => {
    const journey = new Journey(service, programme);
    const [pia, quin] = programme.practitioners;
    const bookings = service.get(Bookings);
    await journey.held(pia);
    const missed = await journey.booked(quin);
    const { booking } = await journey.state(missed.code);
    service.clock.setTo(booking?.endsAt ?? new Date());
    await bookings.notHeld(missed.consultant, missed.code, { because: 'logistics', next: 'close' });
    const ill = await journey.booked(pia);
    await bookings.cancel(ill.consultant, ill.code, { reason: 'Unwell', wish: null });
    const { notHeld, calledOff, plan } = await forecast();
    expect(notHeld).toEqual({ n: 1, of: 2 });
    expect(calledOff).toEqual({ n: 1, of: 3 });
    expect(plan).toMatchObject({ noShowShare: 1 / 2, leaveShare: 1 / 3, waiting: 1 });
    const [ada] = programme.champions;
    await service.admin.query(
      `INSERT INTO one_off_time (id, programme_id, consultant_id, kind, starts_at, ends_at)
       VALUES (gen_random_uuid(), $1, $2, 'leave', '2027-03-01T00:00Z', '2028-03-01T00:00Z')`,
      [programme.id, ada.personId],
    );
    const { plan: without } = await forecast();
    expect(without.slotsEach).toBeCloseTo((plan.slotsEach * 2) / 3, 10);
  });

  it('tells somebody who joins now a range that grows with those ahead, over the real slots', async () => {
    const [p1, p2, p3] = (await forecast()).joining;
    // Wednesday is the first day that notice allows; somebody is free on it.
    for (const one of [p1, p2, p3]) {
      expect(one).toMatchObject({ ahead: 0, formula: 3.5, range: { soonest: 1 } });
    }
    for (let i = 0; i < 12; i += 1) await aSubmittedRequest(service, programme.practitioners[0]);
    const [first, , third] = (await forecast()).joining;
    expect(first).toMatchObject({ priority: 'P1', ahead: 0 });
    expect(third).toMatchObject({ priority: 'P3', ahead: 12 });
    // Eight slots a week: the thirteenth is in the second.
    expect(third?.formula).toBe(8.5);
    expect(third?.range.soonest).toBeGreaterThan(4);
    expect(third?.range.latest).toBeLessThan(11);
    expect((await forecast()).joining).toEqual((await forecast()).joining);
  });

  it('counts nothing of another programme, nor what the lead is locked out of', async () => {
    const [pia] = programme.practitioners;
    const beside = await aProgramme(service);
    await aSubmittedRequest(service, beside.practitioners[0]);
    await aSubmittedRequest(service, pia, { conflictPersonIds: [programme.lead.personId] });
    expect((await forecast()).stillToCome).toBe(0);
    expect(await service.get(ForecastQueries).forecast(programme.deputy)).toMatchObject({ stillToCome: 1 });
  });

  it('is for leads alone, what if too', async () => {
    const queries = service.get(ForecastQueries);
    for (const actor of [programme.champions[0], programme.practitioners[0]]) {
      expect(await codeFrom(queries.forecast(actor))).toBe('not-your-task');
      expect(await codeFrom(queries.whatIf(actor, AS_IT_IS))).toBe('not-your-task');
    }
  });
});

describe('what if', () => {
  it('is as today when nothing is imagined, and changes no data', async () => {
    await askedWeekly(service, programme, [2, 1, 3, 2, 2, 2, 1, 3]);
    const before = await forecast();
    const { today, ...others } = await whatIf({});
    expect(today).toEqual({ plan: before.plan, outlook: before.outlook });
    expect(others).toEqual({
      imagined: { own: today, apart: null },
      instead: null,
      enoughData: true,
      takes: 75,
    });
    await whatIf({ championsMore: -3, trained: 50, trainedWhoAsk: 0.2 });
    expect(await forecast()).toEqual(before);
  });

  it('works out what would follow, beside today', async () => {
    await askedWeekly(service, programme, [2, 1, 3]);
    const { today, imagined, instead, enoughData } = await whatIf({
      championsMore: 1,
      borough: { requestsPerWeek: 3, slotsPerWeek: 2, together: false },
    });
    expect(enoughData).toBe(false);
    expect(today.plan.champions).toBe(3);
    expect(imagined.own.plan.champions).toBe(4);
    expect(imagined.own.outlook.bookable).toBeCloseTo((today.outlook.bookable * 5) / 4, 10);
    expect(imagined.apart?.outlook).toMatchObject({ settled: null, clearsIn: 0 });
    expect(instead?.apart).toBeNull();
    expect(instead?.own.plan.requestsPerWeek).toBeCloseTo(5, 10);
    expect(instead?.own.outlook.bookable).toBeCloseTo(imagined.own.outlook.bookable + 2, 10);
  });

  it('refuses what makes no sense', async () => {
    expect(await codeFrom(whatIf({ championsMore: -4 }))).toBe('invalid-input');
  });
});
