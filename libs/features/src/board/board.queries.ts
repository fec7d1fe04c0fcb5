import { Injectable } from '@nestjs/common';
import { type Actor, type Day, dayOf, DomainError, isDay, isLead, periodOf } from '@case-consultation/domain';
import { Database, type Row } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import {
  type ActionOrder,
  ACTIONS_OVERDUE,
  overdueActionItem,
  type OverdueActionRow,
} from './actions-overdue-list.js';
import {
  type Named,
  type OpenOfferItem,
  type OverdueActionItem,
  type RecordOwedItem,
  type WaitingItem,
  type WeekItem,
  type WithLeadItem,
} from './board-items.js';
import {
  type BoardList,
  type BoardPage,
  boardPage,
  type BoardWish,
  type CaseFilter,
  type ConsultantFilter,
  type Given,
  type TargetDayFilter,
  type TargetFilter,
  type UnmetSpanFilter,
} from './board-list.js';
import { type BoardSummary, summaryFrom, summaryStatements } from './board-summary.js';
import { type OfferOrder, OFFERS_OPEN, openOfferItem, type OpenOfferRow } from './offers-open-list.js';
import { type RecordOrder, recordOwedItem, type RecordOwedRow, RECORDS_OWED } from './records-owed-list.js';
import { THIS_WEEK, weekItem, weekOf, type WeekOrder, type WeekRow } from './this-week-list.js';
import { spanOf } from './span-of.js';
import { UNMET, unmetItem, type UnmetItemRow, type UnmetPage, type UnmetWish } from './unmet-list.js';
import {
  WAITING,
  waitingItem,
  type WaitingOrder,
  type WaitingRow,
  WITH_LEAD,
  withLeadItem,
  type WithLeadOrder,
  type WithLeadRow,
} from './waiting-lists.js';

/** What a lead may filter the board by. */
export interface BoardFilters {
  agencies: readonly Named[];
  /** Everyone who consults or did; `active` says who still may be asked. */
  consultants: readonly (Named & { active: boolean })[];
}

/** What a list needs to turn its rows into what the board shows. */
interface Setting {
  programme: Programme;
  now: Date;
  today: Day;
}

/**
 * The lead's board: what needs somebody, section by section. Only for leads (`not-your-task`), each of whom sees and
 * counts nothing that they are locked out of. Tasks are read from `LeadTasks`.
 */
@Injectable()
export class BoardQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  async summary(actor: Actor): Promise<BoardSummary> {
    const { programme, today } = await this.setting(actor);
    const { settings, calendar } = programme;
    const times = {
      week: weekOf(today, settings.zone),
      today,
      nextWorkingDay: calendar.addWorkingDays(today, 1),
    };
    const [, rows] = await this.database.atOnce(actor, ...summaryStatements(actor, times));
    return summaryFrom(rows?.[0] as Row);
  }

  /** Submitted, and nobody is asked at this moment. */
  async waiting(actor: Actor, wish: BoardWish<WaitingOrder, TargetFilter>): Promise<BoardPage<WaitingItem>> {
    return this.page(
      actor,
      WAITING,
      await this.byTargetDay(actor, wish),
      (row: WaitingRow, { programme, today }) => waitingItem(actor, row, programme, today),
    );
  }

  /** For a lead to assign, take or turn down. */
  async withLead(
    actor: Actor,
    wish: BoardWish<WithLeadOrder, TargetFilter>,
  ): Promise<BoardPage<WithLeadItem>> {
    return this.page(
      actor,
      WITH_LEAD,
      await this.byTargetDay(actor, wish),
      (row: WithLeadRow, { programme, today }) => withLeadItem(actor, row, programme, today),
    );
  }

  /** A consultant is asked and has not answered. */
  offersOpen(actor: Actor, wish: BoardWish<OfferOrder, ConsultantFilter>): Promise<BoardPage<OpenOfferItem>> {
    return this.page(actor, OFFERS_OPEN, wish, (row: OpenOfferRow, { programme, today, now }) =>
      openOfferItem(actor, row, programme, today, now),
    );
  }

  /**
   * What is booked, or took place, in one week from Monday to Sunday of the programme's zone.
   * @param of any day of that week; null is today
   * @throws DomainError `invalid-input` when `of` is no day
   */
  async thisWeek(
    actor: Actor,
    wish: BoardWish<WeekOrder, ConsultantFilter> & { of: Day | null },
  ): Promise<BoardPage<WeekItem>> {
    if (wish.of !== null && !isDay(wish.of)) {
      throw new DomainError(
        'invalid-input',
        'Give a real date as year-month-day, for example 2027-03-02.',
        'of',
      );
    }
    return this.page(
      actor,
      THIS_WEEK,
      wish,
      (row: WeekRow, { now }) => weekItem(actor, row, now),
      ({ programme, today }) =>
        weekOf(wish.of ?? today, programme.settings.zone).map((value) => ({ value, type: 'timestamptz' })),
    );
  }

  /** Held, with its record not written, not shared, or not agreed yet. */
  recordsOwed(
    actor: Actor,
    wish: BoardWish<RecordOrder, ConsultantFilter>,
  ): Promise<BoardPage<RecordOwedItem>> {
    return this.page(actor, RECORDS_OWED, wish, (row: RecordOwedRow, { programme, today }) =>
      recordOwedItem(actor, row, programme.settings.zone, today),
    );
  }

  /** Open actions whose day has passed. */
  actionsOverdue(
    actor: Actor,
    wish: BoardWish<ActionOrder, ConsultantFilter>,
  ): Promise<BoardPage<OverdueActionItem>> {
    return this.page(
      actor,
      ACTIONS_OVERDUE,
      wish,
      (row: OverdueActionRow, { today }) => overdueActionItem(actor, row, today),
      ({ today }) => [{ value: today, type: 'date' }],
    );
  }

  /**
   * Searches and requests that found no consultation, the newest first and, reversed, the oldest. Drafts are among them, told
   * by when, why and agency alone.
   * @throws DomainError `invalid-input` for a period that is none, as `periodOf` says
   */
  async unmet(actor: Actor, { period: asked, ...wish }: UnmetWish): Promise<UnmetPage> {
    const { programme, today } = await this.setting(actor);
    const period = asked ? periodOf(asked, today) : null;
    const [notedFrom, notedBefore] = period ? spanOf(period, programme.settings.zone) : [];
    const filter: UnmetSpanFilter = { ...wish.filter, notedFrom, notedBefore };
    const page = await this.page(
      actor,
      UNMET,
      { ...wish, filter, reversed: !wish.reversed },
      (row: UnmetItemRow) => unmetItem(row),
    );
    return { ...page, period };
  }

  /** The agencies and consultants of the programme, by name. */
  async filters(actor: Actor): Promise<BoardFilters> {
    mustBeLead(actor);
    const [agencies, consultants] = await this.database.atOnce(
      actor,
      {
        name: 'board-agencies',
        text: 'SELECT id, name FROM agency WHERE programme_id = $1 ORDER BY name, id',
        values: [actor.programmeId],
      },
      {
        name: 'board-consultants',
        text: `SELECT p.id, p.name, c.active AND p.active AS active FROM consultant c JOIN person p ON p.id = c.person_id
          WHERE c.programme_id = $1 ORDER BY p.name, p.id`,
        values: [actor.programmeId],
      },
    );
    return {
      agencies: agencies as unknown as BoardFilters['agencies'],
      consultants: consultants as unknown as BoardFilters['consultants'],
    };
  }

  /** As the summary counts them. */
  private async byTargetDay<Order extends string>(
    actor: Actor,
    { filter: { target, ...filter }, ...wish }: BoardWish<Order, TargetFilter>,
  ): Promise<BoardWish<Order, TargetDayFilter>> {
    const { programme, today } = await this.setting(actor);
    if (target === 'past') return { ...wish, filter: { ...filter, targetBefore: today } };
    if (target !== 'near') return { ...wish, filter };
    const targetUntil = programme.calendar.addWorkingDays(today, 1);
    return { ...wish, filter: { ...filter, targetFrom: today, targetUntil } };
  }

  private async page<R extends Row, T, Order extends string, Filter extends CaseFilter>(
    actor: Actor,
    list: BoardList<Order, Filter>,
    wish: BoardWish<Order, Filter>,
    item: (row: R, setting: Setting) => T,
    given: (setting: Setting) => readonly Given[] = () => [],
  ): Promise<BoardPage<T>> {
    const setting = await this.setting(actor);
    const { items, next, previous } = await boardPage<R, Order, Filter>(
      this.database,
      actor,
      list,
      wish,
      given(setting),
    );
    return { items: items.map((row) => item(row, setting)), next, previous };
  }

  private async setting(actor: Actor): Promise<Setting> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    return { programme, now, today: dayOf(now, programme.settings.zone) };
  }
}

function mustBeLead(actor: Actor): void {
  if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can see the board.');
}
