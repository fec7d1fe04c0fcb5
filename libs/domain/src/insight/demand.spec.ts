import fc from 'fast-check';
import { DomainError } from '../errors.js';
import { addDays } from '../time/day.js';
import { above, atMost, poisson } from './counts.js';
import { nextCount } from './next-count.js';
import { poissonInterval } from './rate-interval.js';
import { poissonFrom, seededRandom } from './seeded-random.js';
import { bestSmoothing, naive, smooth, valuesBehind } from './smoothing.js';
import { type DemandWeek, forecastDemand, rateOf, scatterOf } from './weekly-demand.js';

const FIRST_MONDAY = '2025-01-06';

function weeksOf(counts: readonly number[], workingDays = 5): DemandWeek[] {
  return counts.map((requests, i) => ({ monday: addDays(FIRST_MONDAY, i * 7), requests, workingDays }));
}

const nextWeeks = (after: number, many = 4, workingDays = 5) =>
  Array.from({ length: many }, (_, i) => ({ monday: addDays(FIRST_MONDAY, (after + i) * 7), workingDays }));

function forecastOf(past: readonly DemandWeek[], toCome = nextWeeks(past.length)) {
  const forecast = forecastDemand(past, toCome);
  if (forecast.kind !== 'forecast') throw new Error('There is no forecast');
  return forecast;
}

describe('the exact interval of a count', () => {
  it.each([
    [12, '6.201', '20.962', 3],
    [188, '162.09', '216.88', 2],
    [0, '0.000', '3.689', 3],
    [1, '0.025', '5.572', 3],
  ])('of %d is %s to %s', (count, low, high, digits) => {
    const interval = poissonInterval(count);
    expect(interval.low.toFixed(digits)).toBe(low);
    expect(interval.high.toFixed(digits)).toBe(high);
  });

  it('contains the count, leaves 2.5 % on either side, and grows with confidence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (count) => {
        const { low, high } = poissonInterval(count);
        expect(low).toBeLessThan(count);
        expect(high).toBeGreaterThan(count);
        expect(above(poisson(low), count - 1)).toBeCloseTo(0.025, 8);
        expect(atMost(poisson(high), count)).toBeCloseTo(0.025, 8);
        const wider = poissonInterval(count, 0.99);
        expect(wider.low).toBeLessThan(low);
        expect(wider.high).toBeGreaterThan(high);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [-1, 0.95],
    [1.5, 0.95],
    [3, 1],
    [3, 0],
  ])('refuses a count of %d at %d', (count, confidence) => {
    expect(() => poissonInterval(count, confidence)).toThrow(DomainError);
  });
});

describe('how many may come next', () => {
  it('is 12.5 on average and 7 to 19 in eight of ten cases, after 12 in four weeks', () => {
    const next = nextCount(12, 4, 4);
    expect(next.mean).toBeCloseTo(12.5, 12);
    expect(next).toMatchObject({ low: 7, high: 19 });
  });

  it('is nothing in no time', () => {
    expect(nextCount(12, 4, 0)).toEqual({ mean: 0, low: 0, high: 0 });
  });

  it('lies around its mean, is wider for a larger share, and comes true as often as it says', () => {
    const random = seededRandom(11);
    let within = 0;
    const TRIES = 3_000;
    for (let i = 0; i < TRIES; i += 1) {
      const rate = 2 + 6 * random();
      const { low, high } = nextCount(poissonFrom(random, rate * 8), 8, 4);
      const came = poissonFrom(random, rate * 4);
      if (low <= came && came <= high) within += 1;
    }
    // Whole counts: a little more than eight of ten.
    expect(within / TRIES).toBeGreaterThan(0.79);
    expect(within / TRIES).toBeLessThan(0.88);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 30 }),
        (count, seen, ahead) => {
          const { mean, low, high } = nextCount(count, seen, ahead);
          expect(low).toBeLessThanOrEqual(mean);
          expect(high).toBeGreaterThanOrEqual(Math.floor(mean));
          const wider = nextCount(count, seen, ahead, 0.95);
          expect(wider.low).toBeLessThanOrEqual(low);
          expect(wider.high).toBeGreaterThanOrEqual(high);
        },
      ),
    );
  });
});

describe('smoothing', () => {
  const COUNTS = [7, 9, 8, 12, 10, 14];

  it('comes to 10.712 next and is 2.4746 out on average, where as-last-week is 2.6 out', () => {
    const smoothed = smooth(COUNTS, 0.3);
    expect(smoothed.next.toFixed(3)).toBe('10.712');
    expect(smoothed.error.toFixed(4)).toBe('2.4746');
    expect(naive(COUNTS)).toMatchObject({ next: 14, alpha: 1 });
    expect(naive(COUNTS).error).toBeCloseTo(2.6, 12);
  });

  it('takes the weight with the least error, and as-last-week where none beats it', () => {
    expect(bestSmoothing(COUNTS).alpha).toBeLessThan(1);
    expect(bestSmoothing(COUNTS).error).toBeLessThan(2.6);
    expect(bestSmoothing([1, 2, 3, 4, 5, 6, 7, 8])).toMatchObject({ alpha: 1, next: 8 });
    expect(bestSmoothing([5, 5, 5, 5])).toMatchObject({ alpha: 1, next: 5, error: 0 });
  });

  it('stays within what it smooths', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 60 }), (values) => {
        const { next, error } = bestSmoothing(values);
        expect(next).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(next).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(error).toBeLessThanOrEqual(naive(values).error);
      }),
    );
  });

  it('is worth as many weeks as its weight leaves', () => {
    expect(valuesBehind(0.1, 52)).toBeCloseTo(19, 12);
    expect(valuesBehind(0.1, 8)).toBe(8);
    expect(valuesBehind(1, 8)).toBe(1);
  });
});

describe('demand to be expected', () => {
  it('is not said from under eight weeks, but the rate is', () => {
    const past = weeksOf([3, 4, 2, 3]);
    const { kind, rate } = forecastDemand(past, nextWeeks(4));
    expect(kind).toBe('not-enough-data');
    expect(rate).toMatchObject({ requests: 12, weeks: 4, perWeek: 3 });
    expect((rate.low * 4).toFixed(3)).toBe('6.201');
    expect((rate.high * 4).toFixed(3)).toBe('20.962');
    expect(forecastDemand(weeksOf([3, 4, 2, 3, 3, 3, 3]), nextWeeks(7)).kind).toBe('not-enough-data');
    expect(forecastDemand(weeksOf([3, 4, 2, 3, 3, 3, 3, 4]), nextWeeks(8)).kind).toBe('forecast');
    expect(forecastDemand([], nextWeeks(0))).toEqual({
      kind: 'not-enough-data',
      rate: { requests: 0, weeks: 0, perWeek: 0, low: 0, high: 0 },
    });
  });

  it('goes by working days: two of four days are a half as many again', () => {
    const past = weeksOf([5, 5, 5, 5, 5, 5, 5, 5]).map((week, i) =>
      i === 3 ? { ...week, requests: 4, workingDays: 4 } : week,
    );
    const forecast = forecastOf(
      past,
      nextWeeks(8, 2).map((week, i) => ({ ...week, workingDays: i === 0 ? 3 : 5 })),
    );
    expect(forecast.perWeek).toBeCloseTo(5, 12);
    expect(forecast.weeks.map(({ mean }) => mean)).toEqual([3, 5]);
    expect(forecast.total.mean).toBeCloseTo(8, 12);
  });

  it('counts what came while everything was closed with the week after', () => {
    const past = weeksOf([5, 5, 5, 5, 2, 3, 5, 5, 5]).map((week, i) =>
      i === 4 ? { ...week, workingDays: 0 } : week,
    );
    expect(forecastOf(past).perWeek).toBeCloseTo(5, 12);
    expect(rateOf(past)).toMatchObject({ requests: 40, weeks: 8 });
  });

  it('has nothing to expect of a week without a working day', () => {
    const forecast = forecastOf(weeksOf([5, 6, 5, 4, 5, 6, 5, 4]), nextWeeks(8, 1, 0));
    expect(forecast.weeks[0]).toMatchObject({ mean: 0, low: 0, high: 0 });
  });

  it('is as wide as chance, and wider where the counts scatter more', () => {
    const calm = weeksOf([5, 6, 4, 5, 5, 6, 4, 5, 5, 4]);
    const wild = weeksOf([1, 14, 0, 2, 15, 1, 0, 12, 1, 4]);
    expect(scatterOf([5, 5, 5])).toBe(0);
    const [narrow, wide] = [forecastOf(calm), forecastOf(wild)];
    expect(narrow.scatter).toBeLessThan(1.5);
    expect(wide.scatter).toBeGreaterThan(1.5);
    const behind = valuesBehind(wide.alpha, 10);
    const chance = nextCount(wide.perWeek * behind, behind, 1);
    const [first] = wide.weeks;
    expect(first?.high).toBe(
      Math.ceil(wide.perWeek + (chance.high - wide.perWeek) * Math.sqrt(wide.scatter)),
    );
  });

  it('holds each forecast between its ends', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 8, maxLength: 130 });
    fc.assert(
      fc.property(counts, (past) => {
        const { weeks, total } = forecastOf(weeksOf(past));
        for (const { low, mean, high } of [...weeks, total]) {
          expect(low).toBeLessThanOrEqual(mean);
          expect(mean).toBeLessThanOrEqual(high);
          expect(low).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('the time of the year', () => {
  /** Two full years and more, busy in spring and quiet in late summer. */
  const seasonal = (weeks: number, swing: number) => {
    const random = seededRandom(5);
    return weeksOf(
      Array.from({ length: weeks }, (_, i) =>
        poissonFrom(random, 12 * (1 + swing * Math.sin((2 * Math.PI * (i - 4)) / 52.18))),
      ),
    );
  };

  it('is not looked at before two years have gone by', () => {
    expect(forecastOf(seasonal(103, 0.8)).method).not.toBe('seasonal');
  });

  it('is used when the year repeats itself', () => {
    const forecast = forecastOf(seasonal(130, 0.8), nextWeeks(130, 40));
    expect(forecast.method).toBe('seasonal');
    // Weeks 157 and after are spring again, weeks 143 and before late summer.
    const means = forecast.weeks.map(({ mean }) => mean);
    expect(Math.max(...means)).toBeGreaterThan(2.5 * Math.min(...means));
  });

  it('is left alone when every part of the year is alike', () => {
    let used = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = seededRandom(seed);
      const flat = weeksOf(Array.from({ length: 120 }, () => poissonFrom(random, 6)));
      if (forecastOf(flat).method === 'seasonal') used += 1;
    }
    expect(used).toBeLessThanOrEqual(8);
  });
});

describe('counts by chance', () => {
  it('have the mean and the variance of a Poisson count, and repeat with their seed', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 20_000 }, () => poissonFrom(random, 6));
    expect(drawn.reduce((sum, each) => sum + each, 0) / drawn.length).toBeCloseTo(6, 1);
    expect(scatterOf(drawn)).toBeCloseTo(1, 1);
    expect(seededRandom(3)()).toBe(seededRandom(3)());
    expect(seededRandom(3)()).not.toBe(seededRandom(4)());
    expect(poissonFrom(random, 0)).toBe(0);
  });

  it.each([0, 0.4, 7, 250, 5_000])('sum to one, mean %d', (mean) => {
    const { least, chances } = poisson(mean);
    expect(chances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(chances.reduce((sum, each, i) => sum + each * (least + i), 0)).toBeCloseTo(mean, 6);
    expect(chances.length).toBeLessThan(20 * Math.sqrt(mean) + 30);
  });
});
