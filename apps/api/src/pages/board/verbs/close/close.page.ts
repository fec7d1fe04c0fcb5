import { Get, Param, Post } from '@nestjs/common';
import { ConsultationQueries, Lead, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { closeForm } from './close.form.js';

/** The lead closes what took place, although the record or the review is missing. */
@Page('consultations/:code/close', 'lead')
export class ClosePage {
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
    if (!isPossible('close', opened, actor)) return notNow(opened);
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
      verb: 'close',
      schema: closeForm,
      typed,
      act: async ({ reason, seen }) => {
        await this.lead.close(actor, code, reason, seen);
        return goTo(`/consultations/${code}`, 'closed-by-lead');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const view = {
      ...aboutView(opened),
      heading: 'Close it',
      missing: missingWords(opened.standing),
    };
    return page('board/verbs/close/close', view.heading, view, { form, status, section: '/board' });
  }

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}

/** What will stay undone. */
function missingWords({ record, reviewDone }: Opened['standing']): string[] {
  return [
    ...(record === 'none' || record === 'started' ? ['There is no record that was shared.'] : []),
    ...(record === 'shared' ? ['The practitioner has not agreed the record.'] : []),
    ...(reviewDone ? [] : ['Nobody has looked back at what has changed since.']),
  ];
}
