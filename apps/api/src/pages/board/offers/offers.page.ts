import { Get, Query } from '@nestjs/common';
import { BoardQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { listPage } from '../parts/list.page.js';
import { boardWish, type Query as Asked } from '../parts/list-wish.js';
import { offersList } from './offers.view.js';

/** Whom the service is waiting for to answer, and since when. */
@Page('board/offers', 'lead')
export class OffersPage {
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
      { actor, query, told: offersList, read: (wish) => board.offersOpen(actor, boardWish(wish)) },
    );
  }
}
