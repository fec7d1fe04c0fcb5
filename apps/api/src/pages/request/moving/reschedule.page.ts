import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { formatPeriod } from '@case-consultation/domain';
import { Bookings, TimesQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { readerOf, SECTIONS, VerbPages } from '../verb-page.js';
import { freeTimesView } from './free-times.view.js';
import { reason } from './reason.form.js';
import { weekWanted } from './wish.form.js';

const SELECT = 'Select a time';
const schema = z.object({
  startsAt: z
    .string({ error: SELECT })
    .refine((given) => !Number.isNaN(Date.parse(given)), { error: SELECT })
    .transform((given) => new Date(given)),
  reason,
});

/** Moves a booking to another time at which its consultant is free. */
@Page('consultations/:code/reschedule')
export class ReschedulePage {
  constructor(
    private readonly bookings: Bookings,
    private readonly times: TimesQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  async move(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    if (weekWanted(typed) !== null) return this.page(actor, code, new FormState(typed), 200);
    return answerForm({
      schema,
      typed,
      act: async (to, kept) => {
        await this.bookings.reschedule(actor, code, { ...to, ...kept });
        return goTo(`/consultations/${code}`, 'rescheduled');
      },
      again: (form, status) => this.page(actor, code, form, status),
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('reschedule', actor, code, async ({ standing, programme, zone }) => {
      const { time } = standing;
      const free = await this.times.forMove(actor, code);
      const others = free.filter((start) => start.getTime() !== time?.startsAt.getTime());
      const shown = { ...programme.settings, targetOn: standing.targetOn, restricted: false };
      const view = {
        code,
        now: time && formatPeriod(time.startsAt, time.endsAt, zone),
        times: freeTimesView(others, shown, weekWanted(form.typed), form.list('startsAt')),
      };
      const section = SECTIONS[readerOf(standing, actor)];
      return page('request/moving/reschedule', 'Move it to another time', view, { form, status, section });
    });
  }
}
