import { type DeclineReason } from '@case-consultation/domain';
import { ConsultationQueries, Jobs, Offers } from '@case-consultation/features';
import { codeFrom, Journey } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let journey: Journey;
let offers: Offers;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const NEXT_WEEK = new Date('2027-03-11T11:00:00Z');
const A_MINUTE = 60_000;

beforeAll(async () => {
  service = await TestService.start();
  offers = service.get(Offers);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
});
afterAll(() => service.stop());

async function decline(code: string, because: DeclineReason = 'time-does-not-suit'): Promise<void> {
  const { id, consultant } = await journey.offer(code);
  await offers.decline(consultant, id, { because, reason: null });
  await service.drain();
}

const later = (date: Date, ms: number) => new Date(date.getTime() + ms);

describe('the time to answer', () => {
  const P1 = {
    safetyGate: {
      immediateDanger: false,
      significantHarm: false,
      referralMade: false,
      highRiskLast14Days: true,
    },
  };
  const P2 = { stage: 'section-47' as const };
  const inTarget = [new Date('2027-03-05T11:00:00Z')];
  const table: [string, string, Parameters<Journey['asked']>[1], string, string][] = [
    [
      'P1: 4 working hours',
      '2027-03-02T09:00:00Z',
      { ...P1, preferredTimes: inTarget },
      '2027-03-02T11:00:00Z',
      '2027-03-02T13:00:00Z',
    ],
    [
      'P1 over a weekend',
      '2027-03-05T16:00:00Z',
      { ...P1, preferredTimes: [new Date('2027-03-10T14:00:00Z')] },
      '2027-03-08T10:00:00Z',
      '2027-03-08T12:00:00Z',
    ],
    [
      'P2: a working day',
      '2027-03-02T10:00:00Z',
      { ...P2, preferredTimes: inTarget },
      '2027-03-02T14:00:00Z',
      '2027-03-03T10:00:00Z',
    ],
    [
      'P3: two, over Easter',
      '2027-03-25T16:00:00Z',
      { preferredTimes: [new Date('2027-04-06T09:00:00Z')] },
      '2027-03-30T15:00:00Z',
      '2027-03-31T15:00:00Z',
    ],
    [
      'never into the hour before',
      '2027-03-02T09:00:00Z',
      { preferredTimes: [FIRST_SLOT] },
      '2027-03-02T13:00:00Z',
      '2027-03-03T09:00:00Z',
    ],
  ];

  it.each(table)('%s', async (_, at, given, remindAt, expiresAt) => {
    service.clock.setTo(new Date(at));
    const code = await journey.asked(programme.practitioners[0], { ...given, soonest: false });
    const offer = await journey.offer(code);
    // The clock runs on while the test does: whole minutes are compared.
    const minutes = [offer.remindAt, offer.expiresAt].map(
      (date) => Math.floor(date.getTime() / 60_000) * 60_000,
    );
    expect(minutes.map((date) => new Date(date).toISOString())).toEqual(
      [remindAt, expiresAt].map((text) => new Date(text).toISOString()),
    );
  });

  it('is told once at half of it, and ends at its very end, not before', async () => {
    const code = await journey.asked(programme.practitioners[0], {
      preferredTimes: [NEXT_WEEK],
      soonest: false,
    });
    const { id, consultant, remindAt, expiresAt } = await journey.offer(code);
    const reminders = () =>
      subjectsTo(service, consultant.email, code).filter((subject) => subject === 'please answer');
    await service.at(later(remindAt, -A_MINUTE));
    expect(reminders()).toEqual([]);
    await service.at(remindAt);
    expect(reminders()).toHaveLength(1);
    const { handlers } = service.get(Jobs);
    const { signal } = new AbortController();
    const { rows } = await service.admin.query<{ id: string }>(
      `SELECT id FROM outbox WHERE subject_id = $1 AND job = 'remind-offer'`,
      [id],
    );
    const again = { outboxId: rows[0]?.id ?? '', programmeId: programme.id, subjectId: id };
    await handlers['remind-offer'](again, signal);
    await service.drain();
    expect(reminders()).toHaveLength(1);

    await service.at(later(expiresAt, -A_MINUTE));
    expect((await journey.offer(code)).id).toBe(id);
    expect(await service.at(expiresAt)).toContain('expire-offer');
    const next = await journey.offer(code);
    expect(next.consultant).not.toBe(consultant);
    expect(next.startsAt).toEqual(NEXT_WEEK);
    expect((await journey.offers(code))[0]).toMatchObject({ id, status: 'expired' });
    // Who gives no answer is not asked again.
    for (let count = 0; count < 4; count += 1) await decline(code);
    expect(
      (await journey.offers(code)).filter(({ consultantId }) => consultantId === consultant.personId),
    ).toHaveLength(1);
  });

  it('is over for whoever answers late, and that is all they are told', async () => {
    const code = await journey.asked(programme.practitioners[0], {
      preferredTimes: [NEXT_WEEK],
      soonest: false,
    });
    const { id, consultant, expiresAt } = await journey.offer(code);
    service.clock.setTo(expiresAt);
    expect(await codeFrom(offers.accept(consultant, id, { noConflict: true }))).toBe('offer-expired');
    await service.drain();
    expect(await codeFrom(offers.accept(consultant, id, { noConflict: true }))).toBe('offer-closed');
    expect(await codeFrom(offers.decline(consultant, id, { because: 'other', reason: null }))).toBe(
      'offer-closed',
    );
    expect(await codeFrom(offers.conflict(consultant, id))).toBe('offer-closed');
    const next = await journey.offer(code);
    const neverAsked = programme.champions.filter((one) => one !== consultant && one !== next.consultant);
    for (const someone of neverAsked) {
      expect(await codeFrom(offers.accept(someone, id, { noConflict: true }))).toBe('not-found');
    }
    expect(await codeFrom(service.get(ConsultationQueries).get(consultant, code))).toBe('not-found');
  });

  it('is not lost when a worker’s clock is behind the one that found the timer due', async () => {
    const code = await journey.asked(programme.practitioners[0], {
      preferredTimes: [NEXT_WEEK],
      soonest: false,
    });
    const { id, expiresAt } = await journey.offer(code);
    const { rows } = await service.admin.query<{ id: string }>(
      `SELECT id FROM outbox WHERE subject_id = $1 AND job = 'expire-offer'`,
      [id],
    );
    const job = { outboxId: rows[0]?.id ?? '', programmeId: programme.id, subjectId: id };
    service.clock.setTo(later(expiresAt, -A_MINUTE));
    const early = service.get(Jobs).handlers['expire-offer'](job, new AbortController().signal);
    await expect(early).rejects.toThrow();
    expect((await journey.offer(code)).id).toBe(id);
    expect(await service.at(expiresAt)).toContain('expire-offer');
    expect((await journey.offers(code))[0]?.status).toBe('expired');
  });

  it('leaves alone what was answered', async () => {
    const code = await journey.asked(programme.practitioners[0], {
      preferredTimes: [NEXT_WEEK],
      soonest: false,
    });
    const { remindAt, expiresAt } = await journey.offer(code);
    const consultant = await journey.accept(code);
    await service.at(remindAt);
    await service.at(expiresAt);
    expect(await journey.state(code)).toMatchObject({ status: 'booked', consultantId: consultant.personId });
    expect(subjectsTo(service, consultant.email, code)).toEqual(['can you take this one?', 'confirmed']);
  });
});
