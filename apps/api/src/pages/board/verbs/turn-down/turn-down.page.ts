import { Get, Param, Post } from '@nestjs/common';
import { Lead, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { turnDownForm } from './turn-down.form.js';

/** The lead turns a request down, and says where to turn instead. */
@Page('consultations/:code/turn-down', 'lead')
export class TurnDownPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('turn-down', actor, code, (opened, form) => this.page(opened, form));
  }

  @Post()
  send(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'turn-down',
      schema: turnDownForm,
      typed,
      act: async ({ reason, signpost, outOfArea, seen }, kept) => {
        await this.lead.turnDown(actor, code, { reason, signpost, outOfArea, ...kept }, seen);
        return goTo(`/consultations/${code}`, 'turned-down');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const view = {
      ...aboutView(opened),
      heading: 'Turn it down',
      contacts: opened.programme.settings.localContacts,
    };
    return page('board/verbs/turn-down/turn-down', view.heading, view, { form, status, section: '/board' });
  }
}
