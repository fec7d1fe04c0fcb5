import { poissonFrom, type Random } from './seeded-random.js';

/** The sessions that one consultant can still give in one week. */
export interface OpenWeek {
  /** For each session that fits beside the others, the working day on which it lies; today is 0. */
  days: readonly number[];
  /** No more of them than so many, by the weekly cap. */
  most: number;
}

/** What is really published. */
export interface SlotsAhead {
  /** Week by week, each consultant’s. A day belongs to one week alone. */
  open: readonly (readonly OpenWeek[])[];
  /** The share of slots that are held as published: not called off, and somebody there. */
  kept: number;
}

/** Somebody who joins now. */
export interface Joining {
  /** People before them in their own and higher priorities who have no time yet. */
  ahead: number;
  /** Requests of a higher priority that still come, a working day. */
  overtakers: number;
}

/** Working days until the consultation. Null: later than the published slots reach. */
export interface JoiningRange {
  /** One in ten is sooner. */
  soonest: number | null;
  /** Half are sooner. */
  middle: number | null;
  /** Nine in ten are sooner. */
  latest: number | null;
}

/** How often it is played through at most, unless told: the ends of the range then lie within a few hundredths. */
const MOST_RUNS = 2_000;
/** And at least: the more people are ahead, the less their slots differ from one time to the next. */
const FEWEST_RUNS = 40;
/** Slots that are drawn in all, about; a queue of thousands is played through less often for it. */
const SLOTS_DRAWN = 120_000;

/**
 * How long those who join now wait, each by themselves, played through over the slots that are really published: which of a
 * consultant's starts are booked up to their cap, which slots fall out, and who of a higher priority still comes, is
 * drawn anew each time. All of them meet the same slots.
 */
export function joiningRanges<T extends Joining>(
  joining: readonly T[],
  slots: SlotsAhead,
  random: Random,
  runs = runsFor(joining, slots),
): (T & { range: JoiningRange })[] {
  const all = joining.map((each) => ({ each, waits: [] as number[] }));
  for (let run = 0; run < runs; run += 1) {
    const held: HeldDay[][] = [];
    const heldIn = (week: number): HeldDay[] =>
      (held[week] ??= heldDays(slots.open[week] ?? [], slots.kept, random));
    for (const { each, waits } of all) waits.push(playThrough(each, slots.open.length, heldIn, random));
  }
  return all.map(({ each, waits }) => ({ ...each, range: rangeOf(waits) }));
}

function rangeOf(waits: number[]): JoiningRange {
  waits.sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const wait = waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? Infinity;
    return Number.isFinite(wait) ? wait : null;
  };
  return { soonest: at(0.1), middle: at(0.5), latest: at(0.9) };
}

function runsFor(joining: readonly Joining[], { open, kept }: SlotsAhead): number {
  const published = open.flat().reduce((slots, { most }) => slots + most, 0);
  const ahead = Math.max(0, ...joining.map((each) => each.ahead));
  // Twice as many as are ahead, for those who overtake.
  const drawn = Math.max(1, Math.min(published, (2 * (ahead + 1)) / kept));
  return Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, Math.floor(SLOTS_DRAWN / drawn)));
}

/** A working day, and how many slots are held on it: 1 or more. */
type HeldDay = readonly [day: number, slots: number];

function playThrough(
  { ahead, overtakers }: Joining,
  weeks: number,
  heldIn: (week: number) => readonly HeldDay[],
  random: Random,
): number {
  let before = ahead;
  let come = 0;
  for (let week = 0; week < weeks; week += 1) {
    for (const [day, slots] of heldIn(week)) {
      if (overtakers > 0 && day > come) {
        before += poissonFrom(random, overtakers * (day - come));
        come = day;
      }
      if (before < slots) return day;
      before -= slots;
    }
  }
  return Infinity;
}

/** The slots that are held in a week, by day: of each consultant's starts some, up to their cap, any as likely. */
function heldDays(week: readonly OpenWeek[], kept: number, random: Random): HeldDay[] {
  const held = new Map<number, number>();
  for (const { days, most } of week) {
    // Floyd's way to choose some of many, each choice as likely.
    const chosen: number[] = [];
    for (let last = Math.max(0, days.length - most); last < days.length; last += 1) {
      const pick = Math.floor(random() * (last + 1));
      const place = chosen.includes(pick) ? last : pick;
      chosen.push(place);
      if (random() >= kept) continue;
      const day = days[place] ?? 0;
      held.set(day, (held.get(day) ?? 0) + 1);
    }
  }
  return [...held].sort(([a], [b]) => a - b);
}
