import { Get, Param, Post } from '@nestjs/common';
import { Cover, CoverQueries, Programmes, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { applyForm } from './cover.form.js';
import { planView } from './cover.view.js';

/** One plan for all bookings of somebody who is away: read it, change it, apply it. */
@Page('board/cover/plan/:id', 'lead')
export class CoverPlanPage {
  constructor(
    private readonly cover: Cover,
    private readonly queries: CoverQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, new FormState());
  }

  @Post()
  apply(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: applyForm,
      typed,
      act: async (how, kept) => {
        await this.cover.apply(actor, id, { ...how, ...kept });
        return goTo(`/board/cover/plan/${id}`, 'cover-applied');
      },
      again: (form, status) => this.page(actor, id, form, status),
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const [plan, { settings }] = await Promise.all([
      this.queries.plan(actor, id),
      this.programmes.of(actor.programmeId),
    ]);
    const view = planView(plan, settings.zone, form);
    return page('board/cover/plan', view.heading, view, { form, status, section: '/board' });
  }
}
