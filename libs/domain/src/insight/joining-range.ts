import { poissonFrom, type Random } from './seeded-random.js';

/** The sessions that one consultant can still give in one week. */
export interface OpenWeek {
  /** For each session that fits beside the others, the working day on which it lies; today is 0. */
  days: readonly number[];
  /** No more of them than so many, by the weekly cap. */
  most: number;
}

export interface Joining {
  /** People before them in their own and higher priorities who have no time yet. */
  ahead: number;
  /** Week by week, each consultant’s. A day belongs to one week alone. */
  open: readonly (readonly OpenWeek[])[];
  /** The share of slots that are held as published: not called off, and somebody there. */
  kept: number;
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
/** Slots that are drawn for one range in all, about; a queue of thousands is played through less often for it. */
const SLOTS_DRAWN = 120_000;

/**
 * How long somebody who joins now waits, played through over the slots that are really published: which of a
 * consultant's starts are booked up to their cap, which slots fall out, and who of a higher priority still comes, is
 * drawn anew each time.
 */
export function joiningRange(joining: Joining, random: Random, runs = runsFor(joining)): JoiningRange {
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) waits.push(playThrough(joining, random));
  waits.sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const wait = waits[Math.min(runs - 1, Math.floor(share * runs))] ?? Infinity;
    return Number.isFinite(wait) ? wait : null;
  };
  return { soonest: at(0.1), middle: at(0.5), latest: at(0.9) };
}

function runsFor({ ahead, open, kept }: Joining): number {
  const published = open.flat().reduce((slots, { most }) => slots + most, 0);
  // Twice as many as are ahead, for those who overtake.
  const drawn = Math.max(1, Math.min(published, (2 * (ahead + 1)) / kept));
  return Math.min(MOST_RUNS, Math.max(FEWEST_RUNS, Math.floor(SLOTS_DRAWN / drawn)));
}

function playThrough({ ahead, open, kept, overtakers }: Joining, random: Random): number {
  let before = ahead;
  let come = 0;
  for (const week of open) {
    const days = daysOfSlots(week, kept, random);
    days.sort((a, b) => a - b);
    for (const day of days) {
      if (overtakers > 0 && day > come) {
        before += poissonFrom(random, overtakers * (day - come));
        come = day;
      }
      if (before === 0) return day;
      before -= 1;
    }
  }
  return Infinity;
}

/** The days of the slots that are held in a week: of each consultant's starts some, up to their cap, any as likely. */
function daysOfSlots(week: readonly OpenWeek[], kept: number, random: Random): number[] {
  const held: number[] = [];
  for (const { days, most } of week) {
    // Floyd's way to choose some of many, each choice as likely.
    const chosen: number[] = [];
    for (let last = Math.max(0, days.length - most); last < days.length; last += 1) {
      const pick = Math.floor(random() * (last + 1));
      const place = chosen.includes(pick) ? last : pick;
      chosen.push(place);
      if (random() < kept) held.push(days[place] ?? 0);
    }
  }
  return held;
}
