/** How much work somebody has had lately, and how much they could have taken. */
export interface WorkShare {
  /** Consultations, 0 or more. */
  recentWork: number;
  /** Consultations, above 0. */
  capacity: number;
}

/**
 * Who is furthest below their share: negative when `a` is further below than `b`, 0 when they are level.
 * The next consultation goes where (2 × work + 1) ÷ capacity is least: the Sainte-Laguë (Webster) rule,
 * which of all the divisor rules leans neither to those who give much time nor to those who give little
 * (Balinski and Young, *Fair Representation*, 1982). It looks at the two people alone, so a colleague who
 * cannot be asked changes nothing. Compared crosswise, exact for whole numbers.
 */
export function compareShares(a: WorkShare, b: WorkShare): number {
  return (2 * a.recentWork + 1) * b.capacity - (2 * b.recentWork + 1) * a.capacity;
}

/**
 * How many consultations somebody could have taken over the fairness weeks: the weekly cap for each week
 * less the days they were on leave, paused or not yet signed off. Never under one week's worth (and never
 * 0), so that somebody who is new or just back gets their share from now on and not the arrears.
 * @param weeks whole weeks, 1 or more
 * @param daysAway 0 to 7 × `weeks`
 */
export function capacityOver(weeklyCap: number, weeks: number, daysAway: number): number {
  const cap = Math.max(1, weeklyCap);
  return Math.max(cap, (cap * (weeks * 7 - daysAway)) / 7);
}

/**
 * Days before and after today over which fairness looks, `weeks` weeks together. The last of them is the week to come:
 * what is booked in it counts, so whether somebody is there in it has to count too. Else everybody who was away would be
 * behind by a week on the day they are back, and be asked for all of it at once.
 * @param weeks 1 or more; a single week is the one that has passed
 */
export function fairnessStretch(weeks: number): { daysBack: number; daysAhead: number } {
  const daysAhead = weeks > 1 ? 7 : 0;
  return { daysBack: weeks * 7 - daysAhead, daysAhead };
}

/** So long somebody counts as new or just back: two weeks. */
export const SETTLING_DAYS = 14;
/** Whoever was away for less than this many days has not come back, but taken a few days off. */
export const LONG_ABSENCE_DAYS = 5;
/** In those two weeks they are asked for so many times what their colleagues have, at the most (`hasHadEnough`). */
export const SETTLING_SHARE = 1.5;
