import { Get, Param, Post } from '@nestjs/common';
import { type EligibilityRule } from '@case-consultation/domain';
import { Lead, RoutingQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { candidatesView } from '../parts/candidates.view.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { reassignForm } from '../reassign/reassign.form.js';

/** What stands in the way of a record; that hour is over, so that time and training on that day do not. */
const RULES: readonly EligibilityRule[] = ['not-active', 'is-requester', 'declared-conflict', 'locked-out'];

/** The record of what took place goes to another consultant to write. */
@Page('consultations/:code/hand-over', 'lead')
export class HandOverPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly routing: RoutingQueries,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('hand-over', actor, code, (opened, form) => this.page(opened, form));
  }

  @Post()
  handOver(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'hand-over',
      schema: reassignForm,
      typed,
      act: async ({ consultantId, reason, seen }, kept) => {
        await this.lead.handOverRecord(actor, code, { consultantId, reason, ...kept }, seen);
        return goTo(`/consultations/${code}`, 'record-handed-over');
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
        rules: RULES,
      }),
      heading: 'Hand the record over',
      present: standing.consultant?.name ?? 'the consultant',
    };
    return page('board/verbs/hand-over/hand-over', view.heading, view, { form, status, section: '/board' });
  }
}
