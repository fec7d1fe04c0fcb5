import fc from 'fast-check';
import { type ConsultantTime } from '../availability/consultant-time.js';
import { DomainError } from '../errors.js';
import { dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import { type Joining, joiningRanges, type SlotsAhead } from './joining-range.js';
import { openSlots } from './open-slots.js';
import { outlookOf, type Plan } from './plan.js';
import { seededRandom } from './seeded-random.js';
import { imagine, type WhatIf } from './what-if.js';

const TODAY: Plan = {
  requestsPerWeek: 5,
  urgentPerWeek: 1,
  waiting: 18,
  champions: 5,
  slotsEach: 1.5,
  otherSlots: 1.5,
  leaveShare: 0.1,
  noShowShare: 0.05,
};
const NOTHING: WhatIf = {
  championsMore: 0,
  hoursEach: null,
  slotsEach: null,
  leaveShare: null,
  noShowShare: null,
  trained: 0,
  trainedWhoAsk: 0.2,
  borough: null,
};
const TAKES = 75;

describe('what follows from a plan', () => {
  it('is worked out from the slots that can be booked', () => {
    const outlook = outlookOf({ ...TODAY, leaveShare: 0, noShowShare: 0, champions: 4, otherSlots: 2 });
    expect(outlook).toMatchObject({
      published: 8,
      bookable: 8,
      clearsIn: 6,
      slotsNeeded: 8,
      urgentReserve: 3,
    });
    expect(outlook.settled?.backlog).toBeCloseTo(0.1616, 4);
    expect(outlook.settled?.extraDelay).toBeCloseTo(0.1616 / 5, 4);
    expect(outlook.championsNeeded).toBe(6);
  });

  it('takes off leave, then no-shows', () => {
    expect(outlookOf(TODAY).bookable).toBeCloseTo(9 * 0.9 * 0.95, 12);
  });

  it('says so when it does not settle', () => {
    expect(outlookOf({ ...TODAY, champions: 1 })).toMatchObject({ settled: null, clearsIn: null });
  });

  it('has nobody wait when nobody asks', () => {
    const { settled, slotsNeeded } = outlookOf({ ...TODAY, requestsPerWeek: 0, urgentPerWeek: 0 });
    expect(settled).toEqual({ backlog: 0, someLeft: 0, extraDelay: 0, withinAWeek: 1 });
    expect(slotsNeeded).toBe(0);
  });
});

describe('what if', () => {
  it('nothing changes, nothing is different', () => {
    expect(imagine(TODAY, NOTHING, TAKES)).toEqual({ own: TODAY, apart: null });
  });

  it.each<[string, Partial<WhatIf>, Partial<Plan>]>([
    ['a champion more', { championsMore: 1 }, { champions: 6 }],
    ['all champions gone', { championsMore: -5 }, { champions: 0 }],
    ['four hours each', { hoursEach: 4 }, { slotsEach: 3 }],
    ['an hour each, less than a session with its buffer', { hoursEach: 1 }, { slotsEach: 0 }],
    ['two slots each', { slotsEach: 2 }, { slotsEach: 2 }],
    ['a fifth on leave', { leaveShare: 0.2 }, { leaveShare: 0.2 }],
    ['no no-shows', { noShowShare: 0 }, { noShowShare: 0 }],
    ['sixty trained, a fifth of whom ask', { trained: 60 }, { requestsPerWeek: 6, urgentPerWeek: 1.2 }],
    [
      'a borough in one queue',
      { borough: { requestsPerWeek: 2, slotsPerWeek: 3, together: true } },
      { requestsPerWeek: 7, urgentPerWeek: 1.4, otherSlots: 4.5 },
    ],
  ])('%s', (_what, change, expected) => {
    const { own, apart } = imagine(TODAY, { ...NOTHING, ...change }, TAKES);
    expect(apart).toBeNull();
    for (const [name, value] of Object.entries({ ...TODAY, ...expected })) {
      expect(own[name as keyof Plan]).toBeCloseTo(value, 12);
    }
  });

  it('a borough apart has its own queue', () => {
    const borough = { requestsPerWeek: 2, slotsPerWeek: 3, together: false };
    const { own, apart } = imagine(TODAY, { ...NOTHING, borough }, TAKES);
    expect(own).toEqual(TODAY);
    expect(apart).toMatchObject({
      requestsPerWeek: 2,
      urgentPerWeek: 0.4,
      otherSlots: 3,
      champions: 0,
      waiting: 0,
    });
  });

  it.each<[string, Partial<WhatIf>, string]>([
    ['more champions gone than there are', { championsMore: -6 }, 'championsMore'],
    ['half a champion', { championsMore: 0.5 }, 'championsMore'],
    ['a thousand champions', { championsMore: 1_000 }, 'championsMore'],
    ['hours below 0', { hoursEach: -1 }, 'hoursEach'],
    ['more hours than a week has', { hoursEach: 41 }, 'hoursEach'],
    ['hours and slots', { hoursEach: 3, slotsEach: 2 }, 'slotsEach'],
    ['no number of slots', { slotsEach: Number.NaN }, 'slotsEach'],
    ['everybody on leave', { leaveShare: 1 }, 'leaveShare'],
    ['no-shows below 0', { noShowShare: -0.1 }, 'noShowShare'],
    ['half a person trained', { trained: 2.5 }, 'trained'],
    ['more who ask than were trained', { trainedWhoAsk: 1.1 }, 'trainedWhoAsk'],
    [
      'a borough that asks less than never',
      { borough: { requestsPerWeek: -1, slotsPerWeek: 0, together: true } },
      'boroughRequests',
    ],
    [
      'a borough with endless slots',
      { borough: { requestsPerWeek: 1, slotsPerWeek: Infinity, together: true } },
      'boroughSlots',
    ],
  ])('refuses %s', (_what, change, field) => {
    const imagined = (): unknown => imagine(TODAY, { ...NOTHING, ...change }, TAKES);
    expect(imagined).toThrow(DomainError);
    expect(imagined).toThrow(expect.objectContaining({ code: 'invalid-input', field }));
  });

  it('with one queue for two boroughs fewer wait than with one each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 4 }), (rate, spare) => {
        const today = { ...TODAY, requestsPerWeek: rate, champions: 0, otherSlots: rate + spare };
        const plan = { ...today, leaveShare: 0, noShowShare: 0 };
        const as = (together: boolean) =>
          imagine(
            plan,
            { ...NOTHING, borough: { requestsPerWeek: rate, slotsPerWeek: rate + spare, together } },
            TAKES,
          );
        const pooled = outlookOf(as(true).own).settled?.backlog ?? Infinity;
        const { own, apart } = as(false);
        const each = [own, apart].map((one) => (one && outlookOf(one).settled?.backlog) ?? Infinity);
        expect(pooled).toBeLessThan((each[0] ?? 0) + (each[1] ?? 0));
      }),
      { numRuns: 30 },
    );
  });
});

describe('how long somebody who joins now waits', () => {
  const open = (...days: number[]) => days.map((day) => [{ days: [day], most: 1 }]);
  const joiningRange = (joining: Joining & SlotsAhead, seed: number, runs?: number) => {
    const [joined] = joiningRanges([joining], joining, seededRandom(seed), runs);
    if (!joined) throw new Error('Nobody joins');
    return joined.range;
  };
  const range = (ahead: number, given: Partial<Joining & SlotsAhead> = {}) =>
    joiningRange({ ahead, open: open(1, 3, 6, 8, 11), kept: 1, overtakers: 0, ...given }, 1, 400);

  it.each([
    [0, 1],
    [1, 3],
    [4, 11],
    [5, null],
  ])('with %d ahead and every slot held: %d working days', (ahead, day) => {
    expect(range(ahead)).toEqual({ soonest: day, middle: day, latest: day });
  });

  it('waits longer when slots fall out or others overtake', () => {
    const calm = range(1);
    const fallingOut = range(1, { kept: 0.6 });
    const overtaken = range(1, { overtakers: 0.3 });
    for (const other of [fallingOut, overtaken]) {
      expect(other.soonest).toBeGreaterThanOrEqual(calm.soonest ?? 0);
      expect(other.latest === null || other.latest > (calm.latest ?? 0)).toBe(true);
    }
    expect(range(0, { kept: 0 })).toEqual({ soonest: null, middle: null, latest: null });
  });

  it('books no more of a consultant’s starts than their cap, any of them', () => {
    const week = { days: [0, 1, 2, 3, 4], most: 1 };
    expect(range(0, { open: [[week]] })).toMatchObject({ soonest: 0, middle: 2, latest: 4 });
    expect(range(1, { open: [[week]] })).toEqual({ soonest: null, middle: null, latest: null });
    expect(range(1, { open: [[{ ...week, most: 5 }]] })).toEqual({ soonest: 1, middle: 1, latest: 1 });
  });

  it('is as good as ever where hundreds wait, played through less often', () => {
    const week = (number: number) => ({ days: [0, 1, 2, 3, 4].map((day) => day + 5 * number), most: 3 });
    const open = Array.from({ length: 12 }, (_, number) => Array.from({ length: 30 }, () => week(number)));
    const joining = { ahead: 400, open, kept: 0.85, overtakers: 0.5 };
    const [often, seldom] = [joiningRange(joining, 1, 1_000), joiningRange(joining, 2)];
    for (const end of ['soonest', 'middle', 'latest'] as const) {
      expect(Math.abs((often[end] ?? 0) - (seldom[end] ?? Infinity))).toBeLessThanOrEqual(1);
    }
  });

  it('is in order, repeats with its seed, and grows with those ahead', () => {
    const openWeeks = fc.array(
      fc.record({
        days: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
        most: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(openWeeks, fc.integer({ min: 0, max: 8 }), fc.integer(), (weeks, ahead, seed) => {
        const open = weeks.map(({ days, most }, week) => [{ days: days.map((day) => day + 5 * week), most }]);
        const joining = { ahead, open, kept: 0.9, overtakers: 0.1 };
        const { soonest, middle, latest } = joiningRange(joining, seed, 200);
        const late = (wait: number | null): number => wait ?? Infinity;
        expect(late(soonest)).toBeLessThanOrEqual(late(middle));
        expect(late(middle)).toBeLessThanOrEqual(late(latest));
        expect(joiningRange(joining, seed, 200)).toEqual({ soonest, middle, latest });
        const [first, next] = joiningRanges(
          [
            { ahead, overtakers: 0 },
            { ahead: ahead + 1, overtakers: 0 },
          ],
          joining,
          seededRandom(seed),
          200,
        );
        for (const end of ['soonest', 'middle', 'latest'] as const) {
          expect(late(next?.range[end] ?? null)).toBeGreaterThanOrEqual(late(first?.range[end] ?? null));
        }
        const behind = joiningRange({ ...joining, ahead: ahead + 30 }, seed, 200);
        expect(late(behind.middle)).toBeGreaterThanOrEqual(late(middle));
      }),
      { numRuns: 40 },
    );
  });
});

describe('what a consultant can still give', () => {
  const ZONE = 'Europe/London';
  const week = (monday: string) => {
    const number = dayNumber(monday);
    return { from: localDay(ZONE, number).start, to: localDay(ZONE, number + 7).start };
  };
  const [FIRST, SECOND] = [week('2027-03-22'), week('2027-03-29')];
  // Tuesdays and Thursdays, ten to one: 10:00 and 11:30 each.
  const time = (given: Partial<ConsultantTime> = {}): ConsultantTime => ({
    consultantId: 'c',
    weeklyHours: [2, 4].map((weekday) => ({
      weekday,
      startMinute: 600,
      endMinute: 780,
      effectiveFrom: '2020-01-01',
      effectiveUntil: null,
    })),
    extra: [],
    blocked: [],
    leave: [],
    busy: [],
    held: [],
    sessionMinutes: 60,
    bufferAfterMinutes: 15,
    startStepMinutes: 30,
    weeklyCap: 3,
    ...given,
  });
  const TUESDAY_TEN = FIRST.from + 24 * 60 + 600;
  const given = (of: ConsultantTime, from = FIRST.from) =>
    openSlots(of, [FIRST, SECOND], from, ZONE).map(({ starts, most }) => [starts.length, most]);

  it('fits one after another, up to the cap, across a clock change', () => {
    expect(given(time())).toEqual([
      [4, 3],
      [4, 3],
    ]);
    const [first, second] = openSlots(time(), [FIRST, SECOND], FIRST.from, ZONE);
    expect(first?.starts[0]).toBe(TUESDAY_TEN);
    expect(second?.starts[0]).toBe(TUESDAY_TEN + 7 * 24 * 60 - 60);
  });

  it('is less by what is booked, and by what lies before notice ends', () => {
    const booked = time({ held: [{ from: TUESDAY_TEN, to: TUESDAY_TEN + 75 }] });
    expect(given(booked)[0]).toEqual([3, 2]);
    expect(given(booked, TUESDAY_TEN + 24 * 60)[0]).toEqual([2, 2]);
    expect(given(time({ weeklyCap: 0 }))).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});
