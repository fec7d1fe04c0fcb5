import fc from 'fast-check';
import {
  bestCover,
  type CoverBooking,
  type CoverInputs,
  costOf,
  coverProblems,
  planCover,
  type Priority,
  type SolveLinear,
  type Way,
  Ways,
} from '@case-consultation/domain';
import { aCandidate, aRoutingRequest, london } from '@case-consultation/domain/testing';
import { linearSolver } from '@case-consultation/platform';

let solve: SolveLinear;
beforeAll(async () => {
  solve = await linearSolver();
});

const ZONE = 'Europe/London';
const AWAY = 'away';
const DAYS = ['2027-03-03', '2027-03-04', '2027-03-05', '2027-03-10'] as const;

interface Drawn {
  bookings: readonly { day: number; hour: number; priority: Priority; tentative: boolean; target: number }[];
  consultants: readonly {
    hours: readonly { day: number; from: number; to: number }[];
    held: readonly { day: number; hour: number }[];
    cap: number;
    recentWork: number;
    strong: boolean;
    isLead: boolean;
    sameTeam: boolean;
    knows: readonly number[];
  }[];
  until: number;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  bookings: fc.uniqueArray(
    fc.record({
      day: fc.constantFrom(0, 1, 2),
      hour: fc.constantFrom(9, 10.5, 12),
      priority: fc.constantFrom<Priority>('P1', 'P2', 'P3'),
      tentative: fc.boolean(),
      target: fc.constantFrom(1, 2, 3),
    }),
    { minLength: 1, maxLength: 4, selector: ({ day, hour }) => day * 24 + hour },
  ),
  consultants: fc.array(
    fc.record({
      hours: fc.array(
        fc.record({
          day: fc.constantFrom(0, 1, 2, 3),
          from: fc.constantFrom(9, 9.5, 10, 10.5, 12),
          to: fc.constantFrom(1, 1.5, 2, 2.5).map((hours) => hours),
        }),
        { maxLength: 2 },
      ),
      held: fc.array(fc.record({ day: fc.constantFrom(0, 1, 3), hour: fc.constantFrom(9, 14) }), {
        maxLength: 1,
      }),
      cap: fc.constantFrom(0, 1, 2, 3),
      recentWork: fc.nat(5),
      strong: fc.boolean(),
      isLead: fc.boolean(),
      sameTeam: fc.boolean(),
      knows: fc.array(fc.nat(3), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  until: fc.constantFrom(2, 3),
});

const at = (day: number, hour: number) => london(DAYS[day] ?? '', Math.floor(hour), (hour % 1) * 60);

function inputsOf({ bookings, consultants, until }: Drawn): CoverInputs {
  const away = aCandidate(AWAY, {
    time: {
      held: bookings.map(({ day, hour }) => ({ from: at(day, hour), to: at(day, hour) + 75 })),
    },
  });
  const others = consultants.map((one, index) =>
    aCandidate(`c${index}`, {
      consultant: {
        isLead: one.isLead,
        specialisms: one.strong ? ['see-the-pattern'] : [],
        ...(one.sameTeam ? { teamId: 'assessment-north' } : {}),
      },
      time: {
        weeklyHours: [],
        extra: one.hours.map(({ day, from, to }) => ({ from: at(day, from), to: at(day, from) + to * 60 })),
        held: one.held.map(({ day, hour }) => ({ from: at(day, hour), to: at(day, hour) + 75 })),
        weeklyCap: one.cap,
      },
      recentWork: one.recentWork,
    }),
  );
  return {
    now: london('2027-03-01', 9),
    zone: ZONE,
    window: { from: london('2027-03-02', 9), to: london('2027-03-13', 0) },
    settings: { leadIsLastResort: true, fairnessWeeks: 8 },
    away: { consultantId: AWAY, from: london('2027-03-03', 0), to: at(until, 0) + 1_440 },
    candidates: [away, ...others],
    bookings: bookings.map(({ day, hour, priority, tentative, target }, index): CoverBooking => ({
      consultationId: `b${index}`,
      code: `B-${index}`,
      kind: tentative ? 'tentative' : 'confirmed',
      consultantId: AWAY,
      start: at(day, hour),
      version: 1,
      request: aRoutingRequest({ consultationId: `b${index}`, priority, targetOn: DAYS[target] ?? '' }),
      known: Object.fromEntries(
        consultants.flatMap(({ knows }, consultant) =>
          knows.includes(index)
            ? [[`c${consultant}`, { consultedThisCaseOn: '2026-11-02', declined: [] }] as const]
            : [],
        ),
      ),
    })),
  };
}

/** Every way to put the bookings together, one after the other: slow, and plainly complete. */
function cheapestOfAll(ways: Ways): number {
  const all = ways.bookings.map((_, booking) => [...ways.of(booking, () => true)]);
  const weekOf = (start: number) => (start < london('2027-03-08', 0) ? 0 : 1);
  let best = Infinity;
  const goOn = (booking: number, taken: Way[]): void => {
    if (booking === all.length) {
      best = Math.min(best, costOf(ways, taken));
      return;
    }
    goOn(booking + 1, taken);
    for (const way of all[booking] ?? []) {
      const its = taken.filter(({ candidate }) => candidate === way.candidate);
      const { time } = ways.candidates[way.candidate] ?? {};
      if (!time || its.some(({ start }) => Math.abs(start - way.start) < 75)) continue;
      const inWeek = [...time.held.map(({ from }) => from), ...its.map(({ start }) => start)].filter(
        (start) => weekOf(start) === weekOf(way.start),
      );
      if (inWeek.length + 1 > time.weeklyCap) continue;
      goOn(booking + 1, [...taken, way]);
    }
  };
  goOn(0, []);
  return best;
}

describe('the best cover', () => {
  it('costs what the best of every possible plan costs, caps and overlaps counted in', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const ways = new Ways(inputsOf(given));
        fc.pre(ways.bookings.reduce((n, _, at) => n * (1 + [...ways.of(at, () => true)].length), 1) < 4_000);
        const { cost } = bestCover(ways, ZONE, solve);
        expect(cost).toBeCloseTo(cheapestOfAll(ways), 4);
      }),
      { numRuns: 60 },
    );
  });

  const atNine = { hour: 9, priority: 'P2', tentative: false, target: 3 } as const;
  const free = (cap: number) => ({
    hours: [
      { day: 0, from: 9, to: 1 },
      { day: 1, from: 9, to: 1 },
    ],
    held: [],
    cap,
    recentWork: 0,
    strong: false,
    isLead: false,
    sameTeam: false,
    knows: [],
  });
  const twoMornings = [
    { ...atNine, day: 0 },
    { ...atNine, day: 1 },
  ];

  it.each([
    [1, 1],
    [2, 2],
  ])(
    'gives somebody no more of a week than their cap: of two bookings, with a cap of %s, %s',
    (cap, given) => {
      const inputs = inputsOf({ bookings: twoMornings, consultants: [free(cap)], until: 2 });
      const theirs = planCover(inputs, solve).filter(
        ({ fate }) => fate.kind === 'moved' && fate.to.consultantId === 'c0',
      );
      expect(theirs).toHaveLength(given);
    },
  );

  it('shares two alike between two who are alike, since the second of one costs more than the first of another', () => {
    const inputs = inputsOf({ bookings: twoMornings, consultants: [free(2), free(2)], until: 2 });
    const moves = planCover(inputs, solve).map(({ fate }) =>
      fate.kind === 'moved' ? fate.to.consultantId : null,
    );
    expect([...moves].sort()).toEqual(['c0', 'c1']);
    const ways = new Ways(inputs);
    const own = [0, 1].map((booking) =>
      [...ways.of(booking, () => true)].filter(({ start }) => start === ways.bookings[booking]?.start),
    );
    const [first, second] = own.map((all) => all[0]) as [Way, Way];
    const [a, b] = [costOf(ways, [first, second]), costOf(ways, [second, first])];
    expect(first.candidate).toBe(second.candidate);
    expect(a).toBeCloseTo(b, 9);
    const other = own[1]?.find(({ candidate }) => candidate !== first.candidate) as Way;
    expect(a - second.cost).toBeGreaterThan(costOf(ways, [first, other]) - other.cost);
  });

  it('breaks no hard rule and is the same in whatever order things come', () => {
    fc.assert(
      fc.property(drawn, (given) => {
        const inputs = inputsOf(given);
        const plan = planCover(inputs, solve);
        expect(coverProblems(inputs, plan)).toEqual([]);
        const turned = {
          ...inputs,
          bookings: [...inputs.bookings].reverse(),
          candidates: [...inputs.candidates].reverse(),
        };
        expect(planCover(turned, solve)).toEqual(plan);
      }),
      { numRuns: 30 },
    );
  });
});
