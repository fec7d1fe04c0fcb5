import { z } from 'zod';
import { addDays, type Day, DomainError, wallTimeToInstant } from '@case-consultation/domain';
import { dayIn } from '../../kit/date-parts.js';
import { type Typed } from '../../kit/form-state.js';
import { timeIn } from '../kit/wall-time.js';

/** What one press does: add a time, or take one back. */
export type OneOffWish =
  { remove: string } | { kind: 'extra' | 'blocked'; day: Day; startMinute: number; endMinute: number };

const UUID = /^[0-9a-f-]{36}$/;

export const oneOffForm = z.record(z.string(), z.unknown()).transform((given, context): OneOffWish => {
  const typed = given as Typed;
  const read = (name: string): string => [typed[name] ?? ''].flat().join('').trim();
  const remove = read('remove');
  if (UUID.test(remove)) return { remove };
  const kind = read('kind');
  if (kind !== 'extra' && kind !== 'blocked') {
    context.addIssue({ code: 'custom', path: ['kind'], message: 'Select what this time is' });
  }
  const day = dayIn(typed, 'day', 'the day', context);
  const start = timeIn(read('start'), { field: 'start', words: 'it starts' }, context);
  const end = timeIn(read('end'), { field: 'end', words: 'it ends', isEnd: true }, context);
  return {
    kind: kind === 'extra' ? kind : 'blocked',
    day: day ?? '',
    startMinute: start ?? 0,
    endMinute: end ?? 0,
  };
});

/**
 * The instant of a minute of a day, 0 to 1,440.
 * @throws DomainError about `field` when the clocks skip it, or show it twice
 */
export function instantOf(day: Day, minute: number, zone: string, field: string): Date {
  try {
    return minute < 24 * 60
      ? wallTimeToInstant(day, minute, zone)
      : wallTimeToInstant(addDays(day, 1), 0, zone);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const message =
      error.code === 'time-is-ambiguous'
        ? 'The clocks go back that night and this time comes twice. Give another time'
        : error.message;
    throw new DomainError(error.code, message, field);
  }
}
