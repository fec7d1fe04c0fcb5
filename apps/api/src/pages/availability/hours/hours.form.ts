import { z } from 'zod';
import {
  type Day,
  firstDayOfHoursProblem,
  type HoursWish,
  lastDayOfHoursProblem,
  MOST_STRETCHES_A_DAY,
  problemsOfHours,
} from '@case-consultation/domain';
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

/** The stretches in which anything was typed, in order. */
function stretchesIn(typed: Typed): TypedStretch[] {
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

/**
 * A week of hours and the days from which and until which it holds.
 * @param rules `today` in the programme's zone; `sessionMinutes` how long a stretch is at least
 */
export const hoursForm = ({ today, sessionMinutes }: { today: Day; sessionMinutes: number }) =>
  z.record(z.string(), z.unknown()).transform((given, context): HoursWish => {
    const typed = given as Typed;
    const stretches = stretchesIn(typed);
    const hours = WEEKDAYS.flatMap((day, index) => {
      const ofDay = stretches
        .filter(({ weekday }) => weekday === index + 1)
        .flatMap(({ weekday, stretch, start, end }) => {
          const field = hoursField('start', weekday, stretch);
          const startMinute = timeIn(start, { field, words: `${day} starts` }, context);
          const endField = hoursField('end', weekday, stretch);
          const endMinute = timeIn(end, { field: endField, words: `${day} ends`, isEnd: true }, context);
          return startMinute === undefined || endMinute === undefined
            ? []
            : [{ field, weekday, startMinute, endMinute }];
        });
      for (const { field, message } of problemsOfHours(ofDay, sessionMinutes)) {
        const path = ofDay[Number(field.split('/')[1])]?.field ?? '';
        context.addIssue({ code: 'custom', path: [path], message });
      }
      return ofDay.map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute }));
    });
    const from = dayIn(typed, 'from', 'the first day', context, {
      rule: (day) => firstDayOfHoursProblem(day, today),
    });
    const until = dayIn(typed, 'until', 'the last day', context, {
      optional: true,
      rule: (day) => (from === null ? null : lastDayOfHoursProblem(day, from)),
    });
    return { hours, from: from ?? '', until };
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
