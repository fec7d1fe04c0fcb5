import { stringify } from 'csv-stringify/sync';
import { type Day } from '@case-consultation/domain';

/** A day is written out on the page, and as year-month-day in CSV. Null: there is nothing to say. */
export type Cell = string | number | null | { readonly day: Day };

/** What a page shows as a table, and gives away as a file. */
export interface Table {
  readonly headings: readonly string[];
  /** The first cell is what the line is about. */
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * A table as CSV (RFC 4180), with days as year-month-day. What a spreadsheet would take for a formula is marked as text with
 * an apostrophe before it.
 */
export function csvOf({ headings, rows }: Table): string {
  return stringify([[...headings], ...rows.map((row) => row.map(plain))], {
    escape_formulas: true,
    record_delimiter: 'windows',
    // So that a spreadsheet knows it for UTF-8.
    bom: true,
  });
}

function plain(cell: Cell): string | number {
  if (cell === null) return '';
  return typeof cell === 'object' ? cell.day : cell;
}
