import { type Period, PRIORITIES, STAGES, UNMET_BECAME, UNMET_KINDS } from '@case-consultation/domain';
import { type BoardFilters, type BoardPage, type BoardSummary, TARGETS } from '@case-consultation/features';
import { type FormState } from '../../kit/form-state.js';
import {
  PRIORITY_WORDS,
  STAGE_WORDS,
  TARGET_WORDS,
  UNMET_BECAME_WORDS,
  UNMET_WORDS,
} from '../../words/words.js';
import { addressOf, fileAddressOf, type FilterName, type ListWish } from './list-wish.js';
import { AT_ANY_TIME } from './period/period-asked.js';
import { type PeriodView, periodView } from './period/period.view.js';
import { type BoardPart, hrefOf, type SectionLink, sectionLinks } from './sections.js';
import { periodWords } from './words.js';

export interface Tag {
  readonly text: string;
  readonly classes: string;
}

/** What stands in one cell of a table: a link or words, tags beside it, and quieter lines under it. */
export interface Cell {
  readonly link?: { readonly text: string; readonly href: string; readonly isCode?: boolean };
  readonly text?: string;
  readonly tags?: readonly Tag[];
  readonly notes?: readonly string[];
  /** What can be done at once; `about` is read out after each and not shown. */
  readonly verbs?: readonly { readonly text: string; readonly href: string; readonly about: string }[];
}

export interface Column<Order extends string> {
  readonly heading: string;
  /** The order that sorts by it. */
  readonly order?: Order;
  /** That order begins with the latest or highest, unless it is reversed. */
  readonly latestFirst?: boolean;
}

/** How one list of the board is told. */
export interface ListTold<Order extends string, Item> {
  readonly section: BoardPart;
  readonly title: string;
  /** What is in it, in a sentence. */
  readonly intro: string;
  readonly orders: readonly [Order, ...Order[]];
  readonly filters: readonly FilterName[];
  /** Whether it can be narrowed to a period. */
  readonly hasPeriods?: boolean;
  /** The most lines of the file that all of it can be had as; left out where there is none. */
  readonly mostInFile?: number;
  readonly columns: readonly Column<Order>[];
  readonly cells: (item: Item) => readonly Cell[];
  /** What to say when there is nothing in it. */
  readonly empty: string;
}

/** A page of a list, and the days that it is of where it was asked for those. */
export interface ListFound<Item> extends BoardPage<Item> {
  readonly period?: Period | null;
}

export interface ListFacts<Order extends string, Item> {
  readonly summary: BoardSummary;
  readonly choices: BoardFilters;
  readonly wish: ListWish<Order>;
  /** Null where the dates of its period are to be put right. */
  readonly found: ListFound<Item> | null;
  readonly form: FormState;
}

interface Heading {
  readonly text: string;
  readonly href: string | null;
  readonly sort: 'ascending' | 'descending' | 'none' | null;
}

interface Select {
  readonly name: FilterName;
  readonly label: string;
  readonly items: readonly { value: string; text: string; selected: boolean }[];
}

export interface ListView {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly SectionLink[];
  readonly headings: readonly Heading[];
  readonly rows: readonly (readonly Cell[])[];
  readonly filters: readonly Select[];
  /** Null where the list knows no periods. */
  readonly period: PeriodView | null;
  /** The filters that hold, as one reads them, and the days. */
  readonly only: readonly string[];
  /** What else the filter form sends, so that an order or a week is not lost with it. */
  readonly kept: readonly { name: string; value: string }[];
  readonly formHref: string;
  readonly clearHref: string;
  readonly nextHref: string | null;
  readonly previousHref: string | null;
  /** All of it as a file; null where there is none. */
  readonly file: { readonly href: string; readonly most: string } | null;
  /** What to say where nothing is found; null where nothing was looked for. */
  readonly empty: string | null;
}

/** One page of a list as its template needs it. */
export function listView<Order extends string, Item>(
  told: ListTold<Order, Item>,
  { summary, choices, wish, found, form }: ListFacts<Order, Item>,
): ListView {
  const filters = told.filters.map((name) => selectOf(name, choices, wish.filter[name]));
  const chosen = filters.flatMap(({ items }) =>
    items.filter(({ value, selected }) => selected && value !== '').map(({ text }) => text),
  );
  const only = found === null ? [] : [...chosen, ...(found.period ? [periodWords(found.period)] : [])];
  return {
    title: told.title,
    intro: told.intro,
    sections: sectionLinks(summary, told.section),
    headings: told.columns.map((column) => headingOf(column, wish)),
    rows: found?.items.map(told.cells) ?? [],
    filters,
    period: told.hasPeriods ? periodView(wish.period, form, 'At any time') : null,
    only,
    kept: [
      ...(wish.week === null ? [] : [{ name: 'week', value: wish.week }]),
      { name: 'sort', value: wish.order },
      ...(wish.reversed ? [{ name: 'reversed', value: 'yes' }] : []),
    ],
    formHref: hrefOf(told.section),
    clearHref: addressOf({ ...wish, filter: {}, period: AT_ANY_TIME }),
    nextHref: found?.next ? addressOf(wish, found.next) : null,
    previousHref: found?.previous ? addressOf(wish, found.previous) : null,
    file:
      told.mostInFile === undefined
        ? null
        : { href: fileAddressOf(wish), most: told.mostInFile.toLocaleString('en-GB') },
    empty: found && (only.length > 0 ? 'Nothing here matches these filters.' : told.empty),
  };
}

function headingOf<Order extends string>(
  { heading, order, latestFirst = false }: Column<Order>,
  wish: ListWish<Order>,
): Heading {
  if (order === undefined) return { text: heading, href: null, sort: null };
  const isIt = order === wish.order;
  const reversed = isIt && !wish.reversed;
  return {
    text: heading,
    href: addressOf({ ...wish, order, reversed }),
    sort: isIt ? (wish.reversed === latestFirst ? 'ascending' : 'descending') : 'none',
  };
}

const LABELS: Readonly<Record<FilterName, string>> = {
  reason: 'Why',
  became: 'What became of it',
  agency: 'Agency',
  stage: 'Stage',
  priority: 'Priority',
  target: 'Target',
  consultant: 'Consultant',
};

const ALL: Readonly<Record<FilterName, string>> = {
  reason: 'All reasons',
  became: 'Whatever became of it',
  agency: 'All agencies',
  stage: 'All stages',
  priority: 'All priorities',
  target: 'All targets',
  consultant: 'All consultants',
};

function selectOf(name: FilterName, choices: BoardFilters, chosen: string | undefined): Select {
  const options: Readonly<Record<FilterName, () => { value: string; text: string }[]>> = {
    reason: () => UNMET_KINDS.map((value) => ({ value, text: UNMET_WORDS[value] })),
    became: () => UNMET_BECAME.map((value) => ({ value, text: UNMET_BECAME_WORDS[value] })),
    agency: () => choices.agencies.map(({ id, name: text }) => ({ value: id, text })),
    stage: () => STAGES.map((value) => ({ value, text: STAGE_WORDS[value] })),
    priority: () => PRIORITIES.map((value) => ({ value, text: PRIORITY_WORDS[value] })),
    target: () => TARGETS.map((value) => ({ value, text: TARGET_WORDS[value] })),
    consultant: () =>
      choices.consultants.map(({ id, name: person, active }) => ({
        value: id,
        text: active ? person : `${person} (no longer consults)`,
      })),
  };
  return {
    name,
    label: LABELS[name],
    items: [{ value: '', text: ALL[name] }, ...options[name]()].map((item) => ({
      ...item,
      selected: item.value === (chosen ?? ''),
    })),
  };
}

export const CASE_FILTERS = ['agency', 'stage', 'priority'] as const satisfies readonly FilterName[];
/** For the lists of what nobody has taken yet. */
export const WAITING_FILTERS = [...CASE_FILTERS, 'target'] as const satisfies readonly FilterName[];
/** For the lists that know consultants. */
export const ALL_FILTERS = [...CASE_FILTERS, 'consultant'] as const satisfies readonly FilterName[];
