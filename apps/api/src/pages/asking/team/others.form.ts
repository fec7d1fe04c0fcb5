import { z } from 'zod';
import { REQUEST_LIMITS } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';

const NAME = /^attendees-\d{1,2}$/;

/** Whom else somebody wants to bring, each in an input of their own; which are right is for the rules. */
export const othersForm = z
  .record(z.string(), z.unknown())
  .transform((typed) => ({ attendees: attendeesIn(typed as Typed) }));

/** The addresses that were typed, in order, without the inputs that stayed empty. */
export function attendeesIn(typed: Typed): string[] {
  return Object.entries(typed)
    .filter(([name]) => NAME.test(name))
    .flatMap(([, value]) => [value].flat())
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** The addresses as inputs, moved up where some stayed empty. */
export function attendeeInputs(attendees: readonly string[]): Record<string, string> {
  return Object.fromEntries(attendees.map((email, i) => [`attendees-${i}`, email]));
}

/** How many inputs to show: three at least, and three to spare for whoever asks for more. */
export function inputsShown(typed: Typed): number {
  const given = attendeesIn(typed).length;
  const most = Math.max(REQUEST_LIMITS.attendees, given);
  return Math.min(most, Math.max(3, given + (typed['then'] === 'more' ? 3 : 0)));
}
