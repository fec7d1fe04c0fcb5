import { DomainError } from '../errors.js';
import { type ConsultantTime } from './consultant-time.js';
import { type EpochMinute, type Interval, union } from './intervals.js';
import { fullWeeks, openHours } from './open-hours.js';
import { slotCalendar, type SlotCalendar } from './slot-calendar.js';
import { StartList } from './start-list.js';

/**
 * The start times, in epoch minutes and ascending, at which this consultant can hold a session and that lie
 * in the window. The session lies wholly inside weekly hours or extra time; the session with its buffer
 * touches nothing blocked, no leave, no busy time and no booking (it may run past the end of the hours);
 * the start is on the step grid of the wall clock in `zone`; no start falls in a week whose cap is reached.
 * When the clocks go back, a time that comes twice gives two starts.
 * @throws DomainError `invalid-input` when session or step is no positive whole number, or the zone is
 * unknown.
 */
export function freeSlots(time: ConsultantTime, window: Interval, zone: string): EpochMinute[] {
  const starts = new StartList();
  appendFreeSlots(time, slotCalendar(window, time.sessionMinutes, zone), starts);
  return [...starts.values.subarray(0, starts.length)];
}

/**
 * `freeSlots` onto the end of `starts`, in a calendar that knows sessions at least as long as this
 * consultant's.
 */
export function appendFreeSlots(time: ConsultantTime, calendar: SlotCalendar, starts: StartList): void {
  checkLengths(time);
  const { window } = calendar;
  const { sessionMinutes: session, bufferAfterMinutes: buffer, startStepMinutes: step } = time;
  const hours = openHours(time, calendar);
  const taken = union(time.blocked, time.leave, time.busy, time.held);
  const full = fullWeeks(time, calendar);
  starts.reserve(Math.ceil(Math.max(0, window.to - window.from) / step) + calendar.pieces.length);
  let next = 0;
  let piece = 0;
  for (let i = 0; i < hours.length; i += 2) {
    const lastInHours = Math.min((hours[i + 1] ?? 0) - session, window.to - 1);
    let earliest = hours[i] ?? 0;
    while (earliest <= lastInHours) {
      while (next < taken.length && (taken[next + 1] ?? 0) <= earliest) next += 2;
      const last =
        next < taken.length ? Math.min(lastInHours, (taken[next] ?? 0) - session - buffer) : lastInHours;
      if (earliest <= last) piece = appendGrid(starts, calendar, piece, full, earliest, last, step);
      if (next >= taken.length) break;
      earliest = Math.max(earliest, taken[next + 1] ?? 0);
    }
  }
}

/** Appends the grid starts from `earliest` to `last` inclusive; returns the piece to go on from. */
function appendGrid(
  starts: StartList,
  { pieces }: SlotCalendar,
  firstPiece: number,
  full: readonly boolean[],
  earliest: EpochMinute,
  last: EpochMinute,
  step: number,
): number {
  let index = firstPiece;
  for (let piece = pieces[index]; piece !== undefined; piece = pieces[(index += 1)]) {
    if (piece.to <= earliest) continue;
    if (full[piece.week] !== true) {
      const low = Math.max(earliest, piece.from);
      const high = Math.min(last, piece.to - 1);
      let start = piece.midnight + Math.ceil((low - piece.midnight) / step) * step;
      for (; start <= high; start += step) starts.push(start);
    }
    if (piece.to > last) break;
  }
  return index;
}

function checkLengths({ sessionMinutes, bufferAfterMinutes, startStepMinutes }: ConsultantTime): void {
  const whole =
    Number.isInteger(sessionMinutes) &&
    Number.isInteger(startStepMinutes) &&
    Number.isInteger(bufferAfterMinutes);
  if (whole && sessionMinutes > 0 && startStepMinutes > 0 && bufferAfterMinutes >= 0) return;
  throw new DomainError(
    'invalid-input',
    'Session and start step must be whole minutes above 0, and the buffer whole minutes of 0 or more',
  );
}
