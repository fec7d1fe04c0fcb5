import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Asking, TimesQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { VerbPages } from '../verb-page.js';
import { freeTimesView, mustBeFree } from './free-times.view.js';
import { SOONEST, weekWanted, wish } from './wish.form.js';

const schema = z.object({ times: wish });

/** Other times for a request while nothing is booked. */
@Page('consultations/:code/change-times')
export class ChangeTimesPage {
  constructor(
    private readonly asking: Asking,
    private readonly times: TimesQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  async change(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    if (weekWanted(typed) !== null) return this.page(actor, code, new FormState(typed), 200);
    return answerForm({
      schema,
      typed,
      act: async ({ times }) => {
        if (times.preferredTimes.length > 0)
          mustBeFree(times.preferredTimes, await this.times.forRequest(actor, code));
        await this.asking.changeTimes(actor, code, times);
        return goTo(`/consultations/${code}`, 'times-changed');
      },
      again: (form, status) => this.page(actor, code, form, status),
      inputOf: () => 'times',
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('change-times', actor, code, async ({ standing, programme }) => {
      const free = await this.times.forRequest(actor, code);
      const chosen = form.list('times');
      const { targetOn, restricted } = standing;
      const shown = { ...programme.settings, targetOn, restricted };
      const view = {
        code,
        isOffered: standing.status === 'offered',
        times: freeTimesView(free, shown, weekWanted(form.typed), chosen),
        soonest: { checked: chosen.includes(SOONEST) },
      };
      const title = 'Which times would suit you now?';
      return page('request/moving/change-times', title, view, { form, status, section: '/requests' });
    });
  }
}
