import { Get, Param } from '@nestjs/common';
import { formatDay } from '@case-consultation/domain';
import { ConsultationQueries, type Visitor } from '@case-consultation/features';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';

/** It is sent: what happens next, and by when. */
@Page('consultations/:code/ask/submitted')
export class SubmittedPage {
  constructor(private readonly consultations: ConsultationQueries) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const { isMine, status, targetOn } = await this.consultations.standing(actor, code);
    if (!isMine) throw noSuchThing();
    if (status === 'draft') return goTo(askPath(code));
    if (targetOn === null) return goTo(`/consultations/${code}`);
    const view = { code, targetDay: formatDay(targetOn), consultationHref: `/consultations/${code}` };
    return page('asking/check/submitted', 'Your request is sent', view, { section: '/requests' });
  }
}
