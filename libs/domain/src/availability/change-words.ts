import { formatDay, formatMinuteOfDay, formatPeriod } from '../time/format-time.js';
import { type AvailabilityChange, type HoursOfWeek, type Preferences } from './availability.js';

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** `Mondays 10:00am to midday and 2:00pm to 4:00pm; Fridays 9:00am to 11:00am`; `no hours` for none. */
export function hoursInWords(hours: readonly HoursOfWeek[]): string {
  const days = WEEKDAYS.flatMap((name, index) => {
    const ofDay = hours
      .filter(({ weekday }) => weekday === index + 1)
      .sort((a, b) => a.startMinute - b.startMinute)
      .map(
        ({ startMinute, endMinute }) =>
          `${formatMinuteOfDay(startMinute)} to ${formatMinuteOfDay(endMinute)}`,
      );
    return ofDay.length === 0 ? [] : [`${name} ${listed(ofDay)}`];
  });
  return days.length === 0 ? 'no hours' : days.join('; ');
}

/**
 * What was changed, as a sentence without its subject: `Leave from Monday 1 March 2027 to Friday 5 March 2027`.
 * Nobody is named who is never to be matched with; how many, is.
 */
export function changeInWords(change: AvailabilityChange, zone: string): string {
  switch (change.kind) {
    case 'hours-changed':
      return `Weekly hours ${days(change)}: ${hoursInWords(change.hours)}`;
    case 'time-added':
      return `${change.time === 'extra' ? 'Extra time' : 'Blocked time'} on ${period(change, zone)}`;
    case 'time-removed':
      return `${change.time === 'extra' ? 'No extra time' : 'Not blocked any more'} on ${period(change, zone)}`;
    case 'leave-taken':
      return `Leave ${days(change)}`;
    case 'leave-taken-back':
      return `No leave any more ${days(change)}`;
    case 'paused':
      return `Paused ${days(change)}`;
    case 'resumed':
      return `Not paused any more ${days(change)}`;
    case 'preferences-changed':
      return `${listed(preferencesChanged(change.before, change.after))} changed`;
    case 'never-match-changed':
      return `People never to be matched with: ${change.added.length} added, ${change.removed.length} taken away`;
  }
}

function preferencesChanged(before: Preferences, after: Preferences): string[] {
  const names: [keyof Preferences, string][] = [
    ['weeklyCap', 'consultations a week'],
    ['bufferAfterMinutes', 'time kept free after each'],
    ['priorities', 'priorities'],
    ['modes', 'ways to consult'],
    ['specialisms', 'specialisms'],
    ['autoAccept', 'taking offers at once'],
  ];
  const changed = names.filter(([key]) => asText(before[key]) !== asText(after[key])).map(([, name]) => name);
  return changed.map((name, index) => (index === 0 ? name.charAt(0).toUpperCase() + name.slice(1) : name));
}

/** Lists say the same in any order. */
function asText(value: Preferences[keyof Preferences]): string {
  return typeof value === 'object' && value !== null ? [...value].sort().join() : String(value);
}

function days({ from, until }: { from: string; until: string | null }): string {
  if (until === null) return `from ${formatDay(from)}`;
  return from === until ? `on ${formatDay(from)}` : `from ${formatDay(from)} to ${formatDay(until)}`;
}

function period({ startsAt, endsAt }: { startsAt: string; endsAt: string }, zone: string): string {
  return formatPeriod(new Date(startsAt), new Date(endsAt), zone);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
