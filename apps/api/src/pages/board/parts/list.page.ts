import { type Actor, dayOf } from '@case-consultation/domain';
import {
  type BoardFilters,
  type BoardPage,
  type BoardQueries,
  type Programmes,
} from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../../kit/answer.js';
import { type Place } from './cells.js';
import { type ListTold, listView, type ListView } from './list.view.js';
import { type ListWish, type Query, readWish } from './list-wish.js';

/** What every page of the board is given. */
export interface BoardTools {
  readonly board: BoardQueries;
  readonly programmes: Programmes;
  readonly clock: Clock;
}

/** When and where the board is looked at by this person. */
export async function placeOf({ programmes, clock }: BoardTools, actor: Actor): Promise<Place> {
  const { settings } = await programmes.of(actor.programmeId);
  const { startMinute, endMinute } = settings.workingDay;
  return {
    today: dayOf(clock.now(), settings.zone),
    zone: settings.zone,
    dayMinutes: endMinute - startMinute,
  };
}

export interface ListAsked<Order extends string, Item> {
  readonly actor: Actor;
  readonly query: Query;
  readonly told: (place: Place, choices: BoardFilters) => ListTold<Order, Item>;
  readonly read: (wish: ListWish<Order>) => Promise<BoardPage<Item>>;
  /** What a list shows beside its table. */
  readonly beside?: (wish: ListWish<Order>, place: Place) => Partial<ListView>;
  readonly template?: string;
}

/** One list of the board. */
export async function listPage<Order extends string, Item>(
  tools: BoardTools,
  { actor, query, told, read, beside, template = 'board/parts/list' }: ListAsked<Order, Item>,
): Promise<PageAnswer> {
  const [place, choices] = await Promise.all([placeOf(tools, actor), tools.board.filters(actor)]);
  const list = told(place, choices);
  const wish = readWish(list, query, choices);
  const [summary, found] = await Promise.all([tools.board.summary(actor), read(wish)]);
  const view = { ...listView(list, { summary, choices, wish, found }), ...beside?.(wish, place) };
  return page(template, view.title, view, { section: '/board' });
}
