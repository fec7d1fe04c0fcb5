import { Get, Param, Post, Query } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import {
  ConsultationQueries,
  Lead,
  Programmes,
  RoutingQueries,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { candidatesView } from '../parts/candidates.view.js';
import { timeWords } from '../parts/times.view.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { assignForm } from './assign.form.js';

/** The lead asks a consultant: whom, at the time that was chosen? */
@Page('consultations/:code/assign/consultant', 'lead')
export class AssignPage {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly routing: RoutingQueries,
    private readonly lead: Lead,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('time') time: unknown,
  ): Promise<PageAnswer> {
    const opened = await openFor(this.tools(), actor, code);
    if (!isPossible('assign', opened, actor)) return notNow(opened);
    const startsAt = new Date(typeof time === 'string' ? time : NaN);
    if (Number.isNaN(startsAt.getTime()) || startsAt <= opened.moment.now) {
      return goTo(`/consultations/${code}/assign`);
    }
    return this.page(actor, opened, startsAt, new FormState());
  }

  @Post()
  async ask(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const before = await openFor(this.tools(), actor, code);
    return answerVerb(this.tools(), {
      actor,
      code,
      verb: 'assign',
      schema: assignForm(before.standing.status === 'offered'),
      typed,
      act: async ({ time, consultantId, reason, seen }) => {
        await this.lead.assign(actor, code, { consultantId, startsAt: time, reason }, seen);
        return goTo(`/consultations/${code}`, 'consultant-asked');
      },
      show: (opened, form, status) => {
        const startsAt = new Date(form.text('time'));
        return Number.isNaN(startsAt.getTime())
          ? goTo(`/consultations/${code}/assign`)
          : this.page(actor, opened, startsAt, form, status);
      },
      inputOf: (field) => (field === 'startsAt' ? 'consultantId' : field),
    });
  }

  private async page(
    actor: Actor,
    opened: Opened,
    startsAt: Date,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { standing, programme } = opened;
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

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}
