import { dayOf, minuteOfDay } from '@case-consultation/domain';
import { Asking, Bookings, Lead, TimesQueries } from '@case-consultation/features';
import { aProgramme, type TestProgramme } from '../support/service/programme.builder.js';
import { aRequest, aSubmittedRequest } from '../support/service/request.builder.js';
import { TestService } from '../support/service/service.js';

const ZONE = 'Europe/London';
const MINUTE = 60_000;

/**
 * 2027: Good Friday is 26 March, the clocks go forward on Sunday 28 March, Easter Monday is the 29th. They go back on Sunday
 * 31 October. Christmas Day and Boxing Day are a weekend, so Monday 27 and Tuesday 28 December are closed, as is
 * Monday 3 January 2028.
 */
describe('clock changes, the year’s end and bank holidays', () => {
  let service: TestService;
  let programme: TestProgramme;

  beforeAll(async () => {
    service = await TestService.start(new Date('2027-01-05T09:00:00Z'));
    programme = await aProgramme(service, { settings: { weeklyCap: 100 } });
  }, 60_000);

  afterAll(() => service.stop());

  beforeEach(() => service.mailbox.clear());

  const asker = () => programme.practitioners[0];

  /** All that is kept of a consultation's offers, the first one first. */
  async function offersOf(code: string) {
    const { rows } = await service.admin.query<{
      status: string;
      remind_at: Date;
      expires_at: Date;
    }>(
      `SELECT o.status, o.remind_at, o.expires_at FROM offer o JOIN consultation c ON c.id = o.consultation_id
       WHERE c.code = $1 ORDER BY o.made_at, o.id`,
      [code],
    );
    return rows;
  }

  const subjects = () =>
    service.mailbox.messages.map(({ raw }) => /^subject: *(.*)$/im.exec(raw.toString())?.[1]);

  it.each([
    {
      what: 'over Easter and into summer time',
      made: '2027-03-25T15:00:00Z',
      wish: '2027-04-07T09:00:00Z',
      half: '2027-03-30T14:00:00Z',
      end: '2027-03-31T14:00:00Z',
    },
    {
      what: 'out of summer time',
      made: '2027-10-29T14:00:00Z',
      wish: '2027-11-10T10:00:00Z',
      half: '2027-11-01T15:00:00Z',
      end: '2027-11-02T15:00:00Z',
    },
    {
      what: 'over Christmas',
      made: '2027-12-23T15:00:00Z',
      wish: '2028-01-12T10:00:00Z',
      half: '2027-12-24T15:00:00Z',
      end: '2027-12-29T15:00:00Z',
    },
    {
      what: 'over the year’s end',
      made: '2027-12-30T15:00:00Z',
      wish: '2028-01-13T10:00:00Z',
      half: '2027-12-31T15:00:00Z',
      end: '2028-01-04T15:00:00Z',
    },
  ])('an offer stays open for two working days $what, to the minute', async (on) => {
    service.clock.setTo(new Date(on.made));
    const wish = { preferredTimes: [new Date(on.wish)], soonest: false };
    const code = await aSubmittedRequest(service, asker(), wish);
    await service.drain();
    const [offer] = await offersOf(code);
    // The clock runs on while the worker works.
    expect(minutesAfter(offer?.expires_at, on.end)).toBe(0);
    expect(minutesAfter(offer?.remind_at, on.half)).toBe(0);

    await service.at(new Date((offer?.remind_at.getTime() ?? 0) - MINUTE));
    expect(subjects().filter((subject) => subject === REMINDER)).toEqual([]);
    await service.at(offer?.remind_at ?? new Date(0));
    expect(subjects().filter((subject) => subject === REMINDER)).toHaveLength(1);

    await service.at(new Date((offer?.expires_at.getTime() ?? 0) - MINUTE));
    expect((await offersOf(code)).map(({ status }) => status)).toEqual(['open']);
    await service.at(offer?.expires_at ?? new Date(0));
    // The next one is asked at once, at the same time.
    expect((await offersOf(code)).map(({ status }) => status)).toEqual(['expired', 'open']);
    await service.get(Asking).withdraw(asker(), code, 'No longer needed');
  });

  const REMINDER = 'Practice consultation: please answer';

  function minutesAfter(instant: Date | undefined, expected: string): number {
    return Math.trunc(((instant?.getTime() ?? Number.NaN) - new Date(expected).getTime()) / MINUTE);
  }

  it.each([
    ['2027-03-19T10:00:00Z', '2027-04-06', '2027-04-05T08:00:00Z'],
    ['2027-10-22T10:00:00Z', '2027-11-05', '2027-11-04T09:00:00Z'],
    ['2027-12-23T10:00:00Z', '2028-01-11', '2028-01-10T09:00:00Z'],
  ])('asked for at %s: the target is %s, at risk from %s', async (submitted, targetOn, atRisk) => {
    service.clock.setTo(new Date(submitted));
    const code = await aSubmittedRequest(service, asker());
    const { rows } = await service.admin.query<{ target_on: string; due_at: Date }>(
      `SELECT c.target_on::text, o.due_at FROM consultation c JOIN outbox o ON o.subject_id = c.id
       WHERE c.code = $1 AND o.job = 'flag-target-at-risk'`,
      [code],
    );
    expect(rows).toEqual([{ target_on: targetOn, due_at: new Date(atRisk) }]);
    await service.get(Asking).withdraw(asker(), code, 'No longer needed');
  });

  it.each([
    ['2027-03-16T09:00:00Z', '2027-03-25T10:00:00Z', '20270325T100000Z', 'Thursday 25 March 2027'],
    ['2027-03-16T09:00:00Z', '2027-03-30T09:00:00Z', '20270330T090000Z', 'Tuesday 30 March 2027'],
    ['2027-10-19T09:00:00Z', '2027-10-29T09:00:00Z', '20271029T090000Z', 'Friday 29 October 2027'],
    ['2027-10-19T09:00:00Z', '2027-11-01T10:00:00Z', '20271101T100000Z', 'Monday 1 November 2027'],
    ['2027-12-14T09:00:00Z', '2027-12-31T10:00:00Z', '20271231T100000Z', 'Friday 31 December 2027'],
    ['2027-12-14T09:00:00Z', '2028-01-04T10:00:00Z', '20280104T100000Z', 'Tuesday 4 January 2028'],
  ])('booked at %s for %s: the invite says %s, the words 10 o’clock', async (now, at, stamp, day) => {
    service.clock.setTo(new Date(now));
    const code = await aSubmittedRequest(service, asker());
    await take(code, at);
    await service.drain();
    const invites = requests();
    expect(invites.length).toBe(2);
    for (const raw of invites) {
      expect(raw).toContain(`DTSTART:${stamp}`);
      expect(raw).not.toContain('TZID');
      expect(raw).toContain(`${day}, 10:00am to 11:00am`);
    }
  });

  it('moved over the change: one hour off in UTC, the same by the clock on the wall', async () => {
    service.clock.setTo(new Date('2027-10-19T09:00:00Z'));
    const code = await aSubmittedRequest(service, asker());
    await take(code, '2027-10-28T11:30:00Z');
    await service.drain();
    service.mailbox.clear();
    const to = { startsAt: new Date('2027-11-04T12:30:00Z'), reason: 'A court date' };
    await service.get(Bookings).reschedule(asker(), code, to);
    await service.drain();
    expect(requests().map((raw) => /^DTSTART:(\S+)/m.exec(raw)?.[1])).toEqual([
      '20271104T123000Z',
      '20271104T123000Z',
    ]);
    for (const raw of requests()) expect(raw).toContain('12:30pm to 1:30pm');
  });

  it.each([
    ['2027-03-16T09:00:00Z', '2027-03-28', ['00:00', '00:30', '02:00', '02:30', '03:00', '03:30']],
    [
      '2027-10-19T09:00:00Z',
      '2027-10-31',
      ['00:00', '00:30', '01:00', '01:30', '01:00', '01:30', '02:00', '02:30', '03:00', '03:30'],
    ],
  ])('looked at on %s, the night of %s has just the times that there are', async (now, day, times) => {
    service.clock.setTo(new Date(now));
    const night = await aProgramme(service);
    const owl = await night.addPerson({ name: 'Olga Champion', roles: ['champion'], agency: 'health' });
    await night.addConsultant(owl, { hours: [{ weekday: 7, startMinute: 0, endMinute: 285 }] });
    const [requester] = night.practitioners;
    const { code } = await service.get(Asking).start(requester, aRequest({ soonest: false }));
    const found = await service.get(TimesQueries).forRequest(requester, code, { from: null, days: 56 });
    const that = found.filter((start) => dayOf(start, ZONE) === day);
    expect(new Set(that.map(Number)).size).toBe(that.length);
    expect(that.map(wall)).toEqual(times);

    // The last of them can be had.
    const last = that.at(-1);
    const submitted = await aSubmittedRequest(service, requester, {
      preferredTimes: last ? [last] : [],
      soonest: false,
    });
    await service.drain();
    const { rows } = await service.admin.query<{ starts_at: Date }>(
      `SELECT b.starts_at FROM booking b JOIN consultation c ON c.id = b.consultation_id WHERE c.code = $1`,
      [submitted],
    );
    expect(rows).toEqual([{ starts_at: last }]);
  });

  function wall(instant: Date): string {
    const minute = minuteOfDay(instant, ZONE);
    const two = (part: number) => String(part).padStart(2, '0');
    return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
  }

  function requests(): string[] {
    return service.mailbox.messages
      .map(({ raw }) => raw.toString())
      .filter((raw) => raw.includes('METHOD:REQUEST'));
  }

  async function take(code: string, at: string): Promise<void> {
    const how = { startsAt: new Date(at), noConflict: true, reason: 'Mine' };
    await service.get(Lead).take(programme.lead, code, how);
  }
});
