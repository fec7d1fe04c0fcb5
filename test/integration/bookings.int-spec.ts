import { Asking, Bookings, Lead, Offers, TimesQueries } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let beside: TestProgramme;
let journey: Journey;
let bookings: Bookings;
let pia: TestPerson;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const THURSDAY = new Date('2027-03-04T14:30:00Z');
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

describe('another time', () => {
  it.each([0, 1, 2])('can be chosen by each side and the lead (%d), and by nobody else', async (which) => {
    const { code, consultant } = await journey.booked(pia);
    const before = (await journey.state(code)).booking;
    const { parties, strangers } = people(consultant);
    for (const stranger of strangers) {
      const move = bookings.reschedule(stranger, code, { startsAt: THURSDAY, reason: 'Mine' });
      expect(await codeFrom(move)).toBe('not-found');
      expect(await codeFrom(service.get(TimesQueries).forMove(stranger, code, { from: null, days: 7 }))).toBe(
        'not-found',
      );
    }
    const [, mover] = parties[which] ?? ['', pia];
    const free = await service.get(TimesQueries).forMove(mover, code, { from: null, days: 14 });
    expect(free).toContainEqual(THURSDAY);
    await bookings.reschedule(mover, code, { startsAt: THURSDAY, reason: 'A hearing was moved' });
    const { booking, consultantId, status } = await journey.state(code);
    expect({ status, consultantId }).toEqual({ status: 'booked', consultantId: consultant.personId });
    expect(booking).toMatchObject({ uid: before?.uid, id: before?.id, startsAt: THURSDAY, sequence: 2 });
    expect(await timesHeld(consultant.personId)).toEqual([THURSDAY.toISOString()]);
  });

  it('is refused with others when the consultant is not free then', async () => {
    const { code, consultant } = await journey.booked(pia);
    const taken = await journey.asked(programme.practitioners[1], {
      preferredTimes: [THURSDAY],
      soonest: false,
    });
    await service.get(Lead).assign(programme.lead, taken, {
      consultantId: consultant.personId,
      startsAt: THURSDAY,
      reason: 'Them',
    });
    const closed = [
      '2027-03-04T14:30:00Z',
      '2027-03-04T14:00:00Z',
      '2027-03-04T15:30:00Z',
      '2027-03-04T17:00:00Z',
      '2027-03-07T11:00:00Z',
    ];
    for (const text of closed) {
      const refusal = await refusalFrom(
        bookings.reschedule(pia, code, { startsAt: new Date(text), reason: 'A hearing' }),
      );
      expect([text, refusal.code]).toEqual([text, 'time-not-offered']);
      const otherTimes = refusal.details?.['otherTimes'] as Date[];
      expect(otherTimes).toHaveLength(5);
      expect(otherTimes.every((time) => time > service.clock.now())).toBe(true);
    }
    expect(
      await codeFrom(bookings.reschedule(pia, code, { startsAt: FIRST_SLOT, reason: 'A hearing' })),
    ).toBe('invalid-input');
    expect(
      await codeFrom(bookings.reschedule(pia, code, { startsAt: new Date(NaN), reason: 'A hearing' })),
    ).toBe('time-not-offered');
    expect(
      await codeFrom(
        bookings.reschedule(pia, code, { startsAt: new Date('2027-03-04T11:00:00Z'), reason: '  ' }),
      ),
    ).toBe('reason-needed');
    expect((await journey.state(code)).booking).toMatchObject({ startsAt: FIRST_SLOT, sequence: 1 });
  });

  it('may overlap the present one, and a full week does not stand in its way', async () => {
    const [asker, other] = programme.practitioners;
    const { code, consultant } = await journey.booked(asker);
    const second = await journey.asked(other);
    await service.get(Lead).assign(programme.lead, second, {
      consultantId: consultant.personId,
      startsAt: new Date('2027-03-05T10:00:00Z'),
      reason: 'Both',
    });
    expect(await timesHeld(consultant.personId)).toHaveLength(2);
    const halfAnHourOn = new Date('2027-03-03T10:30:00Z');
    await bookings.reschedule(asker, code, { startsAt: halfAnHourOn, reason: 'The bus' });
    expect((await journey.state(code)).booking?.startsAt).toEqual(halfAnHourOn);
  });

  it('is a matter of before it starts', async () => {
    const { code, consultant } = await journey.booked(pia);
    service.clock.setTo(FIRST_SLOT);
    for (const actor of [pia, consultant, programme.lead]) {
      expect(await codeFrom(bookings.reschedule(actor, code, { startsAt: THURSDAY, reason: 'Late' }))).toBe(
        'wrong-state',
      );
      expect(await codeFrom(bookings.cancel(actor, code, { reason: 'Late', wish: null }))).toBe(
        'wrong-state',
      );
    }
    expect(await codeFrom(service.get(Asking).withdraw(pia, code, 'Late'))).toBe('wrong-state');
  });
});

describe('a booking that is cancelled', () => {
  it('by the requester is searched for again at the times they say', async () => {
    const { code, consultant } = await journey.booked(pia);
    for (const stranger of people(consultant).strangers) {
      expect(await codeFrom(bookings.cancel(stranger, code, { reason: 'Mine', wish: null }))).toBe(
        'not-found',
      );
    }
    expect(await codeFrom(bookings.cancel(pia, code, { reason: '', wish: SOONEST }))).toBe('reason-needed');
    const past = { preferredTimes: [new Date('2027-03-01T10:00:00Z')], soonest: false };
    expect(await codeFrom(bookings.cancel(pia, code, { reason: 'Unwell', wish: past }))).toBe(
      'invalid-input',
    );
    await bookings.cancel(pia, code, {
      reason: 'Unwell',
      wish: { preferredTimes: [THURSDAY], soonest: false },
    });
    await service.drain();
    const { booking } = await journey.state(code);
    expect(await journey.offer(code)).toMatchObject({ startsAt: THURSDAY });
    const { rows } = await service.admin.query<{ uid: string }>(
      'SELECT uid FROM booking ORDER BY created_at, id',
    );
    expect(new Set(rows.map(({ uid }) => uid)).size).toBe(rows.length);
    expect(booking?.sequence).toBe(0);
  });

  it('by the consultant goes to somebody else at the same time', async () => {
    const { code, consultant } = await journey.booked(pia);
    expect(await codeFrom(bookings.cancel(consultant, code, { reason: 'Unwell', wish: SOONEST }))).toBe(
      'invalid-input',
    );
    await bookings.cancel(consultant, code, { reason: 'Unwell', wish: null });
    await service.drain();
    const next = await journey.offer(code);
    expect(next.startsAt).toEqual(FIRST_SLOT);
    expect(next.consultant).not.toBe(consultant);
    expect(await timesHeld(consultant.personId)).toEqual([]);
  });

  it('by the lead does not come back to the same consultant at the same time', async () => {
    const { code, consultant } = await journey.booked(pia);
    await bookings.cancel(programme.lead, code, { reason: 'They are unwell', wish: null });
    await service.drain();
    for (let count = 0; count < 3; count += 1) {
      const next = await journey.offer(code);
      expect([next.startsAt.toISOString(), next.consultant.name]).not.toEqual([
        FIRST_SLOT.toISOString(),
        consultant.name,
      ]);
      await service
        .get(Offers)
        .decline(next.consultant, next.id, { because: 'time-does-not-suit', reason: null });
      await service.drain();
    }
  });

  it('is done once when two press at once', async () => {
    const { code, consultant } = await journey.booked(pia);
    const pressed = await Promise.allSettled([
      bookings.cancel(pia, code, { reason: 'Unwell', wish: SOONEST }),
      bookings.cancel(consultant, code, { reason: 'Unwell', wish: null }),
      bookings.reschedule(pia, code, { startsAt: THURSDAY, reason: 'A hearing' }),
      service.get(Asking).withdraw(pia, code, 'No need any more'),
    ]);
    const won = pressed.filter(({ status }) => status === 'fulfilled').length;
    expect(won).toBeGreaterThanOrEqual(1);
    for (const one of pressed) {
      if (one.status === 'rejected')
        expect((one.reason as { code: string }).code).toMatch(/wrong-state|not-found/);
    }
    await service.drain();
    const { status } = await journey.state(code);
    expect(['offered', 'booked', 'withdrawn']).toContain(status);
  });
});
