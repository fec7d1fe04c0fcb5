import { type EpochMinute } from '../availability/intervals.js';
import { weekAround } from '../availability/slot-calendar.js';
import { costOfNobody, costOfOneMore } from './cover-cost.js';
import { type LinearColumn, type LinearProblem, type LinearRow } from './linear-problem.js';
import { type Way, type Ways } from './ways.js';

/** What the rows of a problem are worth, so that a way that is not in it can be weighed against those that are. */
export interface Prices {
  ofBooking: (booking: number) => number;
  /** What a way would take of what its consultant has to give: 0 or less. */
  ofTime: (way: Way) => number;
}

/** A linear problem over some of the ways, and how to read its solution. */
export interface WaysProblem {
  problem: LinearProblem;
  prices: (prices: readonly number[]) => Prices;
}

interface OfCandidate {
  ways: { way: Way; column: number }[];
  /** Rows by the week they cap, by the time at which nobody is in two places, and for the share of the work. */
  caps: Map<EpochMinute, number>;
  moments: { at: EpochMinute; row: number }[];
  share: number | null;
}

/**
 * The problem of covering every booking by one of these ways or by nobody: columns for the ways in their order, then one for
 * each booking that nobody takes, then what a consultant’s second, third … costs beyond the first. Rows:
 * each booking is covered once; a consultant is in one place at a time, buffers included; no week goes over its cap, counting what
 * is held in it already; and whoever gets several pays a rising share.
 */
export function problemOf(all: Ways, ways: readonly Way[], zone: string, whole: boolean): WaysProblem {
  const { bookings, candidates } = all;
  const columns: LinearColumn[] = ways.map(({ cost, candidate }) => ({
    cost: cost + firstShare(all, candidate),
    most: null,
    whole,
  }));
  const terms: [number, number][][] = bookings.map((_, at) => [[ways.length + at, 1]]);
  for (const booking of bookings) columns.push({ cost: costOfNobody(booking), most: null, whole });

  const byCandidate = new Map<number, OfCandidate>();
  ways.forEach((way, column) => {
    terms[way.booking]?.push([column, 1]);
    const its: OfCandidate = byCandidate.get(way.candidate) ?? {
      ways: [],
      caps: new Map(),
      moments: [],
      share: null,
    };
    its.ways.push({ way, column });
    byCandidate.set(way.candidate, its);
  });
  const rows: LinearRow[] = terms.map((of) => ({ terms: of, least: 1, most: 1 }));
  const weekOf = weeks(zone);

  for (const [at, its] of byCandidate) {
    const candidate = candidates[at];
    const most = distinct(its.ways);
    if (candidate === undefined || most < 2) continue;
    const { time } = candidate;
    its.ways.sort((a, b) => a.way.start - b.way.start);

    for (const [week, inWeek] of grouped(its.ways, weekOf)) {
      const held = time.held.filter(({ from }) => weekOf(from) === week).length;
      const left = time.weeklyCap - held;
      if (distinct(inWeek) <= left) continue;
      its.caps.set(week, rows.length);
      rows.push({ terms: inWeek.map(({ column }) => [column, 1]), least: null, most: left });
    }
    for (const moment of crowdedMoments(its.ways, time.sessionMinutes + time.bufferAfterMinutes)) {
      its.moments.push({ at: moment.at, row: rows.length });
      rows.push({ terms: moment.ways.map(({ column }) => [column, 1]), least: null, most: 1 });
    }
    its.share = rows.length;
    const share: [number, number][] = its.ways.map(({ column }) => [column, 1]);
    for (let already = 1; already < most; already += 1) {
      share.push([columns.length, -1]);
      const cost = costOfOneMore(candidate, already) - costOfOneMore(candidate, 0);
      columns.push({ cost, most: 1, whole: false });
    }
    rows.push({ terms: share, least: null, most: 1 });
  }

  const lengthOf = (at: number): number => {
    const time = candidates[at]?.time;
    return time === undefined ? 0 : time.sessionMinutes + time.bufferAfterMinutes;
  };
  return {
    problem: { columns, rows },
    prices: (prices) => ({
      ofBooking: (booking) => prices[booking] ?? 0,
      ofTime: ({ candidate, start }) => {
        const its = byCandidate.get(candidate);
        if (its === undefined) return 0;
        const price = (row: number | null | undefined): number => (row == null ? 0 : (prices[row] ?? 0));
        let sum = price(its.share) + price(its.caps.get(weekOf(start)));
        const ends = start + lengthOf(candidate);
        for (const { at, row } of its.moments) if (start <= at && at < ends) sum += price(row);
        return sum;
      },
    }),
  };
}

/** What the plan’s first for a consultant costs in fairness. */
export function firstShare({ candidates }: Pick<Ways, 'candidates'>, at: number): number {
  const candidate = candidates[at];
  return candidate === undefined ? 0 : costOfOneMore(candidate, 0);
}

type Placed = OfCandidate['ways'][number];

/**
 * The moments at which ways of two bookings or more would have a consultant in two places: no two of the ways at a moment go
 * together, and every two that do not go together share one. Intervals that overlap in pairs have a point in common (Helly), and the
 * latest start among them is one.
 * @param ways by their starts
 */
function crowdedMoments(
  ways: readonly Placed[],
  length: number,
): { at: EpochMinute; ways: readonly Placed[] }[] {
  const found: { at: EpochMinute; ways: readonly Placed[] }[] = [];
  let first = 0;
  for (let last = 0; last < ways.length; last += 1) {
    const at = ways[last]?.way.start ?? 0;
    const next = ways[last + 1]?.way.start;
    if (next === at) continue;
    while ((ways[first]?.way.start ?? 0) + length <= at) first += 1;
    // All of these share the next start too: that moment says it.
    if (next !== undefined && (ways[first]?.way.start ?? 0) + length > next) continue;
    const together = ways.slice(first, last + 1);
    if (distinct(together) > 1) found.push({ at, ways: together });
  }
  return found;
}

function distinct(ways: readonly Placed[]): number {
  return new Set(ways.map(({ way }) => way.booking)).size;
}

function grouped(
  ways: readonly Placed[],
  weekOf: (at: EpochMinute) => EpochMinute,
): Map<EpochMinute, Placed[]> {
  const groups = new Map<EpochMinute, Placed[]>();
  for (const one of ways) {
    const week = weekOf(one.way.start);
    const group = groups.get(week);
    if (group) group.push(one);
    else groups.set(week, [one]);
  }
  return groups;
}

/** The first minute of the week, Monday to Sunday by the wall clock, that a minute is in. */
export function weeks(zone: string): (at: EpochMinute) => EpochMinute {
  let known: { from: EpochMinute; to: EpochMinute }[] = [];
  return (at) => {
    const found = known.find(({ from, to }) => from <= at && at < to);
    if (found) return found.from;
    const week = weekAround(at, zone);
    known = [week, ...known];
    return week.from;
  };
}
