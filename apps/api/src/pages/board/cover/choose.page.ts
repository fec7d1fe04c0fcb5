import { Get, Post, Query } from '@nestjs/common';
import { BoardQueries, Cover, CoverQueries, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { coverForm } from './cover.form.js';
import { chooseView } from './cover.view.js';

/** Somebody is away, or might be: who, and when? */
@Page('board/cover', 'lead')
export class ChooseCoverPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly cover: Cover,
    private readonly queries: CoverQueries,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Query('consultant') consultant: unknown): Promise<PageAnswer> {
    const known =
      typeof consultant === 'string' ? new FormState({ consultantId: consultant }) : new FormState();
    return this.page(actor, known);
  }

  @Post()
  plan(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: coverForm,
      typed,
      act: async (wish) => goTo(`/board/cover/plan/${await this.cover.plan(actor, wish)}`),
      again: (form, status) => this.page(actor, form, status),
      inputOf: (field) => (field === 'from' || field === 'until' ? `${field}-day` : field),
    });
  }

  private async page(actor: Visitor['actor'], form: FormState, status = 200): Promise<PageAnswer> {
    const [summary, consultants] = await Promise.all([
      this.board.summary(actor),
      this.queries.consultants(actor),
    ]);
    const view = chooseView(summary, consultants, form);
    return page('board/cover/choose', 'Cover for somebody who is away', view, {
      form,
      status,
      section: '/board',
    });
  }
}
