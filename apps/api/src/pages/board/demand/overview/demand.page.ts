import { Get, Param, Query } from '@nestjs/common';
import { type Actor, DomainError } from '@case-consultation/domain';
import { BoardQueries, type DemandFigures, DemandQueries, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../../http/problems/api-problem.js';
import { file, page, type PageAnswer } from '../../../kit/answer.js';
import { type FieldProblem, FormState } from '../../../kit/form-state.js';
import { problemsOf } from '../../../kit/page-form.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { type Query as Asked } from '../../parts/list-wish.js';
import { csvOf } from './demand.csv.js';
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
    const [summary, read] = await Promise.all([this.board.summary(actor), this.read(actor, asked)]);
    const problems = read instanceof DomainError ? problemsOf(read).map(inForm) : [];
    const form = new FormState({}, problems);
    const figures = read instanceof DomainError ? null : read;
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
    const read = await this.read(actor, readAsked(query, await this.board.filters(actor)));
    if (read instanceof DomainError) throw noSuchThing();
    const section = demandSections(read).find(({ name }) => `${name}.csv` === table);
    if (!section) throw noSuchThing();
    const { first, last } = read.period;
    return file(`demand-${section.name}-${first}-to-${last}.csv`, 'text/csv', csvOf(section.table));
  }

  /** The figures, or why there are none for these dates. */
  private async read(actor: Actor, asked: DemandAsked): Promise<DemandFigures | DomainError> {
    try {
      return await this.demand.figures(actor, wishOf(asked));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'invalid-input') return error;
      throw error;
    }
  }
}

function inForm({ field, message }: FieldProblem): FieldProblem {
  return { field: field === 'first' || field === 'last' ? `${field}-day` : '', message };
}
