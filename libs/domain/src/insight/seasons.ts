import { type Day } from '../people/consultant.js';
import { dayNumber } from '../time/day.js';
import { meanOf, sumOf } from './counts.js';
import { bestSmoothing, type Smoothed } from './smoothing.js';

/** A level without the time of the year, and what to multiply it by. */
export interface Seasonal extends Smoothed {
  /** The past without the time of the year. */
  values: readonly number[];
  /** 1 for a week like the average of the year. */
  indexOf: (monday: Day) => number;
}

/** The year in parts of four weeks; what is over belongs to the last. */
const PARTS = 13;
const DAYS_OF_PART = 28;
/** A part's index is drawn towards 1 as if so many more requests had come as were expected. */
const DRAWN_TO_ONE = 10;
/** Weeks at the end that the indices are tried on, having been made without them. */
const TRIED_ON = 26;

/**
 * Smoothing of what is left when the time of the year is taken out: for each part of the year the ratio of what came
 * to what an average week would have had. It is only given where, made without the last 26 weeks, it would have
 * forecast those better than smoothing alone; null elsewhere.
 * @param perFive requests a week of five working days, one for each of `weeks`, oldest first
 */
export function seasonal(weeks: readonly { monday: Day }[], perFive: readonly number[]): Seasonal | null {
  const mondays = weeks.map(({ monday }) => monday);
  const known = mondays.length - TRIED_ON;
  const tried = withSeasons(mondays, perFive, indices(mondays.slice(0, known), perFive.slice(0, known)));
  const plain = bestSmoothing(perFive);
  const errorOf = (level: Smoothed, values: readonly number[], indexOf: (monday: Day) => number): number => {
    let at = values[0] ?? 0;
    const errors: number[] = [];
    for (const [i, value] of values.entries()) {
      const index = indexOf(mondays[i] ?? '');
      if (i >= known) errors.push(Math.abs((perFive[i] ?? 0) - at * index));
      at += level.alpha * (value - at);
    }
    return meanOf(errors);
  };
  const better = errorOf(tried, tried.values, tried.indexOf) < errorOf(plain, perFive, () => 1);
  return better ? withSeasons(mondays, perFive, indices(mondays, perFive)) : null;
}

function withSeasons(
  mondays: readonly Day[],
  perFive: readonly number[],
  index: readonly number[],
): Seasonal {
  const indexOf = (monday: Day): number => index[partOf(monday)] ?? 1;
  const values = perFive.map((value, i) => value / indexOf(mondays[i] ?? ''));
  return { ...bestSmoothing(values), values, indexOf };
}

function indices(mondays: readonly Day[], perFive: readonly number[]): number[] {
  const mean = meanOf(perFive);
  const parts = mondays.map(partOf);
  return Array.from({ length: PARTS }, (_, part) => {
    const came = perFive.filter((__, i) => parts[i] === part);
    return (sumOf(came) + DRAWN_TO_ONE) / (mean * came.length + DRAWN_TO_ONE);
  });
}

/** Which part of its year the middle of a week lies in, 0 to 12. */
function partOf(monday: Day): number {
  const middle = dayNumber(monday) + 3;
  const year = new Date(middle * 86_400_000).getUTCFullYear();
  return Math.min(PARTS - 1, Math.floor((middle - dayNumber(`${year}-01-01`)) / DAYS_OF_PART));
}
