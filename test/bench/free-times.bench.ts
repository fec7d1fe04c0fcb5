import { type ConsultantTime, freeTimesOfAny } from '@case-consultation/domain';
import { atMost, type BenchRow, row } from './support/rows.js';
import { someBusyTimes } from './support/some-busy-times.js';

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
  const exponents = Array.from({ length: PAIRS }, (_, pair) =>
    slope(
      SIZES.map((size) => Math.log(size)),
      samples.map((each) => Math.log(each[pair] ?? Number.NaN)),
    ),
  );
  return {
    rows: [
      row(
        'free times, 50 consultants × 4 weeks × 40 busy each, pure function',
        'ms',
        samples[SIZES.indexOf(50)] ?? [],
        atMost(1.5, 0.4),
      ),
      row('free times from 10 to 1,000 consultants: growth exponent', '', exponents, atMost(1.1, 0.999)),
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
  const { busy, heldFromHour } = someBusyTimes(index, FROM);
  const held = [3, 17].map((day) => {
    const from = FROM + day * 1_440 + heldFromHour * 60;
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

function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const over = x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? 0) - meanY), 0);
  return over / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
