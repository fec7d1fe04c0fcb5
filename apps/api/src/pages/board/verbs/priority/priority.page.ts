import { Get, Param, Post } from '@nestjs/common';
import { ConsultationQueries, Lead, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { priorityForm } from './priority.form.js';
import { priorityItems } from './priority.view.js';

/** The lead sets another priority, and with it another target. */
@Page('consultations/:code/priority', 'lead')
export class PriorityPage {
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
    if (!isPossible('priority', opened, actor)) return notNow(opened);
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
      verb: 'priority',
      schema: priorityForm,
      typed,
      act: async ({ priority, reason, seen }) => {
        await this.lead.overridePriority(actor, code, { priority, reason }, seen);
        return goTo(`/consultations/${code}`, 'priority-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const view = {
      ...aboutView(opened),
      heading: 'Change the priority',
      items: priorityItems(opened, form.text('priority')),
    };
    return page('board/verbs/priority/priority', view.heading, view, { form, status, section: '/board' });
  }

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}
