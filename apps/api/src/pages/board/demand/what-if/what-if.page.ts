import { Get, Query } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import {
  BoardQueries,
  ForecastQueries,
  Programmes,
  type Visitor,
  type WhatIfView,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { noSuchThing } from '../../../../http/problems/api-problem.js';
import { file, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { answerForm } from '../../../kit/page-form.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { placeOf } from '../../parts/list.page.js';
import { csvOf } from '../../parts/table.csv.js';
import { AS_TODAY, typedIn, whatIfForm } from './what-if.form.js';
import { whatIfPage, whatIfTable } from './what-if.view.js';

/** What would follow if something were different, and its table as CSV. A GET form, for nothing is changed by it. */
@Page('board/demand/what-if', 'lead')
export class WhatIfPage {
  constructor(
    private readonly forecasts: ForecastQueries,
    private readonly board: BoardQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query() query: Typed): Promise<PageAnswer> {
    const typed = typedIn(query);
    return answerForm({
      schema: whatIfForm,
      typed,
      act: async (whatIf) =>
        this.page(actor, await this.forecasts.whatIf(actor, whatIf), new FormState(typed), 200),
      again: async (form, status) =>
        this.page(actor, await this.forecasts.whatIf(actor, AS_TODAY), form, status),
    });
  }

  @Get('figures.csv')
  download(@Me() { actor }: Visitor, @Query() query: Typed): Promise<PageAnswer> {
    const typed = typedIn(query);
    return answerForm({
      schema: whatIfForm,
      typed,
      act: async (whatIf) => {
        const { board, programmes, clock } = this;
        const [found, { today }] = await Promise.all([
          this.forecasts.whatIf(actor, whatIf),
          placeOf({ board, programmes, clock }, actor),
        ]);
        return file(`what-if-${today}.csv`, 'text/csv', csvOf(whatIfTable(found, new FormState(typed))));
      },
      again: () => {
        throw noSuchThing();
      },
    });
  }

  private async page(actor: Actor, whatIf: WhatIfView, form: FormState, status: number): Promise<PageAnswer> {
    const view = whatIfPage(whatIf, await this.board.summary(actor), form);
    return page('board/demand/what-if/what-if', 'What if', view, { form, status, section: '/board' });
  }
}
