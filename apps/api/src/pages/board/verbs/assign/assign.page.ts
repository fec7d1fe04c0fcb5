import { Get, Param, Post, Query } from '@nestjs/common';
import { firstStartToAsk } from '@case-consultation/domain';
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
import { assignForm } from './assign.form.js';

/** The lead asks a consultant: whom, at the time that was chosen? */
@Page('consultations/:code/assign/consultant', 'lead')
export class AssignPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly routing: RoutingQueries,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('time') time: unknown,
  ): Promise<PageAnswer> {
    return this.verbs.show('assign', actor, code, (opened, form) => {
      const startsAt = new Date(typeof time === 'string' ? time : NaN);
      const first = firstStartToAsk(opened.moment.now, opened.programme.calendar);
      if (Number.isNaN(startsAt.getTime()) || startsAt < first) {
        return goTo(`/consultations/${code}/assign`);
      }
      return this.page(opened, startsAt, form);
    });
  }

  @Post()
  ask(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'assign',
      schema: ({ standing }) => assignForm(standing.status === 'offered'),
      typed,
      act: async ({ time, consultantId, reason, seen }, kept) => {
        await this.lead.assign(actor, code, { consultantId, startsAt: time, reason, ...kept }, seen);
        return goTo(`/consultations/${code}`, 'consultant-asked');
      },
      show: (opened, form, status) => {
        const startsAt = new Date(form.text('time'));
        return Number.isNaN(startsAt.getTime())
          ? goTo(`/consultations/${code}/assign`)
          : this.page(opened, startsAt, form, status);
      },
      inputOf: (field) => (field === 'startsAt' ? 'consultantId' : field),
    });
  }

  private async page(opened: Opened, startsAt: Date, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, standing, programme } = opened;
    const { settings } = programme;
    const candidates = await this.routing.candidates(actor, standing.code, startsAt);
    const view = {
      ...aboutView(opened),
      ...candidatesView(candidates, {
        chosen: form.text('consultantId'),
        fairnessWeeks: settings.fairnessWeeks,
        present: null,
      }),
      heading: 'Whom do you want to ask?',
      backHref: `/consultations/${standing.code}/assign`,
      consultationHref: `/consultations/${standing.code}`,
      when: timeWords(startsAt, settings),
      time: startsAt.toISOString(),
      restricted: standing.restricted,
      offeredTo: standing.status === 'offered' ? (standing.consultant?.name ?? null) : null,
    };
    return page('board/verbs/assign/assign', view.heading, view, { form, status, section: '/board' });
  }
}
