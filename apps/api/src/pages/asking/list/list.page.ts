import { Get, Param } from '@nestjs/common';
import { Asking, ProgrammeQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { listView } from './list.view.js';

/** All steps of a draft, and how far each has got. */
@Page('consultations/:code/ask')
export class TaskListPage {
  constructor(
    private readonly asking: Asking,
    private readonly programmes: ProgrammeQueries,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, null);
    if (isAnswer(draft)) return draft;
    const view = listView(draft, await this.programmes.programme(actor));
    return page('asking/list/list', 'Your request', view, { section: '/requests' });
  }
}
