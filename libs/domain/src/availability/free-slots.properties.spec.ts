import fc from 'fast-check';
import { epochMinutes, wallTimeToInstant } from '../time/zone.js';
import { type ConsultantTime } from './consultant-time.js';
import { whyNotFree } from './free-at.js';
import { freeSlots } from './free-slots.js';
import { freeTimesOfAny, whoIsFree } from './free-times.js';
import { type Interval } from './intervals.js';
import { londonClock } from './london-clock.builder.js';

const zone = 'Europe/London';

/** Two weeks around each change of the clocks and the turn of the year. */
const weeks = [
  { first: '2027-03-22', minutes: 14 * 1440 - 60 },
  { first: '2027-10-25', minutes: 14 * 1440 + 60 },
  { first: '2027-12-27', minutes: 14 * 1440 },
].map(({ first, minutes }) => {
  const from = epochMinutes(wallTimeToInstant(first, 0, zone));
  const shown = Array.from({ length: minutes }, (_, index) => londonClock(from + index));
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
