import { type Consultation, theService } from '@case-consultation/domain';
import { Asking, Bookings, Jobs, Lead, LeadTasks } from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

const DID_NOT = 'it did not take place';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let bookings: Bookings;
let pia: TestPerson;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const SOONEST = { preferredTimes: [], soonest: true };

beforeAll(async () => {
  service = await TestService.start();
  bookings = service.get(Bookings);
  beside = await aProgramme(service);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

/** The parties of a booking, and some who are none. */
function people(consultant: TestPerson): { parties: [string, TestPerson][]; strangers: TestPerson[] } {
  const parties: [string, TestPerson][] = [
    ['requester', pia],
    ['consultant', consultant],
    ['lead', programme.deputy],
  ];
  const strangers = [
    programme.practitioners[1],
    ...programme.champions.filter((champion) => champion !== consultant),
    beside.lead,
    beside.practitioners[0],
  ];
  return { parties, strangers };
}

const timesHeld = async (personId: string): Promise<string[]> => {
  const { rows } = await service.admin.query<{ starts_at: Date }>(
    `SELECT starts_at FROM booking WHERE consultant_id = $1 AND status <> 'cancelled' ORDER BY starts_at`,
    [personId],
  );
  return rows.map(({ starts_at }) => starts_at.toISOString());
};

describe('withdrawing', () => {
  const stages: [string, () => Promise<string>][] = [
    ['draft', async () => (await service.get(Asking).start(pia, aRequest())).code],
    ['waiting', () => aSubmittedRequest(service, pia)],
    ['with_lead', () => withLead()],
    ['offered', () => journey.asked(pia)],
    ['booked', async () => (await journey.booked(pia)).code],
  ];

  async function withLead(): Promise<string> {
    const code = await aSubmittedRequest(service, pia, { preferredTimes: [], soonest: true });
    const { id } = await journey.state(code);
    service.clock.setTo(new Date('2027-03-16T09:00:00Z'));
    await service.get(Lead).flagTargetAtRisk(theService(programme.id), id);
    return code;
  }

  it.each(stages)('is possible while it is %s, for the requester alone', async (status, make) => {
    const code = await make();
    expect((await journey.state(code)).status).toBe(status);
    const asking = service.get(Asking);
    const before: Consultation = await journey.state(code);
    for (const person of [programme.lead, ...programme.champions, programme.practitioners[1], beside.lead]) {
      expect(await codeFrom(asking.withdraw(person, code, 'Not mine'))).toMatch(/not-found|not-your-task/);
    }
    if (status !== 'draft') expect(await codeFrom(asking.withdraw(pia, code, ' '))).toBe('reason-needed');
    await asking.withdraw(pia, code, status === 'draft' ? '' : 'It was closed');
    await service.drain();
    const after = await journey.state(code);
    expect(after).toMatchObject({ status: 'withdrawn', offer: null, booking: null, consultantId: null });
    if (before.consultantId) expect(await timesHeld(before.consultantId)).toEqual([]);
    expect((await journey.offers(code)).every((offer) => offer.status !== 'open')).toBe(true);
    const { items } = await service.get(LeadTasks).open(programme.lead, { limit: 50, after: null });
    expect(items.filter((task) => task.code === code)).toEqual([]);
    expect(await codeFrom(asking.withdraw(pia, code, 'Again'))).toBe('wrong-state');
  });

  it('is over once it was held', async () => {
    const { code } = await journey.held(pia);
    expect(await codeFrom(service.get(Asking).withdraw(pia, code, 'No need'))).toBe('wrong-state');
    expect(await codeFrom(bookings.cancel(pia, code, { reason: 'No need', wish: SOONEST }))).toBe(
      'wrong-state',
    );
  });
});

describe('attendance', () => {
  it('is said once it has begun, by the consultant or a lead', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect(await codeFrom(bookings.held(consultant, code, 0))).toBe('not-started-yet');
    expect(await codeFrom(bookings.notHeld(pia, code, { because: 'requester', next: 'close' }))).toBe(
      'not-started-yet',
    );
    service.clock.setTo(FIRST_SLOT);
    expect(await codeFrom(bookings.held(pia, code, 0))).toBe('not-your-task');
    for (const stranger of people(consultant).strangers) {
      expect(await codeFrom(bookings.held(stranger, code, 0))).toBe('not-found');
      expect(await codeFrom(bookings.notHeld(stranger, code, { because: 'logistics', next: 'close' }))).toBe(
        'not-found',
      );
    }
    for (const late of [-1, 61, 2.5, NaN])
      expect(await codeFrom(bookings.held(consultant, code, late))).toBe('invalid-input');
    await bookings.held(programme.lead, code, 15);
    expect(await journey.state(code)).toMatchObject({
      status: 'held',
      heldAt: FIRST_SLOT,
      reviewDueOn: '2027-05-26',
    });
    const { rows } = await service.admin.query(
      'SELECT minutes_late FROM consultation WHERE code = $1 AND programme_id = $2',
      [code, programme.id],
    );
    expect(rows).toEqual([{ minutes_late: 15 }]);
    expect(await codeFrom(bookings.held(consultant, code, 0))).toBe('wrong-state');
  });

  it.each(['requester', 'consultant', 'logistics'] as const)(
    'not held because of %s: another is looked for',
    async (because) => {
      const { code, consultant } = await journey.booked(pia);
      service.clock.setTo(new Date('2027-03-03T11:00:00Z'));
      const [says, hears] = because === 'requester' ? [consultant, pia] : [pia, consultant];
      await bookings.notHeld(says, code, { because, next: 'rebook' });
      await service.drain();
      expect(subjectsTo(service, hears.email, code)).toContain(DID_NOT);
      expect(subjectsTo(service, says.email, code)).not.toContain(DID_NOT);
      const { status, booking } = await journey.state(code);
      expect(status).toBe('offered');
      expect(booking?.startsAt.getTime()).toBeGreaterThan(service.clock.now().getTime());
      expect(await journey.events(code)).toEqual(expect.arrayContaining(['not-held', 'offer-made']));
    },
  );

  it('not held and no longer needed: closed, both sides hear of it, and nobody is asked for anything', async () => {
    const { code, consultant } = await journey.booked(pia);
    service.clock.setTo(new Date('2027-03-03T11:00:00Z'));
    await bookings.notHeld(programme.lead, code, { because: 'logistics', next: 'close' });
    expect(await journey.state(code)).toMatchObject({ status: 'closed', consultantId: null });
    await service.drain();
    for (const { email } of [consultant, pia])
      expect(subjectsTo(service, email, code).filter((subject) => subject === DID_NOT)).toHaveLength(1);
    service.mailbox.clear();
    await service.at(new Date('2027-06-30T09:00:00Z'));
    expect([...subjectsTo(service, consultant.email, code), ...subjectsTo(service, pia.email, code)]).toEqual(
      [],
    );
  });

  it('is asked about on the next working day, once, when nobody says', async () => {
    const { code, consultant } = await journey.booked(pia);
    const asked = () =>
      subjectsTo(service, consultant.email, code).filter(
        (subject) => subject === 'You have a task to complete',
      );
    await service.at(new Date('2027-03-04T10:59:00Z'));
    expect(asked()).toEqual([]);
    await service.at(new Date('2027-03-04T11:00:00Z'));
    expect(asked()).toHaveLength(1);
    const { rows } = await service.admin.query<{ id: string; subject_id: string }>(
      `SELECT o.id, o.subject_id FROM outbox o JOIN consultation c ON c.id = o.subject_id WHERE c.code = $1 AND o.job = 'ask-for-record'`,
      [code],
    );
    for (const { id, subject_id } of rows) {
      const job = { outboxId: id, programmeId: programme.id, subjectId: subject_id };
      await service.get(Jobs).handlers['ask-for-record'](job, new AbortController().signal);
    }
    await service.drain();
    expect(asked()).toHaveLength(1);
  });
});
