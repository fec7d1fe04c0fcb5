import { Get, Param, Post } from '@nestjs/common';
import { type Actor, ELIGIBILITY_RULES } from '@case-consultation/domain';
import {
  ConsultationQueries,
  Lead,
  LeadTimesQueries,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { timesView } from '../parts/times.view.js';
import { aboutView, answerVerb, isPossible, notNow, type Opened, openFor } from '../parts/verb.js';
import { takeForm } from './take.form.js';

/** A form whose fields have gone, because there is no time left to choose. */
const NO_TIME = new FormState({}, [{ field: '', message: 'There is no time of yours to choose from.' }]);

/** The lead takes it: offered to themselves and accepted in one. */
@Page('consultations/:code/take', 'lead')
export class TakePage {
  constructor(
    private readonly consultations: ConsultationQueries,
    private readonly times: LeadTimesQueries,
    private readonly lead: Lead,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() me: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    const opened = await openFor(this.tools(), me.actor, code);
    if (!isPossible('take', opened, me.actor)) return notNow(opened);
    return this.page(me, opened, new FormState());
  }

  @Post()
  async take(
    @Me() me: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const actor: Actor = me.actor;
    const before = await openFor(this.tools(), actor, code);
    return answerVerb(this.tools(), {
      actor,
      code,
      verb: 'take',
      schema: takeForm(before.standing.status === 'offered'),
      typed,
      act: async ({ time, reason, seen }) => {
        await this.lead.take(actor, code, { startsAt: time, noConflict: true, reason }, seen);
        return goTo(`/consultations/${code}`, 'taken-by-lead');
      },
      show: (opened, form, status) => this.page(me, opened, form, status),
      inputOf: (field) => (field === 'startsAt' || field === 'consultantId' ? 'time' : field),
    });
  }

  private async page(
    { actor, name }: Visitor,
    opened: Opened,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { standing, programme, zone } = opened;
    const own = await this.times.toTake(actor, standing.code);
    const times = timesView(own, {
      zone,
      sessionMinutes: programme.settings.sessionMinutes,
      targetOn: standing.targetOn,
      chosen: form.text('time'),
      own: true,
    });
    const view = {
      ...aboutView(opened),
      ...times,
      heading: 'Take it yourself',
      timesLegend: 'When do you want to hold it?',
      consults: own.consults,
      inTheWay: own.rules.map((rule) => `${name} ${ELIGIBILITY_RULES[rule]}.`),
      offeredTo: standing.status === 'offered' ? (standing.consultant?.name ?? null) : null,
    };
    const shown = times.hasAny || form.problems.length === 0 ? form : NO_TIME;
    return page('board/verbs/take/take', view.heading, view, { form: shown, status, section: '/board' });
  }

  private tools() {
    const { consultations, programmes, clock } = this;
    return { consultations, programmes, clock };
  }
}
