import { Get, Query } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { BoardQueries, ForecastQueries, type Visitor, type WhatIfView } from '@case-consultation/features';
import { page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { answerForm } from '../../../kit/page-form.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { AS_TODAY, whatIfForm } from './what-if.form.js';
import { whatIfPage } from './what-if.view.js';

/** What would follow if something were different. A GET form, for nothing is changed by it. */
@Page('board/demand/what-if', 'lead')
export class WhatIfPage {
  constructor(
    private readonly forecasts: ForecastQueries,
    private readonly board: BoardQueries,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: whatIfForm,
      typed,
      act: async (whatIf) =>
        this.page(actor, await this.forecasts.whatIf(actor, whatIf), new FormState(typed), 200),
      again: async (form, status) =>
        this.page(actor, await this.forecasts.whatIf(actor, AS_TODAY), form, status),
    });
  }

  private async page(actor: Actor, whatIf: WhatIfView, form: FormState, status: number): Promise<PageAnswer> {
    const view = whatIfPage(whatIf, await this.board.summary(actor), form);
    return page('board/demand/what-if/what-if', 'What if', view, { form, status, section: '/board' });
  }
}
