import { type EpochMinute } from '../availability/intervals.js';
import { costOfNobody, costOfOneMore } from './cover-cost.js';
import { type Placement } from './cover-problem.js';
import { firstShare, problemOf, type Prices, weeks } from './cover-problem-rows.js';
import { type LinearSolution, type SolveLinear } from './linear-problem.js';
import { type Way, type Ways } from './ways.js';

export interface BestCover {
  /** By the id of the consultation; null where nobody takes it over. */
  placements: ReadonlyMap<string, Placement | null>;
  /** In the points of `COVER_WEIGHTS`. */
  cost: number;
}

/** Ways of each booking to begin with, at its own time and elsewhere; more are looked for where they could help. */
const AT_ITS_TIME = 8;
const ELSEWHERE = 60;
/** Ways of one booking that are added at a time. */
const AT_A_TIME = 12;
/** Below this a difference is the arithmetic's. */
const GRAIN = 2e-7;

/**
 * The plan that costs least of all there are, over all bookings together, and not one by one. Exact: the problem is first solved
 * over a few ways and with parts of bookings allowed; then every way left out is weighed against the prices of that
 * solution and added where it could help, until none could (column generation: Gilmore and Gomory, 1961; Barnhart and
 * others, *Branch-and-Price*, 1998). If bookings came out in parts, the whole-number problem is solved over every way whose reduced
 * cost is within the gap; no other can be in a better plan.
 */
export function bestCover(ways: Ways, zone: string, solve: SolveLinear): BestCover {
  const pool = new Pool(ways, zone);
  for (const [booking] of ways.bookings.entries()) pool.begin(booking);

  for (;;) {
    const { problem, prices } = problemOf(ways, pool.ways, zone, false);
    const solution = solve(problem);
    const worth = prices(solution.prices);
    if (pool.addWorth(worth, -GRAIN, AT_A_TIME) > 0) continue;
    if (isWhole(solution, pool.ways.length)) return coverFrom(ways, pool.ways, solution);

    const first = solve(problemOf(ways, pool.ways, zone, true).problem);
    const gap = first.cost - solution.cost;
    const added = pool.addWorth(worth, gap + GRAIN, Infinity);
    const best = added === 0 ? first : solve(problemOf(ways, pool.ways, zone, true).problem);
    return coverFrom(ways, pool.ways, best);
  }
}

/** The ways that are in the problem so far. */
class Pool {
  readonly ways: Way[] = [];
  private readonly known = new Set<string>();

  private readonly weekOf: (at: EpochMinute) => EpochMinute;

  constructor(
    private readonly all: Ways,
    zone: string,
  ) {
    this.weekOf = weeks(zone);
  }

  /**
   * The best ways at its own time; where those are few, the nearest of each consultant in each week too, since it is weeks that
   * fill up.
   */
  begin(booking: number): void {
    const own: Way[] = [];
    const others: Way[] = [];
    const seen = new Set<string>();
    const goesOn = (cost: number): boolean =>
      cost === 0 || (own.length < AT_ITS_TIME && others.length < ELSEWHERE);
    for (const way of this.all.of(booking, goesOn)) {
      if (way.start === this.all.bookings[booking]?.start) own.push(way);
      else if (isNew(seen, `${way.candidate} ${this.weekOf(way.start)}`)) others.push(way);
    }
    own.sort((a, b) => a.cost - b.cost);
    for (const way of [...own.slice(0, AT_ITS_TIME), ...others]) this.add(way);
  }

  /** Adds ways whose reduced cost is below `limit`. @returns how many */
  addWorth(worth: Prices, limit: number, most: number): number {
    let added = 0;
    for (const [booking] of this.all.bookings.entries()) {
      const price = worth.ofBooking(booking);
      let ofThis = 0;
      for (const way of this.all.of(booking, (cost) => cost - price < limit && ofThis < most)) {
        const reduced = way.cost + firstShare(this.all, way.candidate) - price - worth.ofTime(way);
        if (reduced >= limit || !this.add(way)) continue;
        ofThis += 1;
        if (ofThis >= most) break;
      }
      added += ofThis;
    }
    return added;
  }

  private add(way: Way): boolean {
    if (!isNew(this.known, `${way.booking} ${way.candidate} ${way.start}`)) return false;
    this.ways.push(way);
    return true;
  }
}

function isNew(seen: Set<string>, key: string): boolean {
  const before = seen.size;
  return seen.add(key).size > before;
}

function isWhole({ amounts }: LinearSolution, ways: number): boolean {
  return amounts.slice(0, ways).every((amount) => Math.min(amount, 1 - amount) < 1e-6);
}

function coverFrom(ways: Ways, pool: readonly Way[], { amounts }: LinearSolution): BestCover {
  const taken = pool.filter((_, column) => (amounts[column] ?? 0) > 0.5);
  const placements = new Map<string, Placement | null>(
    ways.bookings.map(({ consultationId }) => [consultationId, null]),
  );
  for (const { booking, candidate, start } of taken) {
    const id = ways.bookings[booking]?.consultationId;
    const consultantId = ways.candidates[candidate]?.consultant.id;
    if (id !== undefined && consultantId !== undefined) placements.set(id, { consultantId, start });
  }
  return { placements, cost: costOf(ways, taken) };
}

/** What a plan costs that covers these bookings in these ways, and the others by nobody. */
export function costOf(
  { bookings, candidates }: Pick<Ways, 'bookings' | 'candidates'>,
  taken: readonly Way[],
): number {
  let cost = 0;
  const already = new Map<number, number>();
  const covered = new Set(taken.map(({ booking }) => booking));
  for (const [at, booking] of bookings.entries()) if (!covered.has(at)) cost += costOfNobody(booking);
  for (const way of taken) {
    const candidate = candidates[way.candidate];
    const before = already.get(way.candidate) ?? 0;
    cost += way.cost + (candidate === undefined ? 0 : costOfOneMore(candidate, before));
    already.set(way.candidate, before + 1);
  }
  return cost;
}
