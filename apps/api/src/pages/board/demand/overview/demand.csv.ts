import { stringify } from 'csv-stringify/sync';
import { type Cell, type Table } from './section.js';

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
