import { Get, Param, Post } from '@nestjs/common';
import { ELIGIBILITY_RULES } from '@case-consultation/domain';
import { Lead, LeadTimesQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { timesView } from '../parts/times.view.js';
import { type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { takeForm } from './take.form.js';

/** A form whose fields have gone, because there is no time left to choose. */
const NO_TIME = new FormState({}, [{ field: '', message: 'There is no time of yours to choose from.' }]);

/** The lead takes it: offered to themselves and accepted in one. */
@Page('consultations/:code/take', 'lead')
export class TakePage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly times: LeadTimesQueries,
    private readonly lead: Lead,
  ) {}

  @Get()
  show(@Me() me: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('take', me.actor, code, (opened, form) => this.page(me.name, opened, form));
  }

  @Post()
  take(
    @Me() me: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const { actor, name } = me;
    return this.verbs.answer({
      actor,
      code,
      verb: 'take',
      schema: ({ standing }) => takeForm(standing.status === 'offered'),
      typed,
      act: async ({ time, reason, seen }, kept) => {
        await this.lead.take(actor, code, { startsAt: time, noConflict: true, reason, ...kept }, seen);
        return goTo(`/consultations/${code}`, 'taken-by-lead');
      },
      show: (opened, form, status) => this.page(name, opened, form, status),
      inputOf: (field) => (field === 'startsAt' || field === 'consultantId' ? 'time' : field),
    });
  }

  private async page(name: string, opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, standing, programme, zone } = opened;
    const own = await this.times.toTake(actor, standing.code);
    const times = timesView(own, {
      zone,
      sessionMinutes: programme.settings.sessionMinutes,
      targetOn: standing.targetOn,
      form,
      own: true,
    });
    const view = {
      ...aboutView(opened),
      ...times,
      heading: 'Take it yourself',
      timesLegend: 'When do you want to hold it?',
      inTheWay: own.rules.map((rule) => `${name} ${ELIGIBILITY_RULES[rule]}.`),
      offeredTo: standing.status === 'offered' ? (standing.consultant?.name ?? null) : null,
    };
    const shown = times.hasAny || form.problems.length === 0 ? form : NO_TIME;
    return page('board/verbs/take/take', view.heading, view, { form: shown, status, section: '/board' });
  }
}
