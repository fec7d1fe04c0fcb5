import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { DomainError, formatPeriod } from '@case-consultation/domain';
import { Bookings, ConsultingQueries, TimesQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { readerOf, SECTIONS, VerbPages } from '../verb-page.js';
import { freeTimesView, mustBeFree } from './free-times.view.js';
import { reason } from './reason.form.js';
import { SOONEST, weekWanted, wish } from './wish.form.js';

/** Who asked says what would suit instead; of the others nothing more is asked. */
const byRequester = z.object({ reason, times: wish });
const byAnother = z.object({ reason }).transform((given) => ({ ...given, times: null }));

/** Cancels the time that is booked; the search goes on. */
@Page('consultations/:code/cancel')
export class CancelPage {
  constructor(
    private readonly bookings: Bookings,
    private readonly times: TimesQueries,
    private readonly consulting: ConsultingQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  /** Sent twice by its consultant, whom it has left, it leads where the first one led. */
  @Post()
  async cancel(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    try {
      return await this.cancelOnce(actor, code, typed);
    } catch (error) {
      const isGone = error instanceof DomainError && error.code === 'not-found';
      if (isGone && (await this.consulting.hasCancelled(actor, code)))
        return goTo('/consulting', 'booking-cancelled');
      throw error;
    }
  }

  private async cancelOnce(actor: Visitor['actor'], code: string, typed: Typed): Promise<PageAnswer> {
    if (weekWanted(typed) !== null) return this.page(actor, code, new FormState(typed), 200);
    const { standing: before } = await this.pages.open(actor, code);
    const { isMine } = before;
    return answerForm({
      schema: isMine ? byRequester : byAnother,
      typed,
      act: async ({ reason: given, times }, kept) => {
        if (times !== null && times.preferredTimes.length > 0)
          mustBeFree(times.preferredTimes, await this.times.forRequest(actor, code));
        await this.bookings.cancel(actor, code, { reason: given, wish: times, ...kept });
        // With its time it has gone from the consultant, who may not see it any more.
        const isLeft = readerOf(before, actor) === 'consultant';
        return goTo(isLeft ? '/consulting' : `/consultations/${code}`, 'booking-cancelled');
      },
      again: (form, status) => this.page(actor, code, form, status),
      inputOf: (field) => (field === 'reason' ? field : 'times'),
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('cancel', actor, code, async ({ standing, programme, zone }) => {
      const { time, isMine } = standing;
      const chosen = form.list('times');
      const free = isMine ? await this.times.forRequest(actor, code) : [];
      const others = free.filter((start) => start.getTime() !== time?.startsAt.getTime());
      const { targetOn, restricted } = standing;
      const shown = { ...programme.settings, targetOn, restricted };
      const view = {
        code,
        isMine,
        isConsultant: readerOf(standing, actor) === 'consultant',
        now: time && formatPeriod(time.startsAt, time.endsAt, zone),
        times: freeTimesView(others, shown, weekWanted(form.typed), chosen),
        soonest: { checked: chosen.includes(SOONEST) },
      };
      const section = SECTIONS[readerOf(standing, actor)];
      return page('request/moving/cancel', 'Cancel this time', view, { form, status, section });
    });
  }
}
