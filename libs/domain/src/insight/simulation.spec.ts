import { stationaryBacklog } from './backlog.js';
import { slotsNeeded } from './slots-needed.js';
import { withinAWeek } from './waiting-time.js';

/**
 * People who come one by one, and slots that are held one by one: a simulation of single events that knows nothing of
 * the model, not even its Poisson numbers. Time is counted in working weeks.
 */
interface Seen {
  /** The share of weeks at whose end somebody was left waiting. */
  someLeft: number;
  /** The share of people who were seen within five working days of asking. */
  withinFiveDays: number;
}

const WEEKS = 12_000;

/** Marsaglia’s xorshift, from a seed above 0. */
function dice(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return ((x >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** @param heldAt when in the week the slots are held, 0 to 1 */
function simulate(
  requestsPerWeek: number,
  slots: number,
  heldAt: (roll: () => number) => number,
  seed: number,
): Seen {
  const roll = dice(seed);
  const gap = (): number => -Math.log(roll()) / requestsPerWeek;
  const line: number[] = [];
  let served = 0;
  let soon = 0;
  let weeksWithSomeLeft = 0;
  let nextAsks = gap();
  const joinUntil = (now: number): void => {
    for (; nextAsks <= now; nextAsks += gap()) line.push(nextAsks);
  };
  for (let week = 0; week < WEEKS; week += 1) {
    const held = Array.from({ length: slots }, () => week + heldAt(roll)).sort((a, b) => a - b);
    for (const now of held) {
      joinUntil(now);
      const asked = line[served];
      if (asked === undefined) continue;
      served += 1;
      if (now - asked <= 1) soon += 1;
    }
    joinUntil(week + 1);
    if (line.length > served) weeksWithSomeLeft += 1;
  }
  return { someLeft: weeksWithSomeLeft / WEEKS, withinFiveDays: soon / served };
}

/** Whoever asked in a week may have any slot that is left of it. */
const atTheEnd = (): number => 1;
const anywhere = (roll: () => number): number => roll();

const RATES = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30];

describe.each(RATES)('the model beside single events, %d requests a week', (rate) => {
  const needed = slotsNeeded(rate);

  it('needs as many slots, within one', () => {
    let slots = rate + 1;
    while (simulate(rate, slots, atTheEnd, 20_270 + slots).someLeft > 0.1) slots += 1;
    expect(Math.abs(slots - needed)).toBeLessThanOrEqual(1);
  });

  it('has as many seen within five days, within three points, however scarce slots are', () => {
    for (const slots of new Set([rate + 1, Math.floor((rate + needed) / 2), needed, needed + 2])) {
      const backlog = stationaryBacklog(rate, slots);
      const model = backlog ? withinAWeek(backlog, rate, slots) : 0;
      const { withinFiveDays, someLeft } = simulate(rate, slots, atTheEnd, 31 * slots + 7);
      expect(Math.abs(model - withinFiveDays)).toBeLessThanOrEqual(0.03);
      if (slots >= needed) expect(Math.abs((backlog?.someLeft ?? 1) - someLeft)).toBeLessThanOrEqual(0.03);
    }
  });

  it('is within three points where slots are enough and lie anywhere in the week', () => {
    const backlog = stationaryBacklog(rate, needed);
    const model = backlog ? withinAWeek(backlog, rate, needed) : 0;
    const { withinFiveDays } = simulate(rate, needed, anywhere, 4_711);
    expect(Math.abs(model - withinFiveDays)).toBeLessThanOrEqual(0.03);
    // Nobody has to wait for the week's end, so it is never worse than the model says.
    expect(withinFiveDays).toBeGreaterThan(model - 0.01);
  });
});
