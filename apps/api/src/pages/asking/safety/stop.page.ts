import { Get, Param } from '@nestjs/common';
import { EMERGENCY_SERVICES } from '@case-consultation/domain';
import { Asking, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { contactsView } from './contacts.view.js';

const TITLES = {
  emergency: 'Call 999 now',
  'refer-first': 'Make a referral first',
} as const;

/** Something else comes first: what, and whom to call. The draft is kept. */
@Page('consultations/:code/ask/stop')
export class StopPage {
  constructor(private readonly asking: Asking) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'safety');
    if (isAnswer(draft)) return draft;
    const { gate } = draft;
    if (gate === null || gate.go) return goTo(askPath(code, gate === null ? 'safety' : undefined));
    const title = TITLES[gate.stop];
    const view = {
      title,
      emergency: gate.stop === 'emergency',
      contacts: contactsView(gate.contacts),
      noLocalContacts: gate.contacts.every((contact) => contact === EMERGENCY_SERVICES),
      safetyHref: askPath(code, 'safety'),
      code,
    };
    return page('asking/safety/stop', title, view, { section: '/requests' });
  }
}
