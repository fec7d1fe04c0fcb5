import { type z } from 'zod';

const NAMED: Readonly<Record<string, number>> = { midday: 720, noon: 720, midnight: 0 };

/**
 * A time of the day as people write it, in minutes after midnight: `9`, `9am`, `9:30`, `9.30am`, `1430`, `midday`.
 * null for anything else.
 */
export function wallTimeFrom(text: string): number | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, '');
  const named = NAMED[plain];
  if (named !== undefined) return named;
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?$/.exec(plain);
  if (!found) return null;
  const [, hours = '', minutes = '0', half] = found;
  const hour = Number(hours);
  const minute = Number(minutes);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  if (half === undefined) return hour * 60 + minute;
  if (hour < 1 || hour > 12) return null;
  return ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute;
}

/**
 * The time in a field; undefined after an issue was added. As an end, midnight is that of the day’s end.
 * @param field its `words` are what happens then: “Tuesday ends”
 */
export function timeIn(
  text: string,
  { field, words, isEnd = false }: { field: string; words: string; isEnd?: boolean },
  context: z.RefinementCtx,
): number | undefined {
  const minute = wallTimeFrom(text);
  if (minute !== null && (isEnd || minute < 24 * 60)) return isEnd && minute === 0 ? 24 * 60 : minute;
  const message = `Enter the time at which ${words}, like ${isEnd ? '4:30pm' : '9:30am'}`;
  context.addIssue({ code: 'custom', path: [field], message });
  return undefined;
}

/** A minute of the day as it stands in a field: `9:30am`. */
export function wallTimeTyped(minute: number): string {
  if (minute % 720 === 0) return minute === 720 ? 'midday' : 'midnight';
  const hour = Math.floor(minute / 60);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return `${twelve}:${String(minute % 60).padStart(2, '0')}${hour < 12 ? 'am' : 'pm'}`;
}
