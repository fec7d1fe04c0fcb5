import { Asking, Bookings, ConsultationQueries, Lead, LeadTasks, Offers } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let leads: Lead;
let pia: TestPerson;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const FRIDAY = new Date('2027-03-05T13:00:00Z');
const A_PAGE = { limit: 50, after: null };

beforeAll(async () => {
  service = await TestService.start();
  leads = service.get(Lead);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

const anotherThan = (consultant: TestPerson) => {
  const [other] = programme.champions.filter((champion) => champion !== consultant);
  if (!other) throw new Error('There are three champions');
  return other;
};

/** With the lead because everybody said that they are not the right person. */
async function withLead(): Promise<string> {
  const code = await journey.asked(pia);
  while ((await journey.state(code)).status === 'offered') {
    const { id, consultant } = await journey.offer(code);
    await service.get(Offers).decline(consultant, id, { because: 'not-the-right-person', reason: null });
    await service.drain();
  }
  return code;
}

describe('assigning', () => {
  it('asks the one the lead chose, while it waits, is with the lead, or is on offer to somebody else', async () => {
    const [ada, bea] = programme.champions;
    const choice = { consultantId: ada.personId, startsAt: FRIDAY, reason: 'Knows this agency well' };
    const waiting = await aSubmittedRequest(service, pia);
    await leads.assign(programme.deputy, waiting, choice);
    expect(await journey.offer(waiting)).toMatchObject({ consultant: ada, startsAt: FRIDAY });
    await service.drain();
    expect(await journey.offers(waiting)).toHaveLength(1);

    await leads.assign(programme.lead, waiting, { ...choice, consultantId: bea.personId });
    await service.drain();
    expect(await journey.offer(waiting)).toMatchObject({ consultant: bea, startsAt: FRIDAY });
    expect((await journey.offers(waiting)).map(({ status }) => status)).toEqual(['withdrawn', 'open']);
    expect(subjectsTo(service, ada.email, waiting)).toEqual([
      'can you take this one?',
      'no longer held for you',
    ]);
    expect(await codeFrom(service.get(ConsultationQueries).get(ada, waiting))).toBe('not-found');
    const { rows } = await service.admin.query(
      'SELECT 1 FROM booking WHERE consultant_id = $1 AND status <> $2',
      [ada.personId, 'cancelled'],
    );
    expect(rows).toEqual([]);

    await service.get(Asking).withdraw(pia, waiting, 'Only a test');
    const late = await programme.addPerson({ name: 'Late Champion', roles: ['champion'], agency: 'health' });
    const stuck = await withLead();
    await programme.addConsultant(late);
    await leads.assign(programme.lead, stuck, { ...choice, consultantId: late.personId });
    expect(await journey.offer(stuck)).toMatchObject({ consultant: late });
  });

  it('needs a reason, a time to come, and one who can', async () => {
    const code = await journey.asked(pia);
    const { consultant } = await journey.offer(code);
    const choice = { consultantId: anotherThan(consultant).personId, startsAt: FRIDAY, reason: 'They can' };
    const assign = (given: Partial<typeof choice>) =>
      refusalFrom(leads.assign(programme.lead, code, { ...choice, ...given }));
    expect(await assign({ reason: ' ' })).toMatchObject({ code: 'reason-needed' });
    expect(await assign({ startsAt: TUESDAY_MORNING })).toMatchObject({
      code: 'invalid-input',
      field: 'startsAt',
    });
    expect(await assign({ startsAt: new Date(NaN) })).toMatchObject({ code: 'invalid-input' });
    for (const id of [pia.personId, beside.champions[0].personId, programme.deputy.personId, programme.id]) {
      expect(await assign({ consultantId: id })).toMatchObject({ code: 'consultant-not-eligible' });
    }
    const saturday = await assign({ startsAt: new Date('2027-03-06T13:00:00Z') });
    expect(saturday).toMatchObject({ code: 'consultant-not-eligible', details: { rules: ['not-free'] } });
    expect(saturday.details?.['otherTimes']).toHaveLength(5);
    expect((await journey.offer(code)).consultant).toBe(consultant);
  });

  it('gives a restricted one to a champion of another agency and to no other', async () => {
    const [ada, , cal] = programme.champions;
    const code = await journey.asked(pia, { familyWorksForAgency: true });
    const choice = { startsAt: FRIDAY, reason: 'Not the lead this time' };
    const same = await refusalFrom(
      leads.assign(programme.lead, code, { ...choice, consultantId: cal.personId }),
    );
    expect(same).toMatchObject({ code: 'consultant-not-eligible', details: { rules: ['restricted'] } });
    await leads.assign(programme.lead, code, { ...choice, consultantId: ada.personId });
    expect((await journey.offer(code)).consultant).toBe(ada);
  });

  it('of one hour by two leads at once makes one offer', async () => {
    const [ada] = programme.champions;
    const codes = await Promise.all([0, 1, 2].map(() => aSubmittedRequest(service, pia)));
    const tried = await Promise.allSettled(
      codes.map((code, at) =>
        leads.assign(at === 1 ? programme.deputy : programme.lead, code, {
          consultantId: ada.personId,
          startsAt: FRIDAY,
          reason: 'Now',
        }),
      ),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tried) {
      if (one.status === 'rejected')
        expect((one.reason as { code: string }).code).toMatch(/^(time-taken|consultant-not-eligible)$/);
    }
  });
});

describe('reassigning', () => {
  it('gives the booking to another at the same time, who says first that there is no conflict', async () => {
    const { code, consultant } = await journey.booked(pia);
    const next = anotherThan(consultant);
    await leads.reassign(programme.lead, code, { consultantId: next.personId, reason: 'Unwell' });
    const state = await journey.state(code);
    expect(state).toMatchObject({ status: 'booked', consultantId: next.personId, conflictClearedAt: null });
    expect(state.booking).toMatchObject({ consultantId: next.personId, startsAt: FIRST_SLOT, sequence: 2 });
    const queries = service.get(ConsultationQueries);
    expect(await codeFrom(queries.get(consultant, code))).toBe('not-found');
    expect(await queries.get(next, code)).toMatchObject({ access: 'outline' });
    expect(
      await codeFrom(service.get(Bookings).cancel(consultant, code, { reason: 'Mine', wish: null })),
    ).toBe('not-found');
  });

  it('is refused for whoever cannot, and frees the hour of whoever had it', async () => {
    const { code, consultant } = await journey.booked(pia);
    const busy = anotherThan(consultant);
    const second = await aSubmittedRequest(service, programme.practitioners[1]);
    await leads.assign(programme.lead, second, {
      consultantId: busy.personId,
      startsAt: FIRST_SLOT,
      reason: 'Now',
    });
    const to = (consultantId: string) =>
      refusalFrom(leads.reassign(programme.lead, code, { consultantId, reason: 'Unwell' }));
    expect(await to(busy.personId)).toMatchObject({
      code: 'consultant-not-eligible',
      details: { rules: ['not-free'] },
    });
    for (const id of [consultant.personId, pia.personId, beside.champions[0].personId]) {
      expect((await to(id)).code).toBe('consultant-not-eligible');
    }
    await leads.reassign(programme.lead, code, { consultantId: programme.lead.personId, reason: 'I will' });
    const third = await aSubmittedRequest(service, programme.practitioners[2]);
    await leads.assign(programme.lead, third, {
      consultantId: consultant.personId,
      startsAt: FIRST_SLOT,
      reason: 'Free again',
    });
    expect((await journey.offer(third)).consultant).toBe(consultant);
    service.clock.setTo(FIRST_SLOT);
    expect((await to(consultant.personId)).code).toMatch(/wrong-state|consultant-not-eligible/);
  });
});

describe('taking it', () => {
  it('books the lead at once, from an offer to somebody else too', async () => {
    const code = await journey.asked(pia);
    const { consultant } = await journey.offer(code);
    const choice = { startsAt: FRIDAY, noConflict: true, reason: 'It is urgent' };
    expect(await codeFrom(leads.take(programme.lead, code, { ...choice, noConflict: false }))).toBe(
      'conflict-check-first',
    );
    expect(await codeFrom(leads.take(programme.deputy, code, choice))).toBe('consultant-not-eligible');
    await leads.take(programme.lead, code, choice);
    await service.drain();
    expect(await journey.state(code)).toMatchObject({
      status: 'booked',
      consultantId: programme.lead.personId,
    });
    expect((await journey.offers(code)).map(({ status }) => status)).toEqual(['withdrawn', 'accepted']);
    expect(subjectsTo(service, consultant.email, code)).toEqual([
      'can you take this one?',
      'no longer held for you',
    ]);
    expect(subjectsTo(service, programme.lead.email, code)).toEqual(['confirmed']);
    expect(await service.get(ConsultationQueries).get(programme.lead, code)).toMatchObject({
      access: 'detail',
    });
  });
});

describe('turning down', () => {
  it('always says why and where to turn instead, and the requester reads both', async () => {
    const code = await withLead();
    const answer = { reason: 'This is for the court team', signpost: 'Court advice line, weekdays' };
    expect(await codeFrom(leads.turnDown(programme.lead, code, { ...answer, signpost: ' ' }))).toBe(
      'invalid-input',
    );
    expect(await codeFrom(leads.turnDown(programme.lead, code, { ...answer, reason: '' }))).toBe(
      'reason-needed',
    );
    await leads.turnDown(programme.lead, code, answer);
    await service.drain();
    expect(await journey.state(code)).toMatchObject({ status: 'turned_down' });
    const history = await service.get(ConsultationQueries).history(pia, code);
    expect(history.at(-1)?.reason).toBe(
      'This is for the court team\n\nWhere to turn instead: Court advice line, weekdays',
    );
    expect(subjectsTo(service, pia.email, code).at(-1)).toBe('an answer for you');
    expect((await service.get(LeadTasks).open(programme.lead, A_PAGE)).items).toEqual([]);
    const { rows } = await service.admin.query<{ kind: string }>(
      'SELECT kind FROM unmet_demand WHERE programme_id = $1 ORDER BY id',
      [programme.id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['nobody-eligible', 'turned-down']);
    expect(await codeFrom(leads.turnDown(programme.lead, code, answer))).toBe('wrong-state');
  });

  it('is not for what is on offer or booked', async () => {
    const code = await journey.asked(pia);
    const answer = { reason: 'Not for us', signpost: 'Court advice line' };
    expect(await codeFrom(leads.turnDown(programme.lead, code, answer))).toBe('wrong-state');
    await journey.accept(code);
    expect(await codeFrom(leads.turnDown(programme.lead, code, answer))).toBe('wrong-state');
  });
});
