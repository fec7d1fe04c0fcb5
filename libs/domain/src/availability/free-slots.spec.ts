import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type ConsultantTime } from './consultant-time.js';
import { whyNotFree } from './free-at.js';
import { freeSlots } from './free-slots.js';
import { freeTimesOfAny, whoIsFree } from './free-times.js';
import { type Interval } from './intervals.js';

const zone = 'Europe/London';

/** `2027-03-02T10:00` on the clocks of London, in epoch minutes. */
function at(wall: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds / 60_000;
}

function wallOf(start: number): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start * 60_000).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

function span(from: string, to: string): Interval {
  return { from: at(from), to: at(to) };
}

function hours(
  weekday: number,
  start: string,
  end: string,
  from = '2026-01-01',
  until: string | null = null,
) {
  const minute = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return {
    weekday,
    startMinute: minute(start),
    endMinute: minute(end),
    effectiveFrom: from,
    effectiveUntil: until,
  };
}

function someTime(given: Partial<ConsultantTime> = {}): ConsultantTime {
  return {
    consultantId: 'amara',
    weeklyHours: [hours(2, '09:00', '12:00')],
    extra: [],
    blocked: [],
    leave: [],
    busy: [],
    held: [],
    sessionMinutes: 60,
    bufferAfterMinutes: 15,
    startStepMinutes: 30,
    weeklyCap: 2,
    ...given,
  };
}

const week = span('2027-03-01T00:00', '2027-03-08T00:00');

function timesOf(given: Partial<ConsultantTime>, window = week): string[] {
  return freeSlots(someTime(given), window, zone).map((start) => wallOf(start).slice(5));
}

describe('free slots', () => {
  const whole = ['03-02T09:00', '03-02T09:30', '03-02T10:00', '03-02T10:30', '03-02T11:00'];

  it.each<[string, Partial<ConsultantTime>, string[]]>([
    ['keep the session inside the hours, the buffer may run over', {}, whole],
    ['skip hours not yet in effect', { weeklyHours: [hours(2, '09:00', '12:00', '2027-03-03')] }, []],
    [
      'keep hours on their last day',
      { weeklyHours: [hours(2, '09:00', '12:00', '2026-01-01', '2027-03-02')] },
      whole,
    ],
    [
      'skip hours after their last day',
      { weeklyHours: [hours(2, '09:00', '12:00', '2026-01-01', '2027-03-01')] },
      [],
    ],
    [
      'join hours that touch',
      { weeklyHours: [hours(2, '10:00', '11:00'), hours(2, '09:00', '10:00')] },
      ['03-02T09:00', '03-02T09:30', '03-02T10:00'],
    ],
    [
      'join hours with extra time',
      {
        weeklyHours: [hours(2, '09:00', '10:00')],
        extra: [span('2027-03-02T10:00', '2027-03-02T10:30'), span('2027-03-06T14:10', '2027-03-06T15:40')],
      },
      ['03-02T09:00', '03-02T09:30', '03-06T14:30'],
    ],
    [
      'leave the buffer free before what is held',
      { held: [span('2027-03-02T11:00', '2027-03-02T12:15')] },
      ['03-02T09:00', '03-02T09:30'],
    ],
    [
      'start again when the held buffer is over',
      { held: [span('2027-03-02T09:00', '2027-03-02T10:15')] },
      ['03-02T10:30', '03-02T11:00'],
    ],
    ['avoid leave', { leave: [span('2027-03-02T00:00', '2027-03-03T00:00')] }, []],
    [
      'avoid busy time, even in the buffer past the end of the hours',
      { busy: [span('2027-03-02T12:10', '2027-03-02T13:00')] },
      whole.slice(0, 4),
    ],
    [
      'avoid blocked time given out of order and overlapping',
      {
        blocked: [
          span('2027-03-02T11:30', '2027-03-02T13:00'),
          span('2027-03-02T08:00', '2027-03-02T09:10'),
          span('2027-03-02T08:30', '2027-03-02T09:05'),
        ],
      },
      ['03-02T09:30', '03-02T10:00'],
    ],
    [
      'offer nothing in a week whose cap is reached, counted from Monday',
      { weeklyCap: 1, held: [span('2027-03-01T15:00', '2027-03-01T16:15')] },
      [],
    ],
    [
      'count only bookings of that week',
      {
        weeklyCap: 1,
        held: [span('2027-02-28T23:00', '2027-03-01T00:15'), span('2027-03-08T00:00', '2027-03-08T01:15')],
      },
      whole,
    ],
    ['offer nothing when the cap is none', { weeklyCap: 0 }, []],
  ])('%s', (_, given, expected) => {
    expect(timesOf(given)).toEqual(expected);
  });

  it('start inside the window, up to but not at its end', () => {
    expect(timesOf({}, span('2027-03-02T09:10', '2027-03-02T10:30'))).toEqual(['03-02T09:30', '03-02T10:00']);
  });

  it('keep the hours of the wall clock over the change of clocks in spring', () => {
    const found = freeSlots(
      someTime({
        weeklyHours: [hours(6, '09:00', '10:00'), hours(1, '09:00', '10:00'), hours(7, '00:00', '03:00')],
      }),
      span('2027-03-27T00:00', '2027-03-30T00:00'),
      zone,
    );
    // 1am to 2am on 28 March does not exist: a session from half past midnight ends at half past two.
    expect(found.map(wallOf)).toEqual([
      '2027-03-27T09:00',
      '2027-03-28T00:00',
      '2027-03-28T00:30',
      '2027-03-28T02:00',
      '2027-03-29T09:00',
    ]);
    expect((found[4] ?? 0) - (found[0] ?? 0)).toBe(47 * 60);
  });

  it('give both when a time comes twice in autumn', () => {
    const found = freeSlots(
      someTime({ weeklyHours: [hours(7, '00:00', '02:00'), hours(1, '09:00', '10:00')] }),
      span('2027-10-31T00:00', '2027-11-02T00:00'),
      zone,
    );
    const midnight = at('2027-10-31T00:00');
    expect(found).toEqual([
      ...[0, 30, 60, 90, 120].map((minutes) => midnight + minutes),
      at('2027-11-01T09:00'),
    ]);
  });

  it.each([
    { startStepMinutes: 0 },
    { sessionMinutes: 0 },
    { sessionMinutes: 1.5 },
    { bufferAfterMinutes: -1 },
  ])('refuse lengths that cannot be: %j', (given) => {
    expect(() => freeSlots(someTime(given), week, zone)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});

/** What the London clock shows at every minute of some weeks, asked one minute at a time. */
interface Shown {
  day: string;
  weekday: number;
  minute: number;
  monday: string;
}
const weeks = [
  { first: '2027-03-22', minutes: 14 * 1440 - 60 },
  { first: '2027-10-25', minutes: 14 * 1440 + 60 },
  { first: '2027-12-27', minutes: 14 * 1440 },
].map(({ first, minutes }) => {
  const from = at(`${first}T00:00`);
  const shown = Array.from({ length: minutes }, (_, index): Shown => {
    const zoned = Temporal.Instant.fromEpochMilliseconds((from + index) * 60_000).toZonedDateTimeISO(zone);
    return {
      day: zoned.toPlainDate().toString(),
      weekday: zoned.dayOfWeek,
      minute: zoned.hour * 60 + zoned.minute,
      monday: zoned
        .toPlainDate()
        .subtract({ days: zoned.dayOfWeek - 1 })
        .toString(),
    };
  });
  return { from, to: from + minutes, days: [...new Set(shown.map(({ day }) => day))], shown };
});
type Weeks = (typeof weeks)[number];

/** The rules read out word by word, a minute at a time. */
function slowSlots(time: ConsultantTime, window: Interval, { from, shown }: Weeks): number[] {
  const inside = (list: readonly Interval[], minute: number): boolean =>
    list.some((interval) => interval.from <= minute && minute < interval.to);
  const worksAt = (minute: number): boolean => {
    const clock = shown[minute - from];
    if (clock === undefined) throw new Error('outside the weeks of the reference');
    return (
      inside(time.extra, minute) ||
      time.weeklyHours.some(
        (row) =>
          row.weekday === clock.weekday &&
          row.startMinute <= clock.minute &&
          clock.minute < row.endMinute &&
          row.effectiveFrom <= clock.day &&
          (row.effectiveUntil === null || clock.day <= row.effectiveUntil),
      )
    );
  };
  const minutesFrom = (start: number, length: number): number[] =>
    Array.from({ length }, (_, index) => start + index);
  const found: number[] = [];
  for (let start = window.from; start < window.to; start += 1) {
    const clock = shown[start - from];
    if (clock === undefined || clock.minute % time.startStepMinutes !== 0) continue;
    if (!minutesFrom(start, time.sessionMinutes).every(worksAt)) continue;
    const taken = minutesFrom(start, time.sessionMinutes + time.bufferAfterMinutes).some((minute) =>
      [time.blocked, time.leave, time.busy, time.held].some((list) => inside(list, minute)),
    );
    const booked = time.held.filter((booking) => shown[booking.from - from]?.monday === clock.monday);
    if (!taken && booked.length < time.weeklyCap) found.push(start);
  }
  return found;
}

const someWeeks = fc.constantFrom(...weeks);

function someIntervals(within: Weeks, most: number, longest: number): fc.Arbitrary<Interval[]> {
  const interval = fc
    .record({
      quarter: fc.nat(Math.floor((within.to - within.from) / 15) - 1),
      odd: fc.nat(4),
      length: fc.nat(longest),
    })
    .map(({ quarter, odd, length }) => {
      const from = within.from + quarter * 15 + odd;
      return { from, to: from + length };
    });
  return fc.array(interval, { maxLength: most });
}

function someHours(within: Weeks): fc.Arbitrary<ConsultantTime['weeklyHours']> {
  const row = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      start: fc.nat(95),
      length: fc.integer({ min: 1, max: 40 }),
      odd: fc.constantFrom(0, 0, 0, 7),
      from: fc.option(fc.constantFrom(...within.days)),
      until: fc.option(fc.constantFrom(...within.days)),
    })
    .map(({ weekday, start, length, odd, from, until }) => ({
      weekday,
      startMinute: Math.min(1440, start * 15 + odd),
      endMinute: Math.min(1440, (start + length) * 15),
      effectiveFrom: from ?? '2026-01-01',
      effectiveUntil: until,
    }));
  return fc.array(row, { maxLength: 12 });
}

const someCase = someWeeks.chain((within) =>
  fc.record({
    within: fc.constant(within),
    window: fc
      .record({ skip: fc.nat(9 * 1440), length: fc.nat(4 * 1440) })
      .map(({ skip, length }) => ({ from: within.from + skip, to: within.from + skip + length })),
    time: fc.record({
      consultantId: fc.constant('amara'),
      weeklyHours: someHours(within),
      extra: someIntervals(within, 4, 600),
      blocked: someIntervals(within, 4, 300),
      leave: someIntervals(within, 1, 2000),
      busy: someIntervals(within, 10, 200),
      held: someIntervals(within, 4, 75),
      sessionMinutes: fc.constantFrom(1, 30, 45, 60, 90, 120),
      bufferAfterMinutes: fc.constantFrom(0, 10, 15, 30),
      startStepMinutes: fc.constantFrom(5, 15, 20, 30, 50, 60),
      weeklyCap: fc.constantFrom(0, 1, 2, 3, 5),
    }),
  }),
);

describe('free slots against a reference that asks every minute', () => {
  it('are the same', () => {
    let slots = 0;
    fc.assert(
      fc.property(someCase, ({ within, window, time }) => {
        const found = freeSlots(time, window, zone);
        slots += found.length;
        expect(found).toEqual(slowSlots(time, window, within));
      }),
      { numRuns: 4000 },
    );
    expect(slots).toBeGreaterThan(10_000);
  });

  it('agree with the reasons why a time is not free', () => {
    fc.assert(
      fc.property(someCase, fc.nat(4 * 1440), ({ within, time }, skip) => {
        const start = within.from + 1440 + Math.floor(skip / 5) * 5;
        const everyMinute = { ...time, startStepMinutes: 1 };
        const free = freeSlots(everyMinute, { from: start, to: start + 1 }, zone).length === 1;
        expect(whyNotFree(time, start, zone).length === 0).toBe(free);
      }),
      { numRuns: 4000 },
    );
  });

  it('are put together with who is free at each', () => {
    const several = someWeeks.chain((within) =>
      fc.record({
        within: fc.constant(within),
        times: fc.array(
          someCase.filter((one) => one.within === within).map(({ time }) => time),
          { maxLength: 5 },
        ),
      }),
    );
    fc.assert(
      fc.property(several, ({ within, times }) => {
        const consultants = times.map((time, index) => ({ ...time, consultantId: `c${index}` }));
        const window = { from: within.from + 1440, to: within.from + 5 * 1440 };
        const together = freeTimesOfAny(consultants, window, zone);
        const alone = consultants.map((time) => new Set(freeSlots(time, window, zone)));
        const starts = [...new Set(alone.flatMap((set) => [...set]))].sort((a, b) => a - b);
        expect([...together.starts]).toEqual(starts);
        for (const start of starts) {
          const free = consultants.filter((_, index) => alone[index]?.has(start));
          expect(whoIsFree(together, start)).toEqual(free.map(({ consultantId }) => consultantId));
        }
        expect(whoIsFree(together, window.from - 1)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
