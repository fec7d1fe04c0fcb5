import {
  type Actor,
  type Day,
  DomainError,
  type Priority,
  type Stage,
  type UnmetBecame,
  type UnmetKind,
} from '@case-consultation/domain';
import { type Database, PLANNED_ONCE, type Row, type Statement } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';
import { type PagePlace, readPlace, type SortKey, writePlace } from './page-place.js';

/** Only what matches each of these that is given. */
export interface CaseFilter {
  agencyId?: string | null;
  stage?: Stage | null;
  priority?: Priority | null;
  restricted?: boolean | null;
}

export const TARGETS = ['past', 'near'] as const;
/** `near`: it is today or on the next working day. */
export type Target = (typeof TARGETS)[number];

/** Of what waits for somebody to be asked. */
export interface TargetFilter extends CaseFilter {
  target?: Target | null;
}

/** The same as days. */
export interface TargetDayFilter extends CaseFilter {
  targetBefore?: Day;
  targetFrom?: Day;
  targetUntil?: Day;
}

export interface ConsultantFilter extends CaseFilter {
  consultantId?: string | null;
}

export interface UnmetFilter extends CaseFilter {
  kind?: UnmetKind | null;
  became?: UnmetBecame | null;
}

/** Of that, only what was noted in a span of time. */
export interface UnmetSpanFilter extends UnmetFilter {
  notedFrom?: Date;
  notedBefore?: Date;
}

/** Which page of a list, of what, in which order. */
export interface BoardWish<Order extends string, Filter extends CaseFilter = CaseFilter> {
  filter: Filter;
  order: Order;
  /** The other way round than the order's own. */
  reversed: boolean;
  /** 1 to 100 on a page; a file may hold more. */
  limit: number;
  /** `next` or `previous` of a page, as it was given; null is the first page. */
  page: string | null;
}

export interface BoardPage<T> {
  items: readonly T[];
  /** Ask for it as `page`, with the same order; null where there is none. */
  next: string | null;
  previous: string | null;
}

/** One list of the board as SQL; the consultation is `c`. */
export interface BoardList<Order extends string, Filter extends CaseFilter> {
  readonly name: string;
  readonly from: string;
  /** Which rows of the programme $1, beside being visible to this lead; handed the parameters of what the list is given. */
  readonly where: (...given: readonly string[]) => string;
  /** Which of them this actor may see, by the parameter that holds their id; `visibleTo` unless told. */
  readonly visible?: (actor: Actor, person: string) => string;
  /** The last of every order: a UUID that is unlike any other row's. */
  readonly id: string;
  readonly orders: Readonly<Record<Order, readonly [SortKey, ...SortKey[]]>>;
  /** What an order joins to `from`, where it sorts by what is not in there. */
  readonly ordersNeed?: Readonly<Partial<Record<Order, string>>>;
  /** The column that each filter is held against. */
  readonly filters: Readonly<Record<keyof Filter, string>>;
  /** What is read of the rows of the page, and the tables it comes from; `page.id` is the row's `id`. */
  readonly columns: string;
  readonly joins: string;
}

/** A value that a list is about, such as today. */
export interface Given {
  readonly value: unknown;
  readonly type: 'date' | 'timestamptz';
}

type FilterName = keyof ConsultantFilter | keyof UnmetSpanFilter | keyof TargetDayFilter;

const FILTER_TYPES: Readonly<Record<FilterName, string>> = {
  agencyId: 'uuid',
  consultantId: 'uuid',
  stage: 'text',
  priority: 'text',
  restricted: 'boolean',
  kind: 'text',
  became: 'text',
  targetBefore: 'date',
  targetFrom: 'date',
  targetUntil: 'date',
  notedFrom: 'timestamptz',
  notedBefore: 'timestamptz',
};
/** How a column is held against what is wanted, where it is not the same. */
const COMPARISONS: Readonly<Partial<Record<FilterName, string>>> = {
  targetBefore: '<',
  targetFrom: '>=',
  targetUntil: '<=',
  notedFrom: '>=',
  notedBefore: '<',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One page of a list, found through an index of its order: neither counted nor skipped through.
 * @param given what `where` is handed, in order
 * @throws DomainError `invalid-input` for a page or a filter that is none
 */
export async function boardPage<R extends Row, Order extends string, Filter extends CaseFilter>(
  database: Database,
  actor: Actor,
  list: BoardList<Order, Filter>,
  wish: BoardWish<Order, Filter>,
  given: readonly Given[] = [],
): Promise<BoardPage<R>> {
  const keys = list.orders[wish.order];
  const place = readPlace({ list: list.name, order: wish.order, reversed: wish.reversed }, keys, wish.page);
  const backwards = place?.side === 'before';
  const read = await database.as(
    actor,
    async (_tx, rows) => (rows.at(-1) ?? []) as (R & PlacedRow)[],
    pageStatements(actor, list, wish, place, given),
  );
  // What lay before that page is gone: the list begins there now.
  if (backwards && read.length === 0) return boardPage(database, actor, list, { ...wish, page: null }, given);
  const found = read.slice(0, wish.limit);
  const items = backwards ? found.reverse() : found;
  const further = read.length > wish.limit;
  const beside = (side: PagePlace['side'], row: PlacedRow | undefined): string | null => {
    const at = row ? { id: row.place_id, keys: row.place_keys } : place;
    const order = { list: list.name, order: wish.order, reversed: wish.reversed };
    return at === null ? null : writePlace(order, { ...at, side });
  };
  return {
    items,
    next: backwards || further ? beside('after', items.at(-1)) : null,
    previous: place?.side === 'after' || (backwards && further) ? beside('before', items[0]) : null,
  };
}

interface PlacedRow extends Row {
  place_id: string;
  place_keys: string[];
}

/**
 * The last of them reads the page. Where a list begins, all of it, is asked for so often that it is planned once; any other page
 * is planned as it is asked for.
 */
function pageStatements<Order extends string, Filter extends CaseFilter>(
  actor: Actor,
  list: BoardList<Order, Filter>,
  { filter, order, reversed, limit }: BoardWish<Order, Filter>,
  place: PagePlace | null,
  given: readonly Given[],
): readonly Statement[] {
  const values: unknown[] = [actor.programmeId, actor.personId];
  const value = (one: unknown, type: string): string => `$${values.push(one)}::${type}`;
  const keys = list.orders[order];
  const descending = reversed !== (place?.side === 'before');
  const where = [
    list.where(...given.map((one) => value(one.value, one.type))),
    (list.visible ?? visibleTo)(actor, '$2::uuid'),
  ];
  const filtered = filterSql(list, filter, value);
  where.push(...filtered);
  if (place) {
    const columns = [...keys.map(({ sql }) => sql), list.id];
    const at = [...keys.map(({ type }, n) => keyValue(type, value, place.keys[n])), value(place.id, 'uuid')];
    where.push(`(${columns.join(', ')}) ${descending ? '<' : '>'} (${at.join(', ')})`);
  }
  const sorted = (names: readonly string[]): string =>
    `ORDER BY ${names.map((name) => (descending ? `${name} DESC` : name)).join(', ')}`;
  const names = keys.map((_, n) => `page.key${n}`);
  const isBeginning = place === null && filtered.length === 0;
  const read: Statement = {
    name: isBeginning ? `board-${list.name}-${order}-${descending ? 'down' : 'up'}-${limit}` : undefined,
    text: `SELECT page.id AS place_id, ARRAY[${keys.map(({ type }, n) => keyText(type, `page.key${n}`)).join(', ')}]::text[]
        AS place_keys, ${list.columns}
      FROM (SELECT ${list.id} AS id, c.id AS consultation_id${keys.map(({ sql }, n) => `, ${sql} AS key${n}`).join('')}
        FROM ${list.from} ${list.ordersNeed?.[order] ?? ''} WHERE ${where.join(' AND ')}
        ${sorted([...keys.map(({ sql }) => sql), list.id])} LIMIT ${limit + 1}) page
      JOIN consultation c ON c.id = page.consultation_id ${list.joins}
      ${sorted([...names, 'page.id'])}`,
    values,
  };
  return isBeginning ? [PLANNED_ONCE, read] : [read];
}

function filterSql<Filter extends CaseFilter>(
  { filters }: Pick<BoardList<string, Filter>, 'filters'>,
  filter: Filter,
  value: (one: unknown, type: string) => string,
): string[] {
  return (Object.entries(filters) as [FilterName, string][]).flatMap(([name, column]) => {
    const wanted: unknown = (filter as Partial<Record<FilterName, unknown>>)[name];
    if (wanted === undefined || wanted === null) return [];
    const type = FILTER_TYPES[name];
    if (type === 'uuid' && !(typeof wanted === 'string' && UUID.test(wanted))) {
      throw new DomainError('invalid-input', 'Select one of the list.', name);
    }
    return [`${column} ${COMPARISONS[name] ?? '='} ${value(wanted, type)}`];
  });
}

/** An instant travels in microseconds, as the database keeps it: cut to milliseconds, lines would come twice. */
function keyText(type: SortKey['type'], column: string): string {
  return type === 'instant' ? `(extract(epoch FROM ${column}) * 1000000)::bigint::text` : `${column}::text`;
}

function keyValue(
  type: SortKey['type'],
  value: (one: unknown, type: string) => string,
  given: string | undefined,
): string {
  switch (type) {
    case 'instant':
      return `('epoch'::timestamptz + ${value(given, 'bigint')} * interval '1 microsecond')`;
    case 'day':
      return value(given, 'date');
    case 'text':
      return value(given, 'text');
  }
}
