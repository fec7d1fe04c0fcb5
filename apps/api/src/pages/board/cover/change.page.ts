import { Get, Param, Post, Query } from '@nestjs/common';
import { Cover, CoverQueries, Programmes, type Visitor } from '@case-consultation/features';
import { codeInPath, idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { choiceForm } from './cover.form.js';
import { changeView } from './cover.view.js';

/** Ways to choose from at first. */
const A_GOOD_FEW = 25;
const MOST = 200;

/** The lead decides otherwise for one booking of a plan. */
@Page('board/cover/plan/:id/:code', 'lead')
export class ChangeCoverPage {
  constructor(
    private readonly cover: Cover,
    private readonly queries: CoverQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  show(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('most') most: unknown,
  ): Promise<PageAnswer> {
    return this.page(actor, id, code, new FormState(), howMany(most));
  }

  @Post()
  choose(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('most') most: unknown,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: choiceForm,
      typed,
      act: async ({ choice }) => {
        const changed = await this.cover.change(actor, id, code, choice);
        return goTo(`/board/cover/plan/${changed}`, 'cover-changed');
      },
      again: (form, status) => this.page(actor, id, code, form, howMany(most), status),
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    code: string,
    form: FormState,
    most: number,
    status = 200,
  ): Promise<PageAnswer> {
    const [found, { settings }] = await Promise.all([
      this.queries.options(actor, id, code, most),
      this.programmes.of(actor.programmeId),
    ]);
    if (found.plan.applied !== null) return goTo(`/board/cover/plan/${id}`);
    const view = changeView(found, settings.zone, form, most);
    return page('board/cover/change', view.heading, view, { form, status, section: '/board' });
  }
}

function howMany(given: unknown): number {
  const most = typeof given === 'string' ? Number(given) : Number.NaN;
  return Number.isInteger(most) && most >= 1 && most <= MOST ? most : A_GOOD_FEW;
}
