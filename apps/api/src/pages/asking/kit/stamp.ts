import { createHash } from 'node:crypto';
import { type RequestForm } from '@case-consultation/domain';

/** Lists in which the order means nothing. */
const UNORDERED: ReadonlySet<keyof RequestForm> = new Set(['attendees', 'conflictPersonIds', 'purposes']);

/**
 * What a page's fields held when it was opened, as a short mark in its form. While they still hold the same, it does not
 * matter what was saved from other pages meanwhile; when they do not, nothing is overwritten unseen.
 */
export function stampOf(form: RequestForm, fields: readonly (keyof RequestForm)[]): string {
  const values = fields.map((field) => plain(UNORDERED.has(field) ? unordered(form[field]) : form[field]));
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 16);
}

function unordered(value: unknown): unknown {
  return Array.isArray(value) ? value.map((one) => String(one).toLowerCase()).sort() : value;
}

/** The same whatever order an object's entries came in. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Date)
    return value;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
