import fc from 'fast-check';
import { DomainError } from '../errors.js';
import { someLeftOver, stationaryBacklog } from './backlog.js';
import { chanceOf, poisson } from './counts.js';
import { championsNeeded, erlangC, slotsNeeded, urgentReserve } from './slots-needed.js';
import { backlogClearsIn, joiningNow, littlesLaw, meanExtraDelay, withinAWeek } from './waiting-time.js';

const settled = (rate: number, slots: number) => {
  const backlog = stationaryBacklog(rate, slots);
  if (!backlog) throw new Error(`${rate} requests and ${slots} slots do not settle`);
  return backlog;
};

describe('the backlog once it has settled', () => {
  it.each([
    [2.2, 3, 0.7749, 0.332, 3],
    [4, 5, 1.1562, 0.384, 3],
    [5, 6, 1.527, 0.433, 3],
    [5, 8, 0.1616, 0.0835, 4],
  ])(
    '%d requests and %d slots a week: %d left over, some in %d of weeks',
    (rate, slots, mean, some, digits) => {
      const backlog = settled(rate, slots);
      expect(Number(backlog.mean.toFixed(4))).toBe(mean);
      expect(Number(backlog.someLeft.toFixed(digits))).toBe(some);
    },
  );

  it.each([
    [2.2, 3],
    [5, 6],
    [5, 6.4],
    [0.3, 0.5],
    [12, 14.75],
  ])('is what power iteration comes to: %d requests, %d slots', (rate, slots) => {
    const { probabilities, mean } = settled(rate, slots);
    const iterated = iteratedLaw(rate, slots, probabilities.length);
    probabilities.forEach((probability, b) => {
      expect(Math.abs(probability - (iterated[b] ?? 0))).toBeLessThan(1e-9);
    });
    expect(mean).toBeCloseTo(
      iterated.reduce((sum, each, b) => sum + each * b, 0),
      6,
    );
  });

  it.each([
    [5, 5],
    [5, 4.9],
    [5, 0],
    [5, 5.000001],
  ])('never settles with %d requests and %d slots', (rate, slots) => {
    expect(stationaryBacklog(rate, slots)).toBeNull();
  });

  it('is empty when nobody asks', () => {
    expect(stationaryBacklog(0, 0)).toEqual({ mean: 0, someLeft: 0, probabilities: [1] });
  });

  it.each([
    [-1, 3],
    [1, -3],
    [Number.NaN, 3],
    [1, Infinity],
  ])('refuses %d requests and %d slots', (rate, slots) => {
    expect(() => stationaryBacklog(rate, slots)).toThrow(DomainError);
  });

  const rates = fc.double({ min: 0.1, max: 30, noNaN: true });
  const more = fc.double({ min: 0.4, max: 8, noNaN: true });

  it('is a law; shorter with more slots, longer with more requests', () => {
    fc.assert(
      fc.property(rates, more, more, (rate, spare, change) => {
        const slots = rate + spare;
        const [now, relieved] = [settled(rate, slots), settled(rate, slots + change)];
        expect(now.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
        expect(now.probabilities.every((each) => each >= 0)).toBe(true);
        expect(relieved.mean).toBeLessThanOrEqual(now.mean + 1e-9);
        expect(relieved.someLeft).toBeLessThanOrEqual(now.someLeft + 1e-9);
        const quieter = settled(Math.max(0, rate - change), slots);
        expect(quieter.mean).toBeLessThanOrEqual(now.mean + 1e-9);
        expect(quieter.someLeft).toBeLessThanOrEqual(now.someLeft + 1e-9);
        expect(withinAWeek(relieved, rate, slots + change)).toBeGreaterThanOrEqual(
          withinAWeek(now, rate, slots) - 1e-9,
        );
        expect(withinAWeek(now, rate, slots)).toBeLessThanOrEqual(1);
        expect(withinAWeek(now, rate, slots)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('says by Spitzer’s sum, too, how often somebody is left over', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (rate, spare) => {
          const slots = Math.ceil(rate) + spare;
          expect(Math.abs(someLeftOver(rate, slots) - settled(rate, slots).someLeft)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it.each([
    [500, 1_800, 0],
    [500, 530, 0.1009],
  ])('is known of a large service as well: %d requests, %d slots', (rate, slots, some) => {
    const backlog = settled(rate, slots);
    expect(Number(backlog.someLeft.toFixed(4))).toBe(some);
    expect(backlog.probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
  });

  it('holds what Lindley’s equation says of it: as much comes in as goes out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 6 }), (rate, spare) => {
        const slots = rate + spare;
        const { probabilities } = settled(rate, slots);
        const arrivals = poisson(rate);
        let unused = 0;
        for (let b = 0; b < slots; b += 1) {
          for (let came = 0; came < slots - b; came += 1) {
            unused += (probabilities[b] ?? 0) * chanceOf(arrivals, came) * (slots - b - came);
          }
        }
        expect(slots - unused).toBeCloseTo(rate, 8);
      }),
    );
  });
});

describe('the wait that follows', () => {
  it('is the backlog over the rate', () => {
    expect(meanExtraDelay(settled(4, 5), 4)).toBeCloseTo(1.1562 / 4, 4);
  });

  it('is at most a week for nearly everybody when slots are enough', () => {
    expect(withinAWeek(settled(5, 8), 5, 8)).toBeCloseTo(0.9677, 4);
    expect(withinAWeek(settled(5, 6), 5, 6)).toBeCloseTo(0.7324, 4);
  });

  it.each([
    [1, 0, 8, 3.5],
    [1, 7, 8, 3.5],
    [1, 8, 8, 8.5],
    [2, 18, 5, 19.5],
    [1, 2, 0.3 * 10, 3.5],
  ])('for somebody who joins now: %d days’ notice, %d ahead, %d slots: %d', (lead, ahead, slots, days) => {
    expect(joiningNow(lead, ahead, slots)).toBe(days);
  });

  it('is not known where there are no slots', () => {
    expect(joiningNow(1, 3, 0)).toBeNull();
  });

  it('never gets shorter with more people ahead, nor longer with more slots', () => {
    const counts = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(counts, counts, fc.integer({ min: 1, max: 30 }), counts, (ahead, more, slots, extra) => {
        const now = joiningNow(1, ahead, slots) ?? 0;
        expect(joiningNow(1, ahead + more, slots)).toBeGreaterThanOrEqual(now);
        expect(joiningNow(1, ahead, slots + extra)).toBeLessThanOrEqual(now);
      }),
    );
  });

  it.each([
    [18, 5, 8, 6],
    [0, 5, 4, 0],
    [3, 0, 2, 1.5],
    [18, 8, 8, null],
    [18, 9, 8, null],
  ])('clears %d waiting at %d requests and %d slots in %d weeks', (waiting, rate, slots, weeks) => {
    expect(backlogClearsIn(waiting, rate, slots)).toBe(weeks);
  });

  it.each([
    [12, 4, 3, false],
    [12, 4, 2.4, false],
    [12, 4, 2.3, true],
    [12, 4, 4, false],
    [12, 4, 4.1, true],
    [12, 4, null, false],
  ])('by Little’s law: %d waiting, %d a week, measured %d: apart %s', (waiting, rate, measured, apart) => {
    expect(littlesLaw(waiting, rate, measured)).toEqual({ expected: 3, measured, apart });
  });

  it('has no sanity line when nobody asks', () => {
    expect(littlesLaw(3, 0, 1)).toBeNull();
  });
});

describe('what is needed', () => {
  it('is eight slots for five requests a week, and seven champions for those', () => {
    expect(slotsNeeded(5)).toBe(8);
    expect(championsNeeded(8, 1.5, 0.85)).toBe(7);
  });

  it.each([
    [8, 2, 1, 4],
    [8, 0.1, 1, 80],
    [3, 0.3, 1, 10],
    [0, 0, 0, 0],
    [8, 0, 1, null],
    [8, 2, 0, null],
  ])('%d slots from %d each at %d: %d champions', (slots, each, availability, champions) => {
    expect(championsNeeded(slots, each, availability)).toBe(champions);
  });

  it('is the least number of slots that will do, and never less for more requests', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (rate, more) => {
          const slots = slotsNeeded(rate);
          expect(settled(rate, slots).someLeft).toBeLessThanOrEqual(0.1);
          expect(stationaryBacklog(rate, slots - 1)?.someLeft ?? 1).toBeGreaterThan(0.1);
          expect(slotsNeeded(rate + more)).toBeGreaterThanOrEqual(slots);
        },
      ),
      { numRuns: 50 },
    );
    expect(slotsNeeded(0)).toBe(0);
  });

  it.each([
    [0, 0],
    [0.5, 2],
    [1, 3],
    [2, 5],
  ])('for %d urgent requests a week: %d slots kept', (urgent, kept) => {
    expect(urgentReserve(urgent)).toBe(kept);
  });

  it.each([
    [3, 2, 4 / 9],
    [1, 0.5, 0.5],
    [2, 2, 1],
    [4, 0, 0],
  ])('beside Erlang C: %d servers, load %d: %d', (servers, load, waits) => {
    expect(erlangC(servers, load)).toBeCloseTo(waits, 12);
  });
});

/** The law found the plain way: the step, over and over. */
function iteratedLaw(rate: number, slots: number, states: number): number[] {
  const { least, chances } = poisson(rate);
  const part = slots - Math.floor(slots);
  let law = Array.from({ length: states }, (_, b) => Number(b === 0));
  for (let moved = 1, weeks = 0; moved > 1e-14 && weeks < 20_000; weeks += 1) {
    const next = Array.from({ length: states }, () => 0);
    law.forEach((probability, b) => {
      if (probability < 1e-18) return;
      chances.forEach((chance, i) => {
        for (const [count, share] of [
          [Math.floor(slots), 1 - part],
          [Math.ceil(slots), part],
        ] as const) {
          const to = Math.min(states - 1, Math.max(0, b + least + i - count));
          next[to] = (next[to] ?? 0) + probability * chance * share;
        }
      });
    });
    moved = next.reduce((sum, each, b) => sum + Math.abs(each - (law[b] ?? 0)), 0);
    law = next;
  }
  return law;
}
