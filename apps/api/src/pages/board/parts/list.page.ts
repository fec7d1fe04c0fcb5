import { type Actor, dayOf } from '@case-consultation/domain';
import { type BoardFilters, type BoardQueries, type Programmes } from '@case-consultation/features';
import { type Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../../kit/answer.js';
import { type Place } from './cells.js';
import { type ListFound, type ListTold, listView, type ListView } from './list.view.js';
import { type ListWish, type Query, readWish } from './list-wish.js';
import { readInPeriod } from './period/read-in-period.js';

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

interface Asked<Order extends string, Item> {
  readonly actor: Actor;
  readonly query: Query;
  readonly told: (place: Place, choices: BoardFilters) => ListTold<Order, Item>;
}

/** What somebody asks of a list, read from its address. */
export async function askedOf<Order extends string, Item>(
  tools: BoardTools,
  { actor, query, told }: Asked<Order, Item>,
) {
  const [place, choices] = await Promise.all([placeOf(tools, actor), tools.board.filters(actor)]);
  const list = told(place, choices);
  return { place, choices, list, wish: readWish(list, query, choices) };
}

export interface ListAsked<Order extends string, Item> extends Asked<Order, Item> {
  readonly read: (wish: ListWish<Order>) => Promise<ListFound<Item>>;
  /** What a list shows beside its table. */
  readonly beside?: (wish: ListWish<Order>, place: Place) => Partial<ListView>;
  readonly template?: string;
}

/** One list of the board. */
export async function listPage<Order extends string, Item>(
  tools: BoardTools,
  asked: ListAsked<Order, Item>,
): Promise<PageAnswer> {
  const { read, beside, template = 'board/parts/list' } = asked;
  const { place, choices, list, wish } = await askedOf(tools, asked);
  const [summary, { found, form }] = await Promise.all([
    tools.board.summary(asked.actor),
    readInPeriod(read(wish)),
  ]);
  const view = { ...listView(list, { summary, choices, wish, found, form }), ...beside?.(wish, place) };
  return page(template, view.title, view, { section: '/board', form, status: found === null ? 422 : 200 });
}
