import { Get, Param, Post } from '@nestjs/common';
import { Asking, Programmes, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { addressAfterStep, askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';

/** None of the times suit: it has been noted, and what else there is. */
@Page('consultations/:code/ask/times/none')
export class NoTimeSuitsPage {
  constructor(
    private readonly asking: Asking,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'times/choose');
    if (isAnswer(draft)) return draft;
    const { settings } = await this.programmes.of(actor.programmeId);
    const view = {
      weeks: settings.horizonWeeks,
      chooseHref: askPath(code, 'times/choose'),
      modeHref: askPath(code, 'times'),
      listHref: askPath(code),
      hasChosen: draft.form.preferredTimes.length > 0,
    };
    return page('asking/times/none', 'None of the times suit you', view, { section: '/requests' });
  }

  /** Asks for the soonest instead. */
  @Post()
  async soonest(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const saved = await this.asking.save(actor, code, { preferredTimes: [], soonest: true });
    return goTo(addressAfterStep('times', saved));
  }
}
