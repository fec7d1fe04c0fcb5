import { type ConsultantTime, freeTimesOfAny } from '@case-consultation/domain';

/** One line of the table that the bench prints. */
export interface BenchRow {
  name: string;
  goal: string;
  value: number;
  unit: string;
  met: boolean;
}

const ZONE = 'Europe/London';
const MINUTES_A_WEEK = 7 * 1_440;
/** Monday 15 March 2027, midnight in London: the four weeks hold the change of the clocks. */
const FROM = Date.UTC(2027, 2, 15) / 60_000;
const WINDOW = { from: FROM, to: FROM + 4 * MINUTES_A_WEEK };
const SIZES = [10, 50, 250, 1_000];
const PAIRS = 31;

/**
 * Free times of any of n consultants over four weeks, 40 busy intervals each, without a database: the middle of
 * interleaved runs at each size, and the exponent k of time ~ n^k fitted by least squares on the logarithms.
 */
export async function run(): Promise<{ rows: BenchRow[] }> {
  const teams = SIZES.map((size) => Array.from({ length: size }, (_, index) => someConsultant(index)));
  for (let round = 0; round < 60; round += 1) teams.forEach((team) => freeTimesOfAny(team, WINDOW, ZONE));

  const samples = SIZES.map((): number[] => []);
  for (let pair = 0; pair < PAIRS; pair += 1) {
    teams.forEach((team, index) => samples[index]?.push(millisecondsOf(team)));
  }
  const medians = samples.map(median);
  const fifty = medians[SIZES.indexOf(50)] ?? Number.NaN;
  const exponent = slope(
    SIZES.map((size) => Math.log(size)),
    medians.map((milliseconds) => Math.log(milliseconds)),
  );
  return {
    rows: [
      {
        name: 'free times, 50 consultants × 4 weeks × 40 busy each, pure function',
        goal: '≤ 1.5 (aim ≤ 0.4)',
        value: fifty,
        unit: 'ms',
        met: fifty <= 1.5,
      },
      {
        name: 'free times from 10 to 1,000 consultants: growth exponent',
        goal: '≤ 1.1 (aim < 1)',
        value: exponent,
        unit: 'exponent',
        met: exponent <= 1.1,
      },
    ],
  };
}

/** Repeats small teams so that one sample is long beside the clock's grain. */
function millisecondsOf(team: readonly ConsultantTime[]): number {
  const repeats = Math.max(1, Math.round(1_000 / team.length));
  const started = performance.now();
  for (let i = 0; i < repeats; i += 1) freeTimesOfAny(team, WINDOW, ZONE);
  return (performance.now() - started) / repeats;
}

/** Monday to Friday, a break for lunch, 40 busy times and two bookings; the same at every run. */
function someConsultant(index: number): ConsultantTime {
  const random = lehmer(index + 1);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const busy = Array.from({ length: 40 }, () => {
    const from = FROM + upTo(28) * 1_440 + 8 * 60 + upTo(40) * 15;
    return { from, to: from + 15 + upTo(6) * 15 };
  }).sort((a, b) => a.from - b.from);
  const held = [3, 17].map((day) => {
    const from = FROM + day * 1_440 + (10 + upTo(5)) * 60;
    return { from, to: from + 75 };
  });
  const weeklyHours = [1, 2, 3, 4, 5].flatMap((weekday) =>
    [
      [9 * 60, 12 * 60 + 30],
      [13 * 60, 17 * 60],
    ].map(([startMinute = 0, endMinute = 0]) => ({
      weekday,
      startMinute,
      endMinute,
      effectiveFrom: '2026-01-01',
      effectiveUntil: null,
    })),
  );
  return {
    consultantId: `consultant-${index}`,
    weeklyHours,
    extra: [],
    blocked: [],
    leave: [],
    busy,
    held,
    sessionMinutes: 60,
    bufferAfterMinutes: 15,
    startStepMinutes: 30,
    weeklyCap: 2,
  };
}

/** A repeatable source of numbers from 0 to 1 (Lehmer 1951; modulus 2^31 − 1, multiplier 48,271). */
function lehmer(seed: number): () => number {
  let state = (seed * 7_919) % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const over = x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? 0) - meanY), 0);
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
