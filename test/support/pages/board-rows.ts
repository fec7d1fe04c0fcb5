import { type ReadPage } from './read-page.js';

/** One line of a table of the board: what stands under each heading. */
export type BoardRow = Readonly<Record<string, string>>;

/** The lines of the table of a list, as a person reads them. */
export function rowsOf(page: ReadPage): BoardRow[] {
  const { $ } = page;
  const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const headings = $('main thead th')
    .map((_, heading) => plain($(heading).text()))
    .get();
  return $('main tbody tr')
    .get()
    .map((row) => {
      const cells = $(row)
        .find('.app-board-table__what')
        .map((_, cell) => plain($(cell).text()))
        .get();
      return Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? '']));
    });
}

/** The codes of the consultations of a list, in its order. */
export function codesOf(page: ReadPage): string[] {
  return rowsOf(page).map((row) => /B-[0-9A-Z]{6}/.exec(row['Consultation'] ?? '')?.[0] ?? '');
}

/** How many each section holds, by the navigation of the board. */
export function countsOf(page: ReadPage): Readonly<Record<string, string>> {
  const { $ } = page;
  const entries = $('.app-board-nav a')
    .get()
    .map((link): [string, string] => {
      const count = $(link).find('.app-board-count').text();
      const text = $(link).text().replace(/\s+/g, ' ').trim();
      return [count === '' ? text : text.slice(0, -count.length).trim(), count];
    });
  return Object.fromEntries(entries);
}

/** How a column is sorted. */
export function sortOf(page: ReadPage, heading: string): string | undefined {
  const { $ } = page;
  return $('main thead th')
    .filter((_, th) => $(th).text().trim() === heading)
    .attr('aria-sort');
}
