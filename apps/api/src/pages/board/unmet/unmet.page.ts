import { Get, Query } from '@nestjs/common';
import { type UnmetBecame, type UnmetKind } from '@case-consultation/domain';
import { BoardQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { listPage } from '../parts/list.page.js';
import { boardWish, type Query as Asked } from '../parts/list-wish.js';
import { unmetList } from './unmet.view.js';

/** Searches and requests that found no consultation. */
@Page('board/unmet', 'lead')
export class UnmetPage {
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
        told: unmetList,
        read: (wish) => {
          const { filter, ...rest } = boardWish(wish);
          const { agencyId, stage, priority } = filter;
          const kind = wish.filter.reason as UnmetKind | undefined;
          const became = wish.filter.became as UnmetBecame | undefined;
          return board.unmet(actor, { ...rest, filter: { agencyId, stage, priority, kind, became } });
        },
      },
    );
  }
}
