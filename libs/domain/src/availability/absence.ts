import { type Day } from '../people/consultant.js';
import { addDays } from '../time/day.js';
import { type Availability, type AvailabilityOutcome } from './availability.js';
import { type Leave, leaveDays, wholeDays } from './leave.js';

/** Days away, both included; without a last one, until further notice. */
export interface Absence {
  from: Day;
  until: Day | null;
}

/**
 * Somebody is away, as a lead says it: leave between two days, a pause without a last day. What overlaps or touches it is
 * made one with it, so that no day is away twice and none that was is lost; nothing changes where all of it is away already.
 * Only one pause is kept: one that is set or has begun is made one with a later one, the days between included, since nobody
 * is to be asked shortly before they go.
 * @param id of the leave, if there is to be one
 * @param today in the programme's zone
 */
export function noteAbsence(
  present: Availability,
  id: string,
  absence: Absence,
  { today, zone }: { today: Day; zone: string },
): AvailabilityOutcome {
  const { from, until } = absence;
  return until === null ? pausedFrom(present, from, today) : onLeave(present, { id, from, until }, zone);
}

function pausedFrom(present: Availability, from: Day, today: Day): AvailabilityOutcome {
  const { paused } = present;
  const stands = paused !== null && (paused.until === null || paused.until >= addDays(today, -1));
  if (stands && paused.until === null && paused.from <= from) return { next: present, change: null };
  const begins = stands && paused.from < from ? paused.from : from;
  return {
    next: { ...present, paused: { from: begins, until: null } },
    change: { kind: 'paused', from, until: null },
  };
}

function onLeave(present: Availability, { id, from, until }: Leave, zone: string): AvailabilityOutcome {
  const days = wholeDays(from, until, zone);
  const touching = present.oneOff.filter(
    (one) => one.kind === 'leave' && one.from <= days.to && one.to >= days.from,
  );
  if (touching.some((one) => one.from <= days.from && one.to >= days.to))
    return { next: present, change: null };
  const all = touching.map((one) => leaveDays(one, zone));
  const first = [from, ...all.map((one) => one.from)].sort()[0] ?? from;
  const last = [until, ...all.map((one) => one.until)].sort().at(-1) ?? until;
  const others = present.oneOff.filter((one) => !touching.includes(one));
  return {
    next: { ...present, oneOff: [...others, { id, kind: 'leave', ...wholeDays(first, last, zone) }] },
    change: { kind: 'leave-taken', from, until },
  };
}
