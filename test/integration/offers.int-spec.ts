import { type DeclineReason } from '@case-consultation/domain';
import { ConsultationQueries, Lead, Offers, OfferQueries, RoutingQueries } from '@case-consultation/features';
import { codeFrom, Journey, refusalFrom } from '../support/service/journey.js';
import { subjectsTo } from '../support/service/mails.js';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let journey: Journey;
let offers: Offers;

const FIRST_SLOT = new Date('2027-03-03T10:00:00Z');
const HALF_AN_HOUR_LATER = new Date('2027-03-03T10:30:00Z');
const NEXT_WEEK = new Date('2027-03-11T11:00:00Z');

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

describe('an offer that is declined', () => {
  it('goes to the next at the same time, and then to the soonest other time', async () => {
    const code = await journey.asked(programme.practitioners[0]);
    for (let count = 0; count < 4; count += 1) await decline(code);
    const made = await journey.offers(code);
    expect(made.map(({ startsAt }) => startsAt)).toEqual([
      FIRST_SLOT,
      FIRST_SLOT,
      FIRST_SLOT,
      HALF_AN_HOUR_LATER,
      HALF_AN_HOUR_LATER,
    ]);
    const champions = new Set(programme.champions.map(({ personId }) => personId));
    const asked = made.map(({ consultantId }) => consultantId);
    expect(new Set(asked.slice(0, 3))).toEqual(champions);
    expect(new Set([...asked.slice(3), ...champions])).toEqual(champions);
    expect(made.map(({ status }) => status)).toEqual([...Array<string>(4).fill('declined'), 'open']);
  });

  it('keeps its time, also one that only the lead chose', async () => {
    const code = await journey.asked(programme.practitioners[0]);
    const [ada, bea] = programme.champions;
    const other = (await journey.offer(code)).consultant === ada ? bea : ada;
    await service.get(Lead).assign(programme.lead, code, {
      consultantId: other.personId,
      startsAt: NEXT_WEEK,
      reason: 'They can then',
    });
    await decline(code);
    const next = await journey.offer(code);
    expect(next.startsAt).toEqual(NEXT_WEEK);
    expect(next.consultant).not.toBe(other);
  });

  it('is not made again to somebody who is not the right person, and ends with the lead', async () => {
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    for (let count = 0; count < 4; count += 1) await decline(code, 'not-the-right-person');
    expect(await journey.state(code)).toMatchObject({
      status: 'with_lead',
      consultantId: null,
      booking: null,
    });
    expect(new Set((await journey.offers(code)).map(({ consultantId }) => consultantId)).size).toBe(4);
    expect(subjectsTo(service, programme.lead.email, code)).toContain('one is waiting for you');
    expect(subjectsTo(service, pia.email, code)).toEqual(['we are arranging it']);
  });

  it('is not made again that week to somebody who has no room in it', async () => {
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    const [first] = await journey.offers(code);
    for (let count = 0; count < 5; count += 1)
      await decline(code, count === 0 ? 'no-room-this-week' : 'time-does-not-suit');
    const again = (await journey.offers(code))
      .slice(1)
      .filter(({ consultantId }) => consultantId === first?.consultantId);
    expect(again).toEqual([]);
  });

  it('can be answered once, by the one who was asked', async () => {
    const code = await journey.asked(programme.practitioners[0]);
    const { id, consultant } = await journey.offer(code);
    const others = [...programme.champions, programme.lead, ...programme.practitioners].filter(
      (one) => one !== consultant,
    );
    for (const someone of others) {
      const may = someone === programme.lead || someone === programme.practitioners[0];
      expect(await codeFrom(offers.accept(someone, id, { noConflict: true }))).toBe(
        may ? 'not-your-task' : 'not-found',
      );
    }
    const answers = await Promise.allSettled([
      offers.accept(consultant, id, { noConflict: true }),
      offers.decline(consultant, id, { because: 'other', reason: null }),
      offers.conflict(consultant, id),
      offers.accept(consultant, id, { noConflict: true }),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'offer-closed' });
    }
  });
});

describe('the conflict check', () => {
  it('comes before the detail', async () => {
    const code = await journey.asked(programme.practitioners[0]);
    const { id, consultant } = await journey.offer(code);
    const queries = service.get(ConsultationQueries);
    const outline = await queries.get(consultant, code);
    expect(outline).toMatchObject({ access: 'outline', stage: 'assessment', priority: 'P3' });
    expect(Object.keys(outline)).not.toEqual(expect.arrayContaining(['request']));
    expect(JSON.stringify(outline)).not.toMatch(/C-2027-1042|Pia|behaviour of the person/);
    const { items } = await service.get(OfferQueries).mine(consultant, { limit: 10, after: null });
    expect(items).toEqual([expect.objectContaining({ id, code, startsAt: FIRST_SLOT })]);
    expect(await codeFrom(queries.history(consultant, code))).toBe('conflict-check-first');
    expect(await codeFrom(offers.accept(consultant, id, { noConflict: false }))).toBe('conflict-check-first');
    await offers.accept(consultant, id, { noConflict: true });
    expect(await queries.get(consultant, code)).toMatchObject({
      access: 'detail',
      request: { caseReference: 'C-2027-1042' },
    });
  });

  it('locks whoever has a conflict out for good, without a word why', async () => {
    const code = await journey.asked(programme.practitioners[0]);
    const { id, consultant } = await journey.offer(code);
    await offers.conflict(consultant, id);
    await service.drain();
    expect(await journey.state(code)).toMatchObject({ status: 'offered', lockedOut: [consultant.personId] });
    expect((await journey.offer(code)).startsAt).toEqual(FIRST_SLOT);
    for (let count = 0; count < 6; count += 1) await decline(code);
    const after = (await journey.offers(code)).slice(1).map(({ consultantId }) => consultantId);
    expect(after).not.toContain(consultant.personId);

    expect(await codeFrom(service.get(ConsultationQueries).get(consultant, code))).toBe('not-found');
    const choice = { consultantId: consultant.personId, startsAt: NEXT_WEEK, reason: 'Please look again' };
    expect(await refusalFrom(service.get(Lead).assign(programme.lead, code, choice))).toMatchObject({
      code: 'consultant-not-eligible',
      details: { rules: expect.arrayContaining(['locked-out']) as unknown },
    });
    const seen = await service.get(RoutingQueries).candidates(programme.lead, code, NEXT_WEEK);
    const rules = seen.find((row) => row.consultant.id === consultant.personId)?.rules;
    expect(rules?.map(({ sentence }) => sentence)).toContain(
      `${consultant.name} has said there is a conflict.`,
    );
  });

  it('may come late: the booking goes to somebody else at the same time', async () => {
    const { code, consultant } = await journey.booked(programme.practitioners[0]);
    await offers.conflictWhenBooked(consultant, code);
    await service.drain();
    const next = await journey.offer(code);
    expect(next.consultant).not.toBe(consultant);
    expect(next.startsAt).toEqual(FIRST_SLOT);
    expect(await codeFrom(service.get(ConsultationQueries).get(consultant, code))).toBe('not-found');
  });

  it('locks out a lead as well, who then hears and sees nothing more of it', async () => {
    const code = await journey.asked(programme.practitioners[0], { familyWorksForAgency: true });
    const { id, consultant } = await journey.offer(code);
    expect(consultant).toBe(programme.lead);
    service.mailbox.clear();
    await offers.conflict(consultant, id);
    await service.drain();
    expect(await journey.state(code)).toMatchObject({ status: 'with_lead' });
    expect(subjectsTo(service, programme.lead.email, code)).toEqual(['no longer held for you']);
    expect(subjectsTo(service, programme.deputy.email, code)).toEqual(['one is waiting for you']);
    expect(await codeFrom(service.get(RoutingQueries).runs(consultant, code))).toBe('not-found');
  });
});

describe('auto-accept', () => {
  it('books at once, and still asks for the conflict check before the detail', async () => {
    const quick = await aProgramme(service, { champions: { autoAccept: true } });
    const journeyThere = new Journey(service, quick);
    const code = await journeyThere.asked(quick.practitioners[0]);
    const { status, consultantId, conflictClearedAt, booking } = await journeyThere.state(code);
    expect({ status, conflictClearedAt, booked: booking?.status }).toEqual({
      status: 'booked',
      conflictClearedAt: null,
      booked: 'confirmed',
    });
    const consultant = quick.person(consultantId);
    const queries = service.get(ConsultationQueries);
    expect(await queries.get(consultant, code)).toMatchObject({ access: 'outline' });
    expect(subjectsTo(service, consultant.email, code)).toEqual(['confirmed']);
    await offers.noConflict(consultant, code);
    await offers.noConflict(consultant, code);
    expect(await queries.get(consultant, code)).toMatchObject({ access: 'detail' });
    expect((await journeyThere.events(code)).filter((event) => event === 'conflict-cleared')).toHaveLength(1);
  });
});

describe('what others are told of the answers', () => {
  it('is why to the lead, and only that it goes on to everybody else', async () => {
    const [pia] = programme.practitioners;
    const code = await journey.asked(pia);
    const first = await journey.offer(code);
    await offers.decline(first.consultant, first.id, {
      because: 'not-the-right-person',
      reason: 'I know the uncle',
    });
    await service.drain();
    const second = await journey.offer(code);
    await offers.conflict(second.consultant, second.id);
    await service.drain();
    const third = await journey.accept(code);

    const queries = service.get(ConsultationQueries);
    const toLead = JSON.stringify(await queries.history(programme.lead, code));
    expect(toLead).toContain('I know the uncle');
    expect(toLead).toContain('conflict-declared');
    for (const reader of [pia, third]) {
      const history = await queries.history(reader, code);
      const told = JSON.stringify(history);
      for (const secret of [
        'uncle',
        'not-the-right-person',
        'conflict-declared',
        first.consultant.personId,
        second.consultant.personId,
        second.consultant.name,
      ]) {
        expect(told).not.toContain(secret);
      }
      expect(history.map(({ event }) => event)).toEqual([
        'submitted',
        'offer-made',
        'offer-declined',
        'offer-made',
        'offer-declined',
        'offer-made',
        'offer-accepted',
      ]);
    }
  });
});

it('asks nobody of a programme beside it', async () => {
  const beside = await aProgramme(service);
  await Promise.all(programme.practitioners.map((asker) => journey.asked(asker)));
  const { rows } = await service.admin.query(
    `SELECT 1 FROM offer o JOIN person p ON p.id = o.consultant_id JOIN consultation c ON c.id = o.consultation_id
     WHERE p.programme_id <> o.programme_id OR c.programme_id <> o.programme_id
     UNION ALL SELECT 1 FROM offer WHERE programme_id = $1
     UNION ALL SELECT 1 FROM message WHERE programme_id = $1`,
    [beside.id],
  );
  expect(rows).toEqual([]);
});
