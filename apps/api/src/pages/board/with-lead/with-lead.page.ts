import { Get, Query } from '@nestjs/common';
import { BoardQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { listPage } from '../parts/list.page.js';
import { boardWish, type Query as Asked } from '../parts/list-wish.js';
import { withLeadList } from './with-lead.view.js';

/** What is for a lead to assign, take or turn down. */
@Page('board/with-lead', 'lead')
export class WithLeadPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    const { board, programmes, clock } = this;
    return listPage(
      { board, programmes, clock },
      {
        actor,
        query,
        told: (place, { consultants }) =>
          withLeadList(
            place,
            consultants.some(({ id, active }) => active && id === actor.personId),
          ),
        read: (wish) => board.withLead(actor, boardWish(wish)),
      },
    );
  }
}
