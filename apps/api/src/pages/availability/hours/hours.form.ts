import { z } from 'zod';
import { type HoursWish, MOST_STRETCHES_A_DAY } from '@case-consultation/domain';
import { dayIn, dayTyped } from '../../kit/date-parts.js';
import { type Typed } from '../../kit/form-state.js';
import { timeIn, wallTimeTyped } from '../kit/wall-time.js';

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** How the inputs of a stretch are named: `start-1-0` is Monday’s first. */
export function hoursField(part: 'start' | 'end', weekday: number, stretch: number): string {
  return `${part}-${weekday}-${stretch}`;
}

interface TypedStretch {
  readonly weekday: number;
  readonly stretch: number;
  readonly start: string;
  readonly end: string;
}

/** The stretches in which anything was typed, in order: the rules name them by their place in this list. */
export function stretchesIn(typed: Typed): TypedStretch[] {
  const read = (name: string): string => [typed[name] ?? ''].flat().join('').trim();
  return WEEKDAYS.flatMap((_, index) => {
    const weekday = index + 1;
    return Array.from({ length: MOST_STRETCHES_A_DAY }, (_, stretch) => ({
      weekday,
      stretch,
      start: read(hoursField('start', weekday, stretch)),
      end: read(hoursField('end', weekday, stretch)),
    })).filter(({ start, end }) => start !== '' || end !== '');
  });
}

/** A week of hours and the days from which and until which it holds. */
export const hoursForm = z.record(z.string(), z.unknown()).transform((given, context): HoursWish => {
  const typed = given as Typed;
  const hours = stretchesIn(typed).flatMap(({ weekday, stretch, start, end }) => {
    const day = WEEKDAYS[weekday - 1] ?? '';
    const from = timeIn(
      start,
      { field: hoursField('start', weekday, stretch), words: `when ${day} starts` },
      context,
    );
    const until = timeIn(
      end,
      { field: hoursField('end', weekday, stretch), words: `when ${day} ends`, isEnd: true },
      context,
    );
    return from === undefined || until === undefined
      ? []
      : [{ weekday, startMinute: from, endMinute: until }];
  });
  const from = dayIn(typed, 'from', 'the first day', context) ?? '';
  const until = dayIn(typed, 'until', 'the last day', context, { optional: true });
  return { hours, from, until };
});

/** Hours as the form holds them. */
export function hoursTyped({ hours, from, until }: HoursWish): Typed {
  const count = new Map<number, number>();
  const fields = hours.flatMap(({ weekday, startMinute, endMinute }) => {
    const stretch = count.get(weekday) ?? 0;
    count.set(weekday, stretch + 1);
    return [
      [hoursField('start', weekday, stretch), wallTimeTyped(startMinute)],
      [hoursField('end', weekday, stretch), wallTimeTyped(endMinute)],
    ] as const;
  });
  return { ...Object.fromEntries(fields), ...dayTyped('from', from), ...dayTyped('until', until) };
}
