import { Get } from '@nestjs/common';
import { AlertQueries, BoardQueries, LeadTasks, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { placeOf } from '../parts/list.page.js';
import { overviewView } from './overview.view.js';

/** The most pressing of each section. */
const A_FEW = 3;

/** The board at a glance. */
@Page('board', 'lead')
export class OverviewPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly tasks: LeadTasks,
    private readonly alerts: AlertQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const { board, programmes, clock } = this;
    const few = <Order extends string>(order: Order) => ({
      order,
      filter: {},
      reversed: false,
      limit: A_FEW,
      page: null,
    });
    const [place, summary, alerts, waiting, withLead, offers, week, records, actions, tasks] =
      await Promise.all([
        placeOf({ board, programmes, clock }, actor),
        board.summary(actor),
        this.alerts.now(actor),
        board.waiting(actor, few('target')),
        board.withLead(actor, few('target')),
        board.offersOpen(actor, few('expires')),
        board.thisWeek(actor, { ...few('time'), of: null }),
        board.recordsOwed(actor, few('held')),
        board.actionsOverdue(actor, few('due')),
        this.tasks.open(actor, { limit: A_FEW, after: null }),
      ]);
    const view = overviewView(
      {
        summary,
        alerts: alerts.total,
        waiting: waiting.items,
        withLead: withLead.items,
        offers: offers.items,
        week: week.items,
        records: records.items,
        actions: actions.items,
        tasks: tasks.items,
      },
      place,
    );
    return page('board/overview/overview', 'Board', view, { section: '/board' });
  }
}
