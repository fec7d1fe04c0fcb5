import { dayOf, formatInstant } from '@case-consultation/domain';

/** Somebody who opened the case, and when they last did on that day. */
export interface ReaderRow {
  name: string;
  at: string;
  what: string;
}

interface Reading {
  at: Date;
  name: string;
  what: string;
}

/** Who opened what, newest first: one row for each person and day, so that it can be read. */
export function readersOf(readings: readonly Reading[], zone: string): ReaderRow[] {
  const rows = new Map<string, { name: string; at: Date; what: Set<string> }>();
  for (const { at, name, what } of readings) {
    const key = `${dayOf(at, zone)} ${name}`;
    const row = rows.get(key) ?? { name, at, what: new Set<string>() };
    row.what.add(WHAT[what] ?? 'The case');
    rows.set(key, row);
  }
  return [...rows.values()].map(({ name, at, what }) => ({
    name,
    at: formatInstant(at, zone),
    what: listed([...what]),
  }));
}

/** What the audit calls each part. */
const WHAT: Readonly<Record<string, string | undefined>> = {
  'case-detail': 'the request',
  'history-reasons': 'what has happened',
  actions: 'the actions',
  record: 'the record',
  review: 'the look-back',
  feedback: 'the feedback',
};

function listed(words: readonly string[]): string {
  const text = words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
