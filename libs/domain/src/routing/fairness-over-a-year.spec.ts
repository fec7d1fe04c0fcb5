import { addDays, dayNumber } from '../time/day.js';
import { localDay } from '../time/local-day.js';
import {
  daysAvailable,
  FIRST_DAY,
  type Member,
  simulatedYear,
  WEEKS,
  type Year,
} from './support/simulated-year.js';

const LAST_DAY = addDays(FIRST_DAY, WEEKS * 7);
/** The year begins with nobody's time taken: what comes in the first eight weeks is looked at from the ninth on. */
const RUN_IN_WEEKS = 8;
/** Of eight weeks; with less, one consultation more or less is most of a share. The first two weeks are looked at apart. */
const LEAST_DAYS_THERE = 21;

const startOf = (day: string): number => localDay('Europe/London', dayNumber(day)).start;

function loadOf({ bookings }: Year, member: Member, from: string, to: string): number {
  const [first, end] = [startOf(from), startOf(to)];
  return bookings.filter(
    ({ consultantId, start }) => consultantId === member.id && start >= first && start < end,
  ).length;
}

const capacityOf = (member: Member, from: string, to: string): number =>
  (member.weeklyCap * daysAvailable(member, from, to)) / 7;

/** Jain's index: (Σx)² ÷ (n·Σx²), 1 when all are alike (Jain, Chiu and Hawe, DEC-TR-301, 1984). */
function jain(shares: readonly number[]): number {
  const sum = shares.reduce((all, share) => all + share, 0);
  return (sum * sum) / (shares.length * shares.reduce((all, share) => all + share * share, 0));
}

/** The load of everybody who was there, over what they could have taken, in the eight weeks that end on each Monday. */
function rollingIndices(year: Year, champions: readonly Member[]): number[] {
  return Array.from({ length: WEEKS - RUN_IN_WEEKS + 1 }, (_, week) => {
    const [from, to] = [addDays(FIRST_DAY, week * 7), addDays(FIRST_DAY, (week + RUN_IN_WEEKS) * 7)];
    const there = champions.filter((member) => daysAvailable(member, from, to) >= LEAST_DAYS_THERE);
    return jain(there.map((member) => loadOf(year, member, from, to) / capacityOf(member, from, to)));
  });
}

interface Fortnight {
  load: number;
  /** Of those, what nobody who had settled in could have taken at its time. */
  forWantOfOthers: number;
  mean: number;
}

/** What each who joined or came back had in their first two weeks, beside what their colleagues had for the same cap. */
function firstFortnights(year: Year, champions: readonly Member[]): Fortnight[] {
  return champions.flatMap((member) =>
    [member.joins, ...member.leave.map(({ until }) => addDays(until, 1))]
      .map((from) => ({ from, to: addDays(from, 14) }))
      .filter(({ from, to }) => from >= addDays(FIRST_DAY, RUN_IN_WEEKS * 7) && to <= LAST_DAY)
      .filter(({ from, to }) => daysAvailable(member, from, to) === 14)
      .map(({ from, to }) => {
        const others = champions.filter((other) => other !== member);
        const load = others.reduce((sum, other) => sum + loadOf(year, other, from, to), 0);
        const capacity = others.reduce((sum, other) => sum + capacityOf(other, from, to), 0);
        const lone = { ...year, bookings: year.bookings.filter(({ nobodySettled }) => nobodySettled) };
        return {
          load: loadOf(year, member, from, to),
          forWantOfOthers: loadOf(lone, member, from, to),
          mean: (load / capacity) * capacityOf(member, from, to),
        };
      }),
  );
}

const years = [1, 2, 3].map((seed) => {
  const year = simulatedYear(seed);
  return { seed, year, champions: year.members.filter(({ isLead }) => !isLead) };
});

describe.each(years)('a year of leave, joiners and leavers (seed $seed)', ({ year, champions }) => {
  it('has enough going on in it', () => {
    expect(year.bookings.length).toBeGreaterThan(500);
    expect(firstFortnights(year, champions).length).toBeGreaterThan(20);
  });

  it('has nobody asked who may not be', () => {
    expect(year.offers).toBeGreaterThan(year.bookings.length);
    expect(year.wrongOffers).toBe(0);
  });

  it('shares the work by what each could have taken, in any eight weeks', () => {
    expect(Math.min(...rollingIndices(year, champions))).toBeGreaterThanOrEqual(0.95);
  });

  it('does not make up for the time away of those who join or come back', () => {
    const fortnights = firstFortnights(year, champions);
    // This holds for every year, by the rule; the sums below are what these years come to.
    expect(
      fortnights.filter(({ load, forWantOfOthers, mean }) => load - forWantOfOthers > 1.5 * mean),
    ).toEqual([]);
    expect(fortnights.filter(({ load, mean }) => load > 1.5 * mean).length).toBeLessThanOrEqual(1);
    const sum = (what: 'load' | 'mean') => fortnights.reduce((all, one) => all + one[what], 0);
    expect(sum('load') / sum('mean')).toBeLessThanOrEqual(1.1);
    expect(sum('load') / sum('mean')).toBeGreaterThanOrEqual(0.75);
  });
});
