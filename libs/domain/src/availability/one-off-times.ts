import { DomainError } from '../errors.js';
import { epochMinutes, fromEpochMinutes } from '../time/zone.js';
import { type Availability, type AvailabilityOutcome, type OneOffTime } from './availability.js';
import { overlaps } from './intervals.js';

const A_DAY = 24 * 60;
/** More single times than these are weekly hours, or a slip. */
export const MOST_ONE_OFF = 60;

export interface OneOffWish {
  id: string;
  kind: 'extra' | 'blocked';
  startsAt: Date;
  endsAt: Date;
}

/**
 * One single time more that can be booked, or one less.
 * @param rules `sessionMinutes`: how long extra time is at least
 * @throws DomainError `invalid-input` for a time that is over, runs backwards, is longer than a day, more than a year ahead,
 *   overlaps another of its kind, or is one too many
 */
export function addOneOff(
  present: Availability,
  { id, kind, startsAt, endsAt }: OneOffWish,
  { now, sessionMinutes }: { now: Date; sessionMinutes: number },
): AvailabilityOutcome {
  const [from, to, at] = [epochMinutes(startsAt), epochMinutes(endsAt), epochMinutes(now)];
  if (to <= from) throw wrong('The end must be after the start', 'endsAt');
  if (to - from > A_DAY) {
    throw wrong('Keep it to 24 hours. For whole days away, add leave', 'endsAt');
  }
  if (from < at) throw wrong('The start must be in the future', 'startsAt');
  if (from > at + 366 * A_DAY) throw wrong('The start must be within a year from now', 'startsAt');
  if (kind === 'extra' && to - from < sessionMinutes) {
    throw wrong(`Give at least ${sessionMinutes} minutes, the length of a consultation`, 'endsAt');
  }
  const ofKind = present.oneOff.filter((time) => time.kind === kind && time.to > at);
  if (overlaps(ofKind, from, to)) {
    throw wrong(
      kind === 'extra' ? 'There is extra time there already' : 'That time is blocked already',
      'startsAt',
    );
  }
  if (ofKind.length >= MOST_ONE_OFF) {
    throw wrong(`There are ${MOST_ONE_OFF} of these already. Change the weekly hours instead`, 'startsAt');
  }
  return {
    next: { ...present, oneOff: [...present.oneOff, { id, kind, from, to }] },
    change: { kind: 'time-added', time: kind, ...asText({ from, to }) },
  };
}

/**
 * Takes a single time back; what of it is over is not changed any more.
 * @throws DomainError `not-found` when there is none with this id, `wrong-state` when it is over
 */
export function removeOneOff(present: Availability, id: string, now: Date): AvailabilityOutcome {
  const time = present.oneOff.find((one) => one.id === id);
  if (time === undefined || time.kind === 'leave') {
    throw new DomainError('not-found', 'That time is not there any more. Open the list again.');
  }
  if (time.to <= epochMinutes(now)) throw new DomainError('wrong-state', 'That time is over.');
  return {
    next: { ...present, oneOff: present.oneOff.filter((one) => one.id !== id) },
    change: { kind: 'time-removed', time: time.kind, ...asText(time) },
  };
}

function asText({ from, to }: Pick<OneOffTime, 'from' | 'to'>): { startsAt: string; endsAt: string } {
  return { startsAt: fromEpochMinutes(from).toISOString(), endsAt: fromEpochMinutes(to).toISOString() };
}

function wrong(message: string, field: string): DomainError {
  return new DomainError('invalid-input', message, field);
}
