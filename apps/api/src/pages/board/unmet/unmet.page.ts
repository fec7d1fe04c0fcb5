import { Get, Query } from '@nestjs/common';
import { type UnmetBecame, type UnmetKind } from '@case-consultation/domain';
import {
  BoardQueries,
  Programmes,
  type UnmetOrder,
  type UnmetWish,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { file, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { askedOf, type BoardTools, listPage } from '../parts/list.page.js';
import { boardWish, type ListWish, type Query as Asked } from '../parts/list-wish.js';
import { periodWishOf } from '../parts/period/period-asked.js';
import { readInPeriod } from '../parts/period/read-in-period.js';
import { csvOf } from '../parts/table.csv.js';
import { unmetTable } from './unmet.csv.js';
import { MOST_IN_FILE, unmetList } from './unmet.view.js';

/** Searches and requests that found no consultation, and all of them within period and filters as CSV. */
@Page('board/unmet', 'lead')
export class UnmetPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    return listPage(this.tools, {
      actor,
      query,
      told: unmetList,
      read: (wish) => this.board.unmet(actor, unmetWish(wish)),
    });
  }

  @Get('list.csv')
  async download(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    const { place, wish } = await askedOf(this.tools, { actor, query, told: unmetList });
    const { found } = await readInPeriod(
      this.board.unmet(actor, { ...unmetWish(wish), page: null, limit: MOST_IN_FILE }),
    );
    if (found === null) throw noSuchThing();
    const { period } = found;
    const days = period ? `${period.first}-to-${period.last}` : `up-to-${place.today}`;
    return file(`unmet-demand-${days}.csv`, 'text/csv', csvOf(unmetTable(found, place)));
  }

  private get tools(): BoardTools {
    const { board, programmes, clock } = this;
    return { board, programmes, clock };
  }
}

function unmetWish(wish: ListWish<UnmetOrder>): UnmetWish {
  const { filter, ...rest } = boardWish(wish);
  const { agencyId, stage, priority } = filter;
  const kind = wish.filter.reason as UnmetKind | undefined;
  const became = wish.filter.became as UnmetBecame | undefined;
  return {
    ...rest,
    period: periodWishOf(wish.period),
    filter: { agencyId, stage, priority, kind, became },
  };
}
