import { Get, Query } from '@nestjs/common';
import { Programmes, Settings, type Visitor } from '@case-consultation/features';
import { type Query as Asked } from '../../board/parts/list-wish.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { changeRows } from '../overview/overview.view.js';

const ON_A_PAGE = 25;

/** What was changed: who, when, from what to what, and why; newest first. */
@Page('settings/history', 'administration')
export class SettingsHistoryPage {
  constructor(
    private readonly settings: Settings,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    const after = idFrom(query['after']);
    const [{ items, more }, { settings }] = await Promise.all([
      this.settings.history(actor, { limit: ON_A_PAGE, after }),
      this.programmes.of(actor.programmeId),
    ]);
    const last = items.at(-1);
    const view = {
      rows: changeRows(items, settings.zone),
      nextHref: more && last ? `/settings/history?after=${last.id}` : null,
      firstHref: after === null ? null : '/settings/history',
    };
    return page('settings/history/history', 'What was changed', view, { section: '/settings' });
  }
}

/** As a page of ours writes it; null for anything else. */
function idFrom(given: unknown): number | null {
  return typeof given === 'string' && /^[1-9]\d{0,14}$/.test(given) ? Number(given) : null;
}
