import { type ConsultantTime } from './consultant-time.js';
import { appendFreeSlots } from './free-slots.js';
import { type EpochMinute, type Interval } from './intervals.js';
import { slotCalendar, type SlotCalendar } from './slot-calendar.js';
import { StartList } from './start-list.js';

/**
 * Start times at which any of several consultants is free, and who: the consultants free at `starts[i]` are
 * `consultantIds[who[j]]` for `firstOf[i] <= j < firstOf[i + 1]`, in the order in which they were given.
 */
export interface FreeTimes {
  /** Ascending epoch minutes, each once. */
  starts: Int32Array;
  firstOf: Int32Array;
  who: Int32Array;
  consultantIds: readonly string[];
}

/** The union of the consultants' `freeSlots` in a window, with who is free at each start. */
export function freeTimesOfAny(
  consultants: readonly ConsultantTime[],
  window: Interval,
  zone: string,
): FreeTimes {
  const longest = consultants.reduce((most, { sessionMinutes }) => Math.max(most, sessionMinutes), 0);
  const calendar = slotCalendar(window, longest, zone);
  const found = new StartList();
  const ends: number[] = [];
  for (const time of consultants) {
    appendFreeSlots(time, calendar, found);
    ends.push(found.length);
  }
  return {
    ...gather(found, ends, commonGrid(consultants, calendar)),
    consultantIds: consultants.map(({ consultantId }) => consultantId),
  };
}

/** Who can be asked for a session that starts at `start`; nobody if it is no start of theirs. */
export function whoIsFree(times: FreeTimes, start: EpochMinute): string[] {
  let low = 0;
  let high = times.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times.starts[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  if (times.starts[low] !== start) return [];
  const ids: string[] = [];
  for (let i = times.firstOf[low] ?? 0; i < (times.firstOf[low + 1] ?? 0); i += 1) {
    ids.push(times.consultantIds[times.who[i] ?? 0] ?? '');
  }
  return ids;
}

/**
 * Every start is a whole number of steps after the local midnight of its piece, so all of them lie on one
 * coarser grid: the greatest common divisor of the steps and of the distances between those midnights.
 */
function commonGrid(consultants: readonly ConsultantTime[], { pieces, window }: SlotCalendar): Grid {
  const origin = pieces[0]?.midnight ?? window.from;
  let step = 0;
  for (const { startStepMinutes } of consultants) step = greatestCommonDivisor(step, startStepMinutes);
  for (const { midnight } of pieces) step = greatestCommonDivisor(step, midnight - origin);
  const size = Math.max(1, step);
  const from = origin + Math.floor((window.from - origin) / size) * size;
  return { from, step: size, cells: Math.max(0, Math.ceil((window.to - from) / size)) };
}

interface Grid {
  from: EpochMinute;
  step: number;
  cells: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}

/**
 * A counting sort by cell: the list holds the consultants' starts one after another, up to
 * `ends[consultant]`.
 */
function gather(
  { values, length }: StartList,
  ends: readonly number[],
  { from, step, cells }: Grid,
): Pick<FreeTimes, 'starts' | 'firstOf' | 'who'> {
  const place = new Int32Array(cells);
  let distinct = 0;
  for (let at = 0; at < length; at += 1) {
    const cell = (((values[at] ?? 0) - from) / step) | 0;
    const count = place[cell] ?? 0;
    if (count === 0) distinct += 1;
    place[cell] = count + 1;
  }
  const starts = new Int32Array(distinct);
  const firstOf = new Int32Array(distinct + 1);
  let index = 0;
  let total = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const count = place[cell] ?? 0;
    if (count === 0) continue;
    starts[index] = from + cell * step;
    firstOf[index] = total;
    place[cell] = total;
    total += count;
    index += 1;
  }
  firstOf[distinct] = total;
  const who = new Int32Array(total);
  let at = 0;
  for (let consultant = 0; consultant < ends.length; consultant += 1) {
    const end = ends[consultant] ?? 0;
    for (; at < end; at += 1) {
      const cell = (((values[at] ?? 0) - from) / step) | 0;
      const spot = place[cell] ?? 0;
      who[spot] = consultant;
      place[cell] = spot + 1;
    }
  }
  return { starts, firstOf, who };
}
