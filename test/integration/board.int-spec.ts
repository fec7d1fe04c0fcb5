import { Actions, BoardQueries, LeadTasks, Records } from '@case-consultation/features';
import {
  count,
  declinedByAll,
  NONE,
  NOTHING,
  NOTHING_WAITING,
  wish,
  withAnAction,
} from '../support/service/board.js';
import { A_RECORD, codeFrom, Journey } from '../support/service/journey.js';
import { aProgramme, type TestPerson, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService, TUESDAY_MORNING } from '../support/service/service.js';

let service: TestService;
let board: BoardQueries;
let programme: TestProgramme;
let journey: Journey;
let lead: TestPerson;
let pia: TestPerson;

async function submittedAt(code: string): Promise<Date | undefined> {
  const { rows } = await service.admin.query<{ at: Date }>(
    'SELECT submitted_at AS at FROM consultation WHERE code = $1',
    [code],
  );
  return rows[0]?.at;
}

beforeAll(async () => {
  service = await TestService.start();
  board = service.get(BoardQueries);
});
beforeEach(async () => {
  service.clock.setTo(TUESDAY_MORNING);
  programme = await aProgramme(service);
  journey = new Journey(service, programme);
  ({ lead } = programme);
  [pia] = programme.practitioners;
});
afterAll(() => service.stop());

describe('what waits', () => {
  it('shows who asked, what they wish, and the working days to its target', async () => {
    const times = [new Date('2027-03-04T10:00:00Z'), new Date('2027-03-05T10:00:00Z')];
    const code = await aSubmittedRequest(service, pia, { preferredTimes: times, soonest: false });
    const item = {
      code,
      priority: 'P3',
      agency: 'Elmbrook children’s services',
      stage: 'assessment',
      mode: 'video',
      restricted: false,
      requester: { id: pia.personId, name: 'Pia Practitioner' },
      targetOn: '2027-03-16',
      workingDaysLeft: 10,
      submittedAt: await submittedAt(code),
      wish: { soonest: false, preferredTimes: times },
      offersTried: 0,
    };
    const first = () => board.waiting(lead, wish('target')).then(({ items }) => items);
    expect(await first()).toEqual([item]);
    expect(await board.summary(lead)).toEqual({
      ...NOTHING,
      waiting: { ...NOTHING_WAITING, total: count(1), byPriority: { P1: NONE, P2: NONE, P3: count(1) } },
    });
    // 16 March is a Tuesday: near from the Monday on.
    for (const [day, left, near, past] of [
      ['2027-03-12', 2, 0, 0],
      ['2027-03-13', 2, 0, 0],
      ['2027-03-15', 1, 1, 0],
      ['2027-03-16', 0, 1, 0],
      ['2027-03-17', -1, 0, 1],
      ['2027-03-21', -3, 0, 1],
    ] as const) {
      service.clock.setTo(new Date(`${day}T09:00:00Z`));
      expect(await first()).toMatchObject([{ workingDaysLeft: left }]);
      const { waiting } = await board.summary(lead);
      expect([waiting.nearTarget.n, waiting.pastTarget.n]).toEqual([near, past]);
    }
  });

  it('counts the closed days of the programme as no working days', async () => {
    await service.admin.query(
      `UPDATE programme SET settings = settings || '{"closureDays": ["2027-03-10", "2027-03-11"]}' WHERE id = $1`,
      [programme.id],
    );
    const other = await service.beside();
    try {
      const code = await aSubmittedRequest(other, pia);
      const { items } = await other.get(BoardQueries).waiting(lead, wish('target'));
      expect(items).toMatchObject([{ code, targetOn: '2027-03-18', workingDaysLeft: 10 }]);
    } finally {
      await other.stop();
    }
  });

  it('is with the lead once nobody fits, with how many were asked, why and since when', async () => {
    const alone = await aProgramme(service, { leadConsults: false });
    journey = new Journey(service, alone);
    const [quin] = alone.practitioners;
    const code = await declinedByAll(service, journey, quin);
    const tried = (await journey.offers(code)).length;
    expect(tried).toBe(3);
    const since = service.clock.now();
    service.clock.setTo(new Date('2027-03-03T09:00:00Z'));
    const restricted = await journey.asked(quin, { familyWorksForAgency: true });
    const { items } = await board.withLead(alone.lead, wish('longest'));
    expect(items).toMatchObject([
      { code, because: 'nobody-fits', offersTried: tried, restricted: false, workingDaysLeft: 9 },
      { code: restricted, because: 'restricted', offersTried: 0, restricted: true, workingDaysLeft: 10 },
    ]);
    expect(items[0]?.since.getTime()).toBeLessThanOrEqual(since.getTime());
    const { waiting, withLead, tasks } = await board.summary(alone.lead);
    expect(waiting).toEqual(NOTHING_WAITING);
    expect(withLead.total).toEqual(count(2));
    expect(tasks).toEqual(count(2));
    expect((await service.get(LeadTasks).open(alone.lead, { limit: 50, after: null })).items).toHaveLength(2);
  });
});

describe('offers that are open', () => {
  it('show who was asked, for how long, and whether they were reminded', async () => {
    const code = await journey.asked(pia);
    const { consultant, ...offer } = await journey.offer(code);
    const only = async () => (await board.offersOpen(lead, wish('expires'))).items;
    service.clock.setTo(new Date(offer.madeAt.getTime() + 90 * 60_000 + 1_000));
    expect(await only()).toEqual([
      {
        code,
        priority: 'P3',
        agency: 'Elmbrook children’s services',
        stage: 'assessment',
        mode: 'video',
        restricted: false,
        requester: { id: pia.personId, name: pia.name },
        targetOn: '2027-03-16',
        workingDaysLeft: 10,
        offerId: offer.id,
        consultant: { id: consultant.personId, name: consultant.name },
        startsAt: offer.startsAt,
        endsAt: new Date(offer.startsAt.getTime() + 60 * 60_000),
        madeAt: offer.madeAt,
        remindAt: offer.remindAt,
        remindedAt: null,
        expiresAt: offer.expiresAt,
        openWorkingMinutes: 90,
      },
    ]);
    await service.at(offer.remindAt);
    const [reminded] = await only();
    expect(reminded?.code).toBe(code);
    expect(reminded?.remindedAt?.getTime()).toBeGreaterThanOrEqual(offer.remindAt.getTime());
    expect(await board.summary(lead)).toEqual({ ...NOTHING, offersOpen: count(1) });
    await journey.accept(code);
    expect(await only()).toEqual([]);
  });
});

describe('this week', () => {
  it('is what is booked or was held from Monday to Sunday by the programme’s clocks', async () => {
    const { code, consultant } = await journey.booked(pia);
    const { booking } = await journey.state(code);
    const of = async (day: string | null) => (await board.thisWeek(lead, { ...wish('time'), of: day })).items;
    const item = {
      code,
      startsAt: booking?.startsAt,
      endsAt: booking?.endsAt,
      consultant: { id: consultant.personId, name: consultant.name },
      requester: { id: pia.personId, name: pia.name },
      status: 'booked',
      attendanceOwed: false,
    };
    expect(await of(null)).toMatchObject([item]);
    expect(await of('2027-03-07')).toHaveLength(1);
    expect(await of('2027-03-08')).toEqual([]);
    expect(await of('2027-02-28')).toEqual([]);
    expect((await board.summary(lead)).thisWeek).toEqual(count(1));
    service.clock.setTo(booking?.endsAt as Date);
    expect(await of(null)).toMatchObject([{ status: 'booked', attendanceOwed: true }]);
    await journey.hold(code, consultant);
    expect(await of(null)).toMatchObject([{ status: 'held', attendanceOwed: false }]);
    service.clock.setTo(new Date('2027-03-08T00:00:00Z'));
    expect((await board.summary(lead)).thisWeek).toEqual(NONE);
    expect(await codeFrom(board.thisWeek(lead, { ...wish('time'), of: '2027-02-30' }))).toBe('invalid-input');
  });

  it('begins and ends at midnight there, in summer time too', async () => {
    const { code } = await journey.booked(pia);
    const shown = async (startsAt: string, of: string) => {
      await service.admin.query(
        `UPDATE booking SET starts_at = $2, ends_at = $2::timestamptz + interval '1 hour',
           free_again_at = $2::timestamptz + interval '1 hour'
         WHERE consultation_id = (SELECT id FROM consultation WHERE code = $1)`,
        [code, startsAt],
      );
      return (await board.thisWeek(lead, { ...wish('time'), of })).items.length;
    };
    // The clocks go forward on Sunday 28 March 2027.
    expect(await shown('2027-03-28T22:59:00Z', '2027-03-22')).toBe(1);
    expect(await shown('2027-03-28T23:00:00Z', '2027-03-22')).toBe(0);
    expect(await shown('2027-03-28T23:00:00Z', '2027-03-29')).toBe(1);
    expect(await shown('2027-03-22T00:00:00Z', '2027-03-22')).toBe(1);
    expect(await shown('2027-03-21T23:59:00Z', '2027-03-22')).toBe(0);
  });
});

describe('records owed', () => {
  it('are those of what was held, until the practitioner has agreed them', async () => {
    const { code, consultant } = await journey.held(pia);
    const records = service.get(Records);
    const only = async () => (await board.recordsOwed(lead, wish('held'))).items;
    const item = {
      code,
      heldOn: '2027-03-03',
      daysSince: 0,
      consultant: { id: consultant.personId, name: consultant.name },
      record: 'none',
    };
    expect(await only()).toMatchObject([item]);
    service.clock.setTo(new Date('2027-03-08T09:00:00Z'));
    await records.save(consultant, code, A_RECORD, 0);
    expect(await only()).toMatchObject([{ ...item, daysSince: 5, record: 'started' }]);
    await records.share(consultant, code);
    expect(await only()).toMatchObject([{ record: 'shared' }]);
    expect((await board.summary(lead)).recordsOwed).toEqual(count(1));
    await records.agree(pia, code);
    expect(await only()).toEqual([]);
    expect((await board.summary(lead)).recordsOwed).toEqual(NONE);
  });
});

describe('actions overdue', () => {
  it('are there from the day after, without what they say', async () => {
    const { code, consultant, id } = await withAnAction(service, journey, pia);
    const only = async () => (await board.actionsOverdue(lead, wish('due'))).items;
    service.clock.setTo(new Date('2027-03-08T23:59:00Z'));
    expect(await only()).toEqual([]);
    service.clock.setTo(new Date('2027-03-09T00:00:00Z'));
    expect(await only()).toEqual([
      {
        actionId: id,
        code,
        dueOn: '2027-03-08',
        daysOverdue: 1,
        agency: 'Elmbrook children’s services',
        owner: { id: pia.personId, name: pia.name },
        about: 'system',
        priority: 'P3',
        stage: 'assessment',
        restricted: false,
        consultant: { id: consultant.personId, name: consultant.name },
      },
    ]);
    expect((await board.summary(lead)).actionsOverdue).toEqual(count(1));
    await service.get(Actions).settle(pia, id, 'done');
    expect(await only()).toEqual([]);
  });
});
