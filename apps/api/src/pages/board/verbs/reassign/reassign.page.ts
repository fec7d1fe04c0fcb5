import { Get, Param, Post } from '@nestjs/common';
import { Lead, RoutingQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { candidatesView } from '../parts/candidates.view.js';
import { timeWords } from '../../../asking/times/times.view.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { reassignForm } from './reassign.form.js';

/** What is booked goes to another consultant at the same time. */
@Page('consultations/:code/reassign', 'lead')
export class ReassignPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly routing: RoutingQueries,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('reassign', actor, code, (opened, form) => this.page(opened, form));
  }

  @Post()
  reassign(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'reassign',
      schema: reassignForm,
      typed,
      act: async ({ consultantId, reason, seen }, kept) => {
        await this.lead.reassign(actor, code, { consultantId, reason, ...kept }, seen);
        return goTo(`/consultations/${code}`, 'reassigned');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => (field === 'startsAt' ? 'consultantId' : field),
    });
  }

  private async page(opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, standing, programme, moment } = opened;
    const startsAt = standing.time?.startsAt ?? moment.now;
    const candidates = await this.routing.candidates(actor, standing.code, startsAt);
    const view = {
      ...aboutView(opened),
      ...candidatesView(candidates, {
        chosen: form.text('consultantId'),
        fairnessWeeks: programme.settings.fairnessWeeks,
        present: standing.consultant?.id ?? null,
      }),
      heading: 'Give it to another consultant',
      when: timeWords(startsAt, programme.settings),
      present: standing.consultant?.name ?? 'the consultant',
    };
    return page('board/verbs/reassign/reassign', view.heading, view, { form, status, section: '/board' });
  }
}
