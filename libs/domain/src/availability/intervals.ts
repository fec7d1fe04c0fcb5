/** Whole minutes since 1970-01-01T00:00Z. Fits 31 bits until the year 6053. */
export type EpochMinute = number;

/** Half-open: `from` is in it, `to` is not. */
export interface Interval {
  from: EpochMinute;
  to: EpochMinute;
}

/** Sorted, disjoint and not touching, flat: from, to, from, to … Cheaper to walk than objects. */
export type FlatIntervals = number[];

/** The union of several lists of intervals. Empty intervals are dropped. Lists that are sorted cost no sort. */
export function union(...lists: readonly (readonly Interval[])[]): FlatIntervals {
  let all: FlatIntervals = [];
  for (const list of lists) {
    if (list.length > 0) all = mergeSorted(all, flat(list));
  }
  return all;
}

/** The union of two flat lists. May give back one of them when the other is empty. */
export function mergeSorted(first: FlatIntervals, second: FlatIntervals): FlatIntervals {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const merged: FlatIntervals = [];
  let i = 0;
  let j = 0;
  while (i < first.length || j < second.length) {
    if (j >= second.length || (i < first.length && (first[i] ?? 0) <= (second[j] ?? 0))) {
      append(merged, first[i] ?? 0, first[i + 1] ?? 0);
      i += 2;
    } else {
      append(merged, second[j] ?? 0, second[j + 1] ?? 0);
      j += 2;
    }
  }
  return merged;
}

/** Adds an interval that starts no earlier than the last one did, joining the two if they touch. */
export function append(intervals: FlatIntervals, from: number, to: number): void {
  if (to <= from) return;
  const last = intervals.length - 1;
  if (last >= 0 && (intervals[last] ?? 0) >= from) {
    if ((intervals[last] ?? 0) < to) intervals[last] = to;
  } else {
    intervals.push(from, to);
  }
}

/** Whether [from, to) shares a minute with any of them. */
export function overlaps(intervals: readonly Interval[], from: EpochMinute, to: EpochMinute): boolean {
  return intervals.some((other) => Math.max(other.from, from) < Math.min(other.to, to));
}

function flat(list: readonly Interval[]): FlatIntervals {
  const sorted = isSorted(list) ? list : [...list].sort((a, b) => a.from - b.from);
  const intervals: FlatIntervals = [];
  for (const { from, to } of sorted) append(intervals, from, to);
  return intervals;
}

function isSorted(list: readonly Interval[]): boolean {
  for (let i = 1; i < list.length; i += 1) {
    if ((list[i]?.from ?? 0) < (list[i - 1]?.from ?? 0)) return false;
  }
  return true;
}
