import { Get, Param, Post } from '@nestjs/common';
import { ConsultationQueries, Lead, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { turnDownForm } from './turn-down.form.js';

/** The lead turns a request down, and says where to turn instead. */
@Page('consultations/:code/turn-down', 'lead')
export class TurnDownPage {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly lead: Lead,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const opened = await openFor(this.tools(), actor, code);
    if (!isPossible('turn-down', opened, actor)) return notNow(opened);
    return this.page(opened, new FormState());
  }

  @Post()
  send(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerVerb(this.tools(), {
      actor,
      code,
      verb: 'turn-down',
      schema: turnDownForm,
      typed,
      act: async ({ reason, signpost, seen }) => {
        await this.lead.turnDown(actor, code, { reason, signpost }, seen);
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

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}
