import { AvailabilityChanges, AvailabilityQueries, DemandQueries } from '@case-consultation/features';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aSubmittedRequest } from '../support/service/request.builder.js';
import { codeFrom, Journey } from '../support/service/journey.js';
import { TestService } from '../support/service/service.js';

let service: TestService;
let programme: TestProgramme;
let journey: Journey;

beforeEach(async () => {
  // Tuesday 2 March 2027.
  service = await TestService.start();
  programme = await aProgramme(service, { settings: { closureDays: ['2027-03-10'] } });
  journey = new Journey(service, programme);
});
afterEach(() => service.stop());

const weekly = (weeks = 12) => service.get(DemandQueries).weekly(programme.lead, { weeks });

describe('demand and capacity, week by week', () => {
  it('begins with the week of the first request and ends with the last whole week', async () => {
    const [pia, quin] = programme.practitioners;
    expect(await weekly()).toEqual([]);
    await journey.booked(pia);
    await aSubmittedRequest(service, quin);
    expect(await weekly()).toEqual([]);
    service.clock.setTo(new Date('2027-03-22T09:00:00Z'));
    await aSubmittedRequest(service, quin);
    expect(await weekly()).toEqual([
      // The lead and three champions, two a week each.
      { monday: '2027-03-01', requests: 2, workingDays: 5, slotsPublished: 8, slotsUsed: 1 },
      { monday: '2027-03-08', requests: 0, workingDays: 4, slotsPublished: 8, slotsUsed: 0 },
      { monday: '2027-03-15', requests: 0, workingDays: 5, slotsPublished: 8, slotsUsed: 0 },
    ]);
    expect(await weekly(2)).toHaveLength(2);
  });

  it('takes leave, pauses, blocked time and bank holidays off what was published', async () => {
    await aSubmittedRequest(service, programme.practitioners[0]);
    const [ada, bea, cal] = programme.champions;
    await service.admin.query(
      `UPDATE consultant SET paused_from = '2027-03-22', paused_until = '2027-03-28' WHERE person_id = $1`,
      [ada.personId],
    );
    await service.admin.query(
      `INSERT INTO one_off_time (id, programme_id, consultant_id, kind, starts_at, ends_at) VALUES
         (gen_random_uuid(), $1, $2, 'leave', '2027-03-22T00:00Z', '2027-03-26T00:00Z'),
         (gen_random_uuid(), $1, $3, 'blocked', '2027-03-15T10:00Z', '2027-03-19T14:00Z')`,
      [programme.id, bea.personId, cal.personId],
    );
    service.clock.setTo(new Date('2027-03-29T09:00:00Z'));
    expect(await weekly(2)).toEqual([
      // Cal has Friday from two to four left: 14:00 and, as the buffer ends at 15:15, no second.
      { monday: '2027-03-15', requests: 0, workingDays: 5, slotsPublished: 7, slotsUsed: 0 },
      // Ada is away; Bea has no day left, for 26 March is Good Friday.
      { monday: '2027-03-22', requests: 0, workingDays: 4, slotsPublished: 4, slotsUsed: 0 },
    ]);
  });

  it('counts the break that a consultant keeps after each, as those who ask find it', async () => {
    const own = await aProgramme(service, { champions: { hours: [] }, leadConsults: false });
    const [ada] = own.champions;
    // From ten to half past twelve: two, with a quarter of an hour kept free after each; one, with an hour.
    await service.admin.query(
      `INSERT INTO weekly_hours (id, programme_id, consultant_id, weekday, start_minute, end_minute, effective_from)
       VALUES (gen_random_uuid(), $1, $2, 3, 600, 750, '2027-03-01')`,
      [own.id, ada.personId],
    );
    await aSubmittedRequest(service, own.practitioners[0]);
    service.clock.setTo(new Date('2027-03-08T09:00:00Z'));
    const published = async () =>
      (await service.get(DemandQueries).weekly(own.lead, { weeks: 1 })).map(
        ({ slotsPublished }) => slotsPublished,
      );
    expect(await published()).toEqual([2]);
    const changes = service.get(AvailabilityChanges);
    const { preferences } = await service.get(AvailabilityQueries).of(ada, ada.personId);
    await changes.changePreferences(ada, ada.personId, { ...preferences, bufferAfterMinutes: 60 });
    expect(await published()).toEqual([1]);
  });

  it('counts nothing of another programme, nor what the lead is locked out of', async () => {
    const [pia] = programme.practitioners;
    const beside = await aProgramme(service);
    await aSubmittedRequest(service, beside.practitioners[0]);
    await aSubmittedRequest(service, pia);
    await aSubmittedRequest(service, pia, { conflictPersonIds: [programme.lead.personId] });
    service.clock.setTo(new Date('2027-03-08T09:00:00Z'));
    expect(await weekly()).toMatchObject([{ requests: 1 }]);
    expect(await service.get(DemandQueries).weekly(programme.deputy, { weeks: 1 })).toMatchObject([
      { requests: 2 },
    ]);
  });

  it('does not count an hour that was cancelled as used', async () => {
    const { code } = await journey.booked(programme.practitioners[0]);
    await service.admin.query(
      `UPDATE booking SET status = 'cancelled' WHERE consultation_id = (SELECT id FROM consultation WHERE code = $1)`,
      [code],
    );
    service.clock.setTo(new Date('2027-03-08T09:00:00Z'));
    expect(await weekly()).toMatchObject([{ slotsUsed: 0 }]);
  });

  it('is for leads alone', async () => {
    const queries = service.get(DemandQueries);
    for (const actor of [programme.champions[0], programme.practitioners[0]]) {
      expect(await codeFrom(queries.weekly(actor, { weeks: 12 }))).toBe('not-your-task');
    }
    for (const weeks of [0, 157, 1.5]) {
      expect(await codeFrom(queries.weekly(programme.lead, { weeks }))).toBe('invalid-input');
    }
  });
});
