import { Get } from '@nestjs/common';
import { AlertQueries, BoardQueries, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { alertsView } from './alerts.view.js';

/** What needs a lead without their asking for it; the morning's mail counts the same. */
@Page('board/alerts', 'lead')
export class AlertsPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly alerts: AlertQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [summary, alerts] = await Promise.all([this.board.summary(actor), this.alerts.now(actor)]);
    const view = alertsView(summary, alerts);
    return page('board/alerts/alerts', 'Alerts', view, { section: '/board' });
  }
}
