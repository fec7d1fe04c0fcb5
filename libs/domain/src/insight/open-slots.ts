import { type ConsultantTime } from '../availability/consultant-time.js';
import { freeSlots } from '../availability/free-slots.js';
import { type EpochMinute, type Interval } from '../availability/intervals.js';

/** What one consultant can still give in one week. */
export interface OpenSlots {
  /** Starts of sessions that fit one after another, with their buffers, beside what is booked. */
  starts: readonly EpochMinute[];
  /** How many of those the weekly cap still lets in. */
  most: number;
}

/**
 * A consultant's free starts, week by week, packed as tightly as session and buffer allow. Sessions that are all of one
 * length are packed best by always taking the soonest.
 * @param weeks ascending, Monday to Sunday, one after another
 * @param from where notice ends: no start before it; bookings before it count towards the cap of their week
 * @returns one for each of `weeks`
 */
export function openSlots(
  time: ConsultantTime,
  weeks: readonly Interval[],
  from: EpochMinute,
  zone: string,
): OpenSlots[] {
  const starts = freeSlots(time, { from, to: Math.max(from, weeks.at(-1)?.to ?? from) }, zone);
  let next = 0;
  let freeAgain = -Infinity;
  return weeks.map((week) => {
    const fitting: EpochMinute[] = [];
    for (; (starts[next] ?? Infinity) < week.to; next += 1) {
      const start = starts[next] ?? 0;
      if (start < freeAgain) continue;
      fitting.push(start);
      freeAgain = start + time.sessionMinutes + time.bufferAfterMinutes;
    }
    const booked = time.held.filter((held) => held.from >= week.from && held.from < week.to).length;
    return { starts: fitting, most: Math.max(0, Math.min(fitting.length, time.weeklyCap - booked)) };
  });
}
