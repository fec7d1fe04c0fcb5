import { Get, Param, Post } from '@nestjs/common';
import { Lead, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { closeForm } from './close.form.js';

/** The lead closes what took place, although the record or the review is missing. */
@Page('consultations/:code/close', 'lead')
export class ClosePage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('close', actor, code, (opened, form) => this.page(opened, form));
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
      verb: 'close',
      schema: closeForm,
      typed,
      act: async ({ reason, seen }, kept) => {
        await this.lead.close(actor, code, reason, seen, kept);
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
}

/** What will stay undone. */
function missingWords({ record, reviewDone }: Opened['standing']): string[] {
  return [
    ...(record === 'none' || record === 'started' ? ['There is no record that was shared.'] : []),
    ...(record === 'shared' ? ['The practitioner has not agreed the record.'] : []),
    ...(reviewDone ? [] : ['Nobody has looked back at what has changed since.']),
  ];
}
