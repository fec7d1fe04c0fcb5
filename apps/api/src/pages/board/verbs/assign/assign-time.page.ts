import { Get, Param, Post } from '@nestjs/common';
import { LeadTimesQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { Form, Me, Page } from '../../../kit/page.decorator.js';
import { timesView } from '../parts/times.view.js';
import { isPossible, type Opened } from '../../../request/verb-page.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { assignTimeForm } from './assign.form.js';

/** The lead asks a consultant: at which time? */
@Page('consultations/:code/assign', 'lead')
export class AssignTimePage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly times: LeadTimesQueries,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.verbs.show('assign', actor, code, (opened, form) => this.page(opened, form));
  }

  @Post()
  choose(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return this.verbs.answer({
      actor,
      code,
      verb: 'assign',
      schema: assignTimeForm,
      typed,
      act: ({ time }) =>
        Promise.resolve(goTo(`/consultations/${code}/assign/consultant?time=${time.toISOString()}`)),
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private async page(opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, standing, programme, zone } = opened;
    const times = timesView(await this.times.toAssign(actor, standing.code), {
      zone,
      sessionMinutes: programme.settings.sessionMinutes,
      targetOn: standing.targetOn,
      form,
      own: false,
    });
    const view = {
      ...aboutView(opened),
      ...times,
      heading: 'Ask a consultant',
      timesLegend: 'When should it take place?',
      mayTake: isPossible('take', opened),
      offeredTo: standing.status === 'offered' ? (standing.consultant?.name ?? null) : null,
    };
    return page('board/verbs/assign/assign-time', view.heading, view, { form, status, section: '/board' });
  }
}
