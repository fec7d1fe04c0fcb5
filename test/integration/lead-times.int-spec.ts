import { Lead, LeadTimesQueries, RoutingQueries } from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let times: LeadTimesQueries;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let pia: TestPerson;

const FRIDAY = new Date('2027-03-05T13:00:00Z');
const A_SATURDAY = new Date('2027-03-06T13:00:00Z');

beforeAll(async () => {
  service = await TestService.start();
  times = service.get(LeadTimesQueries);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const at = (free: readonly { startsAt: Date; free: number }[], time: Date) =>
  free.find(({ startsAt }) => startsAt.getTime() === time.getTime())?.free ?? 0;

describe('the times a lead chooses from', () => {
  it('are counted as the candidates at each of them are', async () => {
    const [, bea] = programme.champions;
    await service.get(Lead).assign(programme.lead, await aSubmittedRequest(service, pia), {
      consultantId: bea.personId,
      startsAt: FRIDAY,
      reason: '',
    });
    const code = await aSubmittedRequest(service, pia, { preferredTimes: [FRIDAY], soonest: false });
    const { wished, soonest, free } = await times.toAssign(programme.lead, code);
    expect([wished, soonest]).toEqual([[{ startsAt: FRIDAY, free: 3 }], false]);
    // It is nine: an hour to answer, and the last hour.
    expect(free[0]?.startsAt).toEqual(new Date('2027-03-02T11:00:00Z'));
    for (const { startsAt, free: able } of [...free.slice(0, 20), { startsAt: A_SATURDAY, free: 0 }]) {
      const candidates = await service.get(RoutingQueries).candidates(programme.lead, code, startsAt);
      expect(candidates.filter(({ rules }) => rules.length === 0)).toHaveLength(able);
    }
    expect(at(free, A_SATURDAY)).toBe(0);
  });

  it('leave the consultant a working hour to answer, which a lead who takes it does not need', async () => {
    const early = new Date('2027-03-04T10:00:00Z');
    const code = await aSubmittedRequest(service, pia, { preferredTimes: [early], soonest: false });
    // The evening before; the working day begins at nine.
    service.clock.setTo(new Date('2027-03-03T20:00:00Z'));
    const { wished, free } = await times.toAssign(programme.lead, code);
    expect([wished, free[0]?.startsAt]).toEqual([[], new Date('2027-03-04T11:00:00Z')]);
    const consultantId = programme.champions[1].personId;
    const tooSoon = service
      .get(Lead)
      .assign(programme.lead, code, { consultantId, startsAt: early, reason: '' });
    await expect(tooSoon).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'startsAt',
      message:
        'That is too soon for the consultant to answer. Select a time from Thursday 4 March 2027, 11:00am on.',
    });
    const own = await times.toTake(programme.lead, code);
    expect(own.wished).toEqual([{ startsAt: early, free: 1 }]);
    await service.get(Lead).take(programme.lead, code, { startsAt: early, noConflict: true, reason: '' });
    expect((await journey.state(code)).status).toBe('booked');
  });

  it('of a restricted one are those of leads and of champions whom the lead may name', async () => {
    const code = await journey.asked(pia, { familyWorksForAgency: true });
    const { free } = await times.toAssign(programme.lead, code);
    // Ada and Bea of another agency, and the lead; not Cal, who is of the same.
    expect(at(free, FRIDAY)).toBe(3);
  });

  it('are a lead’s own to take, with what stands in the way', async () => {
    const code = await aSubmittedRequest(service, pia);
    const own = await times.toTake(programme.lead, code);
    expect([own.rules, at(own.free, FRIDAY)]).toEqual([[], 1]);
    expect(await times.toTake(programme.deputy, code)).toMatchObject({ free: [] });
    const theirs = await aSubmittedRequest(service, programme.lead);
    expect(await times.toTake(programme.lead, theirs)).toMatchObject({
      rules: ['is-requester', 'same-team'],
      free: [],
    });
  });

  it('are for leads who may see it, while nobody has accepted it', async () => {
    const code = await journey.asked(pia, { conflictPersonIds: [programme.deputy.personId] });
    expect(await codeFrom(times.toAssign(pia, code))).toBe('not-your-task');
    for (const actor of [programme.deputy, beside.lead, programme.practitioners[1]]) {
      expect(await codeFrom(times.toAssign(actor, code))).toBe('not-found');
      expect(await codeFrom(times.toTake(actor, code))).toBe('not-found');
    }
    await journey.accept(code);
    expect(await codeFrom(times.toAssign(programme.lead, code))).toBe('wrong-state');
  });
});

describe('what a lead decided on a version that has changed since', () => {
  it('is refused, whichever verb it is, and done when it has not', async () => {
    const lead = service.get(Lead);
    const code = await aSubmittedRequest(service, pia);
    const { version } = await journey.state(code);
    const [ada, bea] = programme.champions;
    const stale = version - 1;
    const choice = { consultantId: ada.personId, startsAt: FRIDAY, reason: 'Now' };
    const actor = programme.lead;
    const reason = 'Now';
    for (const tried of [
      lead.assign(actor, code, choice, stale),
      lead.take(actor, code, { startsAt: FRIDAY, noConflict: true, reason }, stale),
      lead.reassign(actor, code, choice, stale),
      lead.turnDown(actor, code, { reason, signpost: 'The duty line' }, stale),
      lead.overridePriority(actor, code, { priority: 'P1', reason }, stale),
      lead.handOverRecord(actor, code, choice, stale),
      lead.close(actor, code, reason, stale),
    ]) {
      expect(await codeFrom(tried)).toBe('changed-meanwhile');
    }
    expect(await journey.state(code)).toMatchObject({ status: 'waiting', version });
    await lead.assign(actor, code, choice, version);
    expect(await codeFrom(lead.assign(actor, code, { ...choice, consultantId: bea.personId }, version))).toBe(
      'changed-meanwhile',
    );
    expect((await journey.offer(code)).consultant).toBe(ada);
  });

  it('of two leads at once, one wins and the other is told', async () => {
    const code = await aSubmittedRequest(service, pia);
    const { version } = await journey.state(code);
    const [ada, bea] = programme.champions;
    const assign = (actor: TestPerson, { personId }: TestPerson) =>
      service
        .get(Lead)
        .assign(actor, code, { consultantId: personId, startsAt: FRIDAY, reason: 'Now' }, version);
    const tried = await Promise.allSettled([assign(programme.lead, ada), assign(programme.deputy, bea)]);
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = tried.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { code: string }] : [],
    );
    expect(refused?.code).toBe('changed-meanwhile');
    expect((await journey.offers(code)).map(({ status }) => status)).toEqual(['open']);
  });
});
