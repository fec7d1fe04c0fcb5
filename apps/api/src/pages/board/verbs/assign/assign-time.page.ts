import { Get, Param, Post } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { ConsultationQueries, LeadTimesQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { timesView } from '../parts/times.view.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { assignTimeForm } from './assign.form.js';

/** The lead asks a consultant: at which time? */
@Page('consultations/:code/assign', 'lead')
export class AssignTimePage {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly times: LeadTimesQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const opened = await openFor(this.tools(), actor, code);
    if (!isPossible('assign', opened, actor)) return notNow(opened);
    return this.page(actor, opened, new FormState());
  }

  @Post()
  choose(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerVerb(this.tools(), {
      actor,
      code,
      verb: 'assign',
      schema: assignTimeForm,
      typed,
      act: ({ time }) =>
        Promise.resolve(goTo(`/consultations/${code}/assign/consultant?time=${time.toISOString()}`)),
      show: (opened, form, status) => this.page(actor, opened, form, status),
    });
  }

  private async page(actor: Actor, opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { standing, programme, zone } = opened;
    const times = timesView(await this.times.toAssign(actor, standing.code), {
      zone,
      sessionMinutes: programme.settings.sessionMinutes,
      targetOn: standing.targetOn,
      chosen: form.text('time'),
      own: false,
    });
    const view = {
      ...aboutView(opened),
      ...times,
      heading: 'Ask a consultant',
      timesLegend: 'When should it take place?',
      offeredTo: standing.status === 'offered' ? (standing.consultant?.name ?? null) : null,
    };
    return page('board/verbs/assign/assign-time', view.heading, view, { form, status, section: '/board' });
  }

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}
