import { Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { dayOf } from '@case-consultation/domain';
import { ActionQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { Cursor } from '../../http/paging/cursor.js';
import { page, type PageAnswer } from '../kit/answer.js';
import { Me, Page } from '../kit/page.decorator.js';
import { actionsView } from './actions.view.js';

const ON_A_PAGE = 20;

const openCursor = new Cursor('my open actions', z.strictObject({ dueOn: z.iso.date(), id: z.uuid() }));
const settledCursor = new Cursor(
  'my settled actions',
  z.strictObject({ settledAt: z.coerce.date(), id: z.uuid() }),
);

/** What I am to do, overdue first. */
@Page('actions')
export class ActionsPage {
  constructor(
    private readonly actions: ActionQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query('from') from: unknown): Promise<PageAnswer> {
    const after = openCursor.read(typeof from === 'string' ? from : undefined);
    const [{ items, more }, { settings }] = await Promise.all([
      this.actions.mine(actor, { limit: ON_A_PAGE, after }),
      this.programmes.of(actor.programmeId),
    ]);
    const last = items.at(-1);
    const next = more && last ? openCursor.write({ dueOn: last.dueOn, id: last.id }) : null;
    const { zone } = settings;
    const view = actionsView(items, zone, dayOf(this.clock.now(), zone));
    return page('actions/actions', 'My actions', {
      ...view,
      which: 'open',
      nextHref: next && `/actions?from=${next}`,
      startHref: after === null ? null : '/actions',
    });
  }
}

/** What I have done, last settled first. */
@Page('actions/settled')
export class SettledActionsPage {
  constructor(
    private readonly actions: ActionQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query('from') from: unknown): Promise<PageAnswer> {
    const after = settledCursor.read(typeof from === 'string' ? from : undefined);
    const [{ items, more }, { settings }] = await Promise.all([
      this.actions.settled(actor, { limit: ON_A_PAGE, after }),
      this.programmes.of(actor.programmeId),
    ]);
    const last = items.at(-1);
    const next =
      more && last?.settledAt ? settledCursor.write({ settledAt: last.settledAt, id: last.id }) : null;
    const { zone } = settings;
    const view = actionsView(items, zone, dayOf(this.clock.now(), zone));
    return page(
      'actions/actions',
      'My settled actions',
      {
        ...view,
        which: 'settled',
        nextHref: next && `/actions/settled?from=${next}`,
        startHref: after === null ? null : '/actions/settled',
      },
      { section: '/actions' },
    );
  }
}
