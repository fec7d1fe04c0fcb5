import { Get, Param, Post } from '@nestjs/common';
import { DomainError } from '@case-consultation/domain';
import { Asking, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';

/** Asks once more before a draft goes. */
@Page('consultations/:code/ask/delete')
export class DeleteDraftPage {
  constructor(private readonly asking: Asking) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, null);
    if (isAnswer(draft)) return draft;
    const title = 'Do you want to delete this draft?';
    return page('asking/delete/delete', title, { code, backTo: askPath(code) }, { section: '/requests' });
  }

  /** What was sent meanwhile is no draft: it is not touched. */
  @Post()
  async delete(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    try {
      await this.asking.discard(actor, code);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'wrong-state') throw error;
      return goTo(`/consultations/${code}`);
    }
    return goTo('/', 'draft-deleted');
  }
}
