import {
  type Day,
  isDay,
  PRIORITIES,
  type Priority,
  type Stage,
  STAGES,
  UNMET_BECAME,
  UNMET_KINDS,
} from '@case-consultation/domain';
import {
  type BoardFilters,
  type BoardWish,
  type ConsultantFilter,
  type Target,
  type TargetFilter,
  TARGETS,
} from '@case-consultation/features';
import { AT_ANY_TIME, type PeriodAsked, periodParameters, readPeriod } from './period/period-asked.js';
import { type BoardPart, hrefOf } from './sections.js';

/** What an address asks for after the question mark. */
export type Query = Readonly<Record<string, unknown>>;

export const FILTERS = ['reason', 'became', 'agency', 'stage', 'priority', 'target', 'consultant'] as const;
export type FilterName = (typeof FILTERS)[number];

/** As many lines as fit a screen or two. */
export const ON_A_PAGE = 25;

/** Which part of a list is looked at, as its address says it. */
export interface ListWish<Order extends string> {
  readonly section: BoardPart;
  readonly order: Order;
  readonly reversed: boolean;
  /** Only what the lists can be filtered by: the ids and codes of what there is. */
  readonly filter: Readonly<Partial<Record<FilterName, string>>>;
  readonly page: string | null;
  /** Any day of the week that is looked at; null for this week, and for lists that know no weeks. */
  readonly week: Day | null;
  /** Of lists that know no periods always at any time. */
  readonly period: PeriodAsked<null>;
}

interface Readable<Order extends string> {
  readonly section: BoardPart;
  /** The first is the one that holds unless another is asked for. */
  readonly orders: readonly [Order, ...Order[]];
  readonly filters: readonly FilterName[];
  /** Whether it can be narrowed to a period. */
  readonly hasPeriods?: boolean;
}

/** Reads an address. What is no choice of this list counts as not said, and is not shown as chosen. */
export function readWish<Order extends string>(
  { section, orders, filters, hasPeriods = false }: Readable<Order>,
  query: Query,
  choices: BoardFilters,
): ListWish<Order> {
  const known: Readonly<Record<FilterName, readonly string[]>> = {
    agency: choices.agencies.map(({ id }) => id),
    stage: STAGES,
    priority: PRIORITIES,
    consultant: choices.consultants.map(({ id }) => id),
    reason: UNMET_KINDS,
    became: UNMET_BECAME,
    target: TARGETS,
  };
  const filter: Partial<Record<FilterName, string>> = {};
  for (const name of filters) {
    const given = textOf(query[name]);
    if (known[name].includes(given)) filter[name] = given;
  }
  const week = textOf(query['week']);
  return {
    section,
    order: orders.find((order) => order === query['sort']) ?? orders[0],
    reversed: query['reversed'] === 'yes',
    filter,
    page: textOf(query['page']) || null,
    week: isDay(week) ? week : null,
    period: hasPeriods ? readPeriod(query) : AT_ANY_TIME,
  };
}

/** What the use cases are asked for. */
export function boardWish<Order extends string>({
  filter,
  order,
  reversed,
  page,
}: ListWish<Order>): BoardWish<Order, ConsultantFilter & TargetFilter> {
  return {
    order,
    reversed,
    page,
    limit: ON_A_PAGE,
    filter: {
      agencyId: filter.agency ?? null,
      stage: (filter.stage as Stage | undefined) ?? null,
      priority: (filter.priority as Priority | undefined) ?? null,
      target: (filter.target as Target | undefined) ?? null,
      consultantId: filter.consultant ?? null,
    },
  };
}

/** The address of a part of a list; from its first page unless told. */
export function addressOf<Order extends string>(wish: ListWish<Order>, page: string | null = null): string {
  return `${hrefOf(wish.section)}?${queryOf(wish, page)}`;
}

/** The address of all pages of it as one file. */
export function fileAddressOf<Order extends string>(wish: ListWish<Order>): string {
  return `${hrefOf(wish.section)}/list.csv?${queryOf(wish, null)}`;
}

function queryOf<Order extends string>(
  { order, reversed, filter, week, period }: ListWish<Order>,
  page: string | null,
): string {
  const given = new URLSearchParams();
  for (const name of FILTERS) if (filter[name] !== undefined) given.set(name, filter[name]);
  for (const [name, value] of periodParameters(period)) given.set(name, value);
  if (week !== null) given.set('week', week);
  given.set('sort', order);
  if (reversed) given.set('reversed', 'yes');
  if (page !== null) given.set('page', page);
  return given.toString();
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}
