import { element, type Markup, words } from '../parts/markup.js';

export interface TableCell {
  readonly text: string;
  /** How it stands in its column. */
  readonly as: 'numeric' | 'day' | 'text';
}

const HEADING_CLASSES = {
  numeric: 'govuk-table__header govuk-table__header--numeric',
  day: 'govuk-table__header',
  text: 'govuk-table__header',
} as const;
const FIRST_CLASSES = {
  numeric: 'govuk-table__header',
  day: 'govuk-table__header app-figure__day',
  text: 'govuk-table__header',
} as const;
const CELL_CLASSES = {
  numeric: 'govuk-table__cell govuk-table__cell--numeric',
  day: 'govuk-table__cell app-figure__day',
  text: 'govuk-table__cell',
} as const;

/**
 * A table that scrolls by itself where it has no room; the first cell of each row is what the row is about. A page has
 * thousands of cells, and a template would take most of its time over them.
 */
export function tableOf(
  title: string,
  headings: readonly TableCell[],
  rows: readonly (readonly TableCell[])[],
): Markup {
  const head = headings.map(({ text, as }) =>
    element('th', { scope: 'col', class: HEADING_CLASSES[as] }, words(text)),
  );
  const body = rows.map((row) => element('tr', { class: 'govuk-table__row' }, ...row.map(cellOf)));
  return element(
    'div',
    { class: 'app-scroll', tabindex: 0, role: 'region', 'aria-label': `Table: ${title}` },
    element(
      'table',
      { class: 'govuk-table app-figure__table' },
      element('caption', { class: 'govuk-visually-hidden' }, words(title)),
      element('thead', { class: 'govuk-table__head' }, element('tr', { class: 'govuk-table__row' }, ...head)),
      element('tbody', { class: 'govuk-table__body' }, ...body),
    ),
  );
}

function cellOf({ text, as }: TableCell, column: number): Markup {
  return column === 0
    ? element('th', { scope: 'row', class: FIRST_CLASSES[as] }, words(text))
    : element('td', { class: CELL_CLASSES[as] }, words(text));
}
