import { Get, Param, Post } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { Bookings, ConsultingQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { notNow } from '../parts/not-now.js';
import { notHeldForm } from './attendance.form.js';
import { attendanceClosed, notHeldView } from './attendance.view.js';

/** Why a consultation did not take place, and whether another time is needed. */
@Page('consultations/:code/attendance/not-held')
export class NotHeldPage {
  constructor(
    private readonly bookings: Bookings,
    private readonly consulting: ConsultingQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState());
  }

  @Post()
  say(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: notHeldForm,
      typed,
      act: async (what) => {
        const { as } = await this.consulting.one(actor, code);
        await this.bookings.notHeld(actor, code, what);
        // From then on it is with nobody, and no longer the consultant's to see.
        const to = as === 'consultant' ? '/consulting' : `/consultations/${code}`;
        return goTo(to, what.next === 'rebook' ? 'attendance-rebook' : 'attendance-closed');
      },
      again: (form, status) => this.page(actor, code, form, status),
    });
  }

  private async page(actor: Actor, code: string, form: FormState, status = 200): Promise<PageAnswer> {
    const [stands, { settings }] = await Promise.all([
      this.consulting.one(actor, code),
      this.programmes.of(actor.programmeId),
    ]);
    const closed = attendanceClosed(stands, this.clock.now(), settings.zone);
    if (closed) return notNow(closed, status);
    return page(
      'answering/attendance/not-held',
      'It did not take place',
      notHeldView(stands, settings.zone, form),
      { form, status, section: '/consulting' },
    );
  }
}
