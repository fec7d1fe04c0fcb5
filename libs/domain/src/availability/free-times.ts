import { type ConsultantTime } from './consultant-time.js';
import { appendFreeSlots } from './free-slots.js';
import { type EpochMinute, type Interval } from './intervals.js';
import { slotCalendar } from './slot-calendar.js';

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
  const found: EpochMinute[] = [];
  const ends: number[] = [];
  for (const time of consultants) {
    appendFreeSlots(time, calendar, found);
    ends.push(found.length);
  }
  return {
    ...gather(found, ends, window),
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

/** A counting sort by minute: `found` holds the consultants' starts one after another, up to `ends[consultant]`. */
function gather(
  found: readonly EpochMinute[],
  ends: readonly number[],
  window: Interval,
): Pick<FreeTimes, 'starts' | 'firstOf' | 'who'> {
  const minutes = Math.max(0, window.to - window.from);
  const place = new Int32Array(minutes);
  let distinct = 0;
  for (const start of found) {
    const minute = start - window.from;
    const count = place[minute] ?? 0;
    if (count === 0) distinct += 1;
    place[minute] = count + 1;
  }
  const starts = new Int32Array(distinct);
  const firstOf = new Int32Array(distinct + 1);
  let index = 0;
  let total = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const count = place[minute] ?? 0;
    if (count === 0) continue;
    starts[index] = window.from + minute;
    firstOf[index] = total;
    place[minute] = total;
    total += count;
    index += 1;
  }
  firstOf[distinct] = total;
  const who = new Int32Array(total);
  let at = 0;
  for (let consultant = 0; consultant < ends.length; consultant += 1) {
    const end = ends[consultant] ?? 0;
    for (; at < end; at += 1) {
      const minute = (found[at] ?? 0) - window.from;
      const spot = place[minute] ?? 0;
      who[spot] = consultant;
      place[minute] = spot + 1;
    }
  }
  return { starts, firstOf, who };
}
