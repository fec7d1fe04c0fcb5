import { Get, Param, Query } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { BoardQueries, type DemandFigures, DemandQueries, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../../http/problems/api-problem.js';
import { file, page, type PageAnswer } from '../../../kit/answer.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { type Query as Asked } from '../../parts/list-wish.js';
import { type ReadInPeriod, readInPeriod } from '../../parts/period/read-in-period.js';
import { csvOf } from '../../parts/table.csv.js';
import { type DemandAsked, readAsked, wishOf } from './demand-wish.js';
import { demandSections, demandView } from './demand.view.js';

/** Demand and capacity over a period, and each of its tables as CSV. */
@Page('board/demand', 'lead')
export class DemandPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly demand: DemandQueries,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    const choices = await this.board.filters(actor);
    const asked = readAsked(query, choices);
    const [summary, { found: figures, form }] = await Promise.all([
      this.board.summary(actor),
      this.read(actor, asked),
    ]);
    const view = demandView({ summary, choices, asked, figures, form });
    return page('board/demand/overview/demand', 'Demand and capacity', view, {
      section: '/board',
      form,
      status: figures === null ? 422 : 200,
    });
  }

  @Get(':table')
  async download(
    @Me() { actor }: Visitor,
    @Param('table') table: string,
    @Query() query: Asked,
  ): Promise<PageAnswer> {
    const { found } = await this.read(actor, readAsked(query, await this.board.filters(actor)));
    const section = found && demandSections(found).find(({ name }) => `${name}.csv` === table);
    if (!section) throw noSuchThing();
    const { first, last } = found.period;
    return file(`demand-${section.name}-${first}-to-${last}.csv`, 'text/csv', csvOf(section.table));
  }

  private read(actor: Actor, asked: DemandAsked): Promise<ReadInPeriod<DemandFigures>> {
    return readInPeriod(this.demand.figures(actor, wishOf(asked)));
  }
}
