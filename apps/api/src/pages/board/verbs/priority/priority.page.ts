import { Get, Param, Post } from '@nestjs/common';
import { Lead, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { priorityForm } from './priority.form.js';
import { priorityItems } from './priority.view.js';

/** The lead sets another priority, and with it another target. */
@Page('consultations/:code/priority', 'lead')
export class PriorityPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('priority', actor, code, (opened, form) => this.page(opened, form));
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
      verb: 'priority',
      schema: priorityForm,
      typed,
      act: async ({ priority, reason, seen }, kept) => {
        await this.lead.overridePriority(actor, code, { priority, reason, ...kept }, seen);
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
}
