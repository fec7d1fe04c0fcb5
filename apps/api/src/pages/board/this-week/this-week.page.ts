import { Get, Query } from '@nestjs/common';
import { BoardQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { listPage } from '../parts/list.page.js';
import { boardWish, type Query as Asked } from '../parts/list-wish.js';
import { thisWeekList, weekView } from './this-week.view.js';

/** What is booked, or took place, in one week. */
@Page('board/this-week', 'lead')
export class ThisWeekPage {
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
        told: thisWeekList,
        read: (wish) => board.thisWeek(actor, { ...boardWish(wish), of: wish.week }),
        beside: weekView,
        template: 'board/this-week/this-week',
      },
    );
  }
}
