import { type ConsultantTime } from '../availability/consultant-time.js';
import { freeSlots } from '../availability/free-slots.js';
import { type Interval } from '../availability/intervals.js';

/**
 * How many consultations one consultant could have held in each of some weeks, had nothing been booked: the most sessions,
 * each with its buffer after it, that lie one after another on the start grid within their hours, less what was blocked and
 * their leave; at most their weekly cap. Sessions that are all of one length are packed best by always taking the soonest.
 *
 * @param weeks ascending stretches that do not overlap; a start counts in the one it lies in
 * @returns one number for each of `weeks`, 0 or more
 */
export function publishedSlots(time: ConsultantTime, weeks: readonly Interval[], zone: string): number[] {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) return [];
  const starts = freeSlots({ ...time, held: [] }, { from: first.from, to: last.to }, zone);
  const taken = time.sessionMinutes + time.bufferAfterMinutes;
  let at = 0;
  let freeAgain = first.from;
  return weeks.map(({ from, to }) => {
    let slots = 0;
    for (let start = starts[at]; start !== undefined && start < to; start = starts[(at += 1)]) {
      if (start < from || start < freeAgain) continue;
      slots += 1;
      freeAgain = start + taken;
    }
    return Math.min(slots, Math.max(0, time.weeklyCap));
  });
}
