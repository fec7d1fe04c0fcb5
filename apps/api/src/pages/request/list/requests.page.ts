import { Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { dayOf } from '@case-consultation/domain';
import {
  MyRequests,
  Programmes,
  REQUEST_GROUPS,
  type RequestPlace,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { Cursor } from '../../../http/paging/cursor.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { requestsView } from './requests.view.js';

const ON_A_PAGE = 20;

const cursor = new Cursor<RequestPlace>(
  'my requests',
  z.strictObject({ group: z.enum(REQUEST_GROUPS), id: z.uuid() }),
);

/** What I have asked for, and where each stands. */
@Page('requests')
export class RequestsPage {
  constructor(
    private readonly requests: MyRequests,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor, name }: Visitor, @Query('from') from: unknown): Promise<PageAnswer> {
    const after = cursor.read(typeof from === 'string' ? from : undefined);
    const [{ items, more }, { settings }] = await Promise.all([
      this.requests.list(actor, { limit: ON_A_PAGE, after }),
      this.programmes.of(actor.programmeId),
    ]);
    const last = items.at(-1);
    const next = more && last ? cursor.write({ group: last.group, id: last.id }) : null;
    const { zone } = settings;
    const now = this.clock.now();
    const view = requestsView(items, name, { now, today: dayOf(now, zone), zone });
    return page('request/list/requests', 'My requests', { ...view, next, isFirst: after === null });
  }
}
