import { type Table } from '../../parts/table.csv.js';
import { cellWords } from '../../parts/words.js';

/** A table as `board/demand/parts/tables.njk` writes it out. */
export interface ShownRows {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function shownRows({ headings, rows }: Table): ShownRows {
  return { headings, rows: rows.map((row) => row.map(cellWords)) };
}
