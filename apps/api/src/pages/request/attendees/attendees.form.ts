import { z } from 'zod';
import { REQUEST_LIMITS } from '@case-consultation/domain';
import { type Typed } from '../../kit/form-state.js';

/** Those who attend already and are to stay (ticked), and work addresses of those who are to come along too. */
export const attendeesForm = z.record(z.string(), z.unknown()).transform((typed) => {
  const given = typed as Typed;
  return { stay: listed(given['stay']), add: newOnes(given).map(({ email }) => email) };
});

/** The new addresses that were typed, each with the input it stands in. */
export function newOnes(typed: Typed): { input: string; email: string }[] {
  return Object.entries(typed)
    .filter(([name]) => /^new-\d$/.test(name))
    .flatMap(([input, value]) => listed(value).map((email) => ({ input, email: email.trim() })))
    .filter(({ email }) => email !== '');
}

/** How many empty inputs there are beside those who attend already. */
export function inputsFor(attending: number): number[] {
  const room = Math.max(0, REQUEST_LIMITS.attendees - attending);
  return Array.from({ length: Math.min(3, room) }, (_, i) => i);
}

/** Where on the page the place of an address in the whole list is: those who stay come first. */
export function inputOf(typed: Typed, stay: number): (field: string) => string {
  return (field) => {
    const place = Number(field.split('/')[1] ?? Number.NaN) - stay;
    return newOnes(typed)[place]?.input ?? 'new-0';
  };
}

function listed(value: Typed[string] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : [...value];
}
