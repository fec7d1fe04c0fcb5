import { Get } from '@nestjs/common';
import { ConsultingQueries, Programmes, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { consultingView } from './consulting.view.js';

/** My consultations as a consultant: what is to be done, what is coming up, what was. */
@Page('consulting', 'consultant')
export class ConsultingPage {
  constructor(
    private readonly consulting: ConsultingQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [view, { settings }] = await Promise.all([
      this.consulting.overview(actor),
      this.programmes.of(actor.programmeId),
    ]);
    return page('answering/consulting/consulting', 'My consultations', consultingView(view, settings.zone));
  }
}
