import { BoardQueries, Lead, Offers } from '@case-consultation/features';
import { count, declinedByAll, NONE, NOTHING, wish, withAnAction } from '../support/service/board.js';
import { codeFrom, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let board: BoardQueries;
let beside: TestProgramme;
let programme: TestProgramme;
let journey: Journey;
let lead: TestPerson;
let pia: TestPerson;

/** Every section's first page, by name. */
async function sections(actor: TestPerson) {
  const week = { ...wish('time'), of: null };
  return {
    waiting: (await board.waiting(actor, wish('target'))).items,
    withLead: (await board.withLead(actor, wish('target'))).items,
    offersOpen: (await board.offersOpen(actor, wish('expires'))).items,
    thisWeek: (await board.thisWeek(actor, week)).items,
    recordsOwed: (await board.recordsOwed(actor, wish('held'))).items,
    actionsOverdue: (await board.actionsOverdue(actor, wish('due'))).items,
  };
}

beforeAll(async () => {
  service = await TestService.start();
  board = service.get(BoardQueries);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  ({ lead } = programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

describe('the board', () => {
  it('is for leads and for nobody else', async () => {
    const administrator = await programme.addPerson({ name: 'Ash Administrator', roles: ['administrator'] });
    for (const actor of [pia, programme.champions[0], administrator]) {
      for (const asked of [
        board.summary(actor),
        board.filters(actor),
        board.waiting(actor, wish('target')),
        board.withLead(actor, wish('target')),
        board.offersOpen(actor, wish('expires')),
        board.thisWeek(actor, { ...wish('time'), of: null }),
        board.recordsOwed(actor, wish('held')),
        board.actionsOverdue(actor, wish('due')),
      ]) {
        expect(await codeFrom(asked)).toBe('not-your-task');
      }
    }
  });

  it('is empty when nothing is to be done', async () => {
    expect(await board.summary(lead)).toEqual(NOTHING);
    for (const items of Object.values(await sections(lead))) expect(items).toEqual([]);
    expect(await board.waiting(lead, wish('target'))).toEqual({ items: [], next: null, previous: null });
  });

  it('lets a lead filter by the agencies and consultants of the programme', async () => {
    await service.admin.query('UPDATE consultant SET active = false WHERE person_id = $1', [
      programme.champions[1].personId,
    ]);
    const { agencies, consultants } = await board.filters(lead);
    expect(agencies.map(({ id }) => id)).toEqual([
      programme.agencies.council.id,
      programme.agencies.health.id,
    ]);
    expect(consultants).toEqual([
      { id: programme.champions[0].personId, name: 'Ada Champion', active: true },
      { id: programme.champions[1].personId, name: 'Bea Champion', active: false },
      { id: programme.champions[2].personId, name: 'Cal Champion', active: true },
      { id: lead.personId, name: 'Lena Lead', active: true },
    ]);
  });
});

describe('who sees what', () => {
  it('shows nothing of what a lead is locked out of, and does not count it', async () => {
    const { deputy } = programme;
    const against = { conflictPersonIds: [deputy.personId] };
    const [, quin, rio] = programme.practitioners;
    const overdue = await withAnAction(service, journey, pia, against);
    service.clock.setTo(TUESDAY_MORNING);
    const late = await declinedByAll(service, journey, quin, against);
    const offered = await journey.asked(quin, against);
    const booked = await journey.booked(rio, against);
    service.clock.setTo(new Date('2027-03-09T09:00:00Z'));
    const waits = await aSubmittedRequest(service, rio, against);
    await service.admin.query(
      `INSERT INTO lead_task (id, programme_id, kind, consultation_id, subject_id, created_at)
       SELECT gen_random_uuid(), programme_id, 'job-failed', id, id, now() FROM consultation WHERE code = $1`,
      [booked.code],
    );
    const codes = Object.values(await sections(lead)).map((items) => items.map(({ code }) => code));
    const week = (await board.thisWeek(lead, { ...wish('time'), of: '2027-03-02' })).items;
    expect(codes).toEqual([[waits], [late], [offered], [booked.code], [overdue.code], [overdue.code]]);
    expect(week.map(({ code }) => code)).toEqual([overdue.code]);
    const seen = await board.summary(lead);
    expect([seen.waiting.total, seen.withLead.total, seen.offersOpen]).toEqual([
      count(1),
      count(1),
      count(1),
    ]);
    expect([seen.recordsOwed, seen.actionsOverdue, seen.failures]).toEqual([count(1), count(1), count(1)]);
    expect(seen.tasks.n).toBeGreaterThanOrEqual(2);

    for (const shutOut of [deputy, beside.lead]) {
      expect(await board.summary(shutOut)).toEqual(NOTHING);
      for (const items of Object.values(await sections(shutOut))) expect(items).toEqual([]);
      expect((await board.thisWeek(shutOut, { ...wish('time'), of: '2027-03-02' })).items).toEqual([]);
      service.clock.setTo(TUESDAY_MORNING);
      expect((await board.summary(shutOut)).thisWeek).toEqual(NONE);
      service.clock.setTo(new Date('2027-03-09T09:00:00Z'));
    }
  });

  it('keeps to the outline for a lead who is its consultant and has not yet said "no conflict"', async () => {
    const { code } = await journey.booked(pia);
    await service.get(Lead).reassign(lead, code, { consultantId: lead.personId, reason: 'Unwell' });
    const requesterFor = async (actor: TestPerson) =>
      (await board.thisWeek(actor, { ...wish('time'), of: null })).items.map(({ requester }) => requester);
    expect(await requesterFor(lead)).toEqual([null]);
    expect(await requesterFor(programme.deputy)).toEqual([{ id: pia.personId, name: pia.name }]);
    await service.get(Offers).noConflict(lead, code);
    expect(await requesterFor(lead)).toEqual([{ id: pia.personId, name: pia.name }]);
  });
});
