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
import { attendanceForm } from './attendance.form.js';
import { attendanceClosed, attendanceView, maySayHeld } from './attendance.view.js';

/** Whether a booked consultation took place, once it has begun. */
@Page('consultations/:code/attendance')
export class AttendancePage {
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
      schema: attendanceForm,
      typed,
      act: async (answer) => {
        if (answer.held === 'no') return goTo(`/consultations/${code}/attendance/not-held`);
        const { consultantId } = await this.bookings.held(actor, code, answer.minutesLate);
        return consultantId === actor.personId
          ? goTo(`/consultations/${code}/record`, 'attendance-held')
          : goTo(`/consultations/${code}`, 'attendance-held-lead');
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
    if (!maySayHeld(stands, actor)) return goTo(`/consultations/${code}/attendance/not-held`);
    return page(
      'answering/attendance/attendance',
      'Did the consultation take place?',
      attendanceView(stands, settings.zone),
      { form, status, section: '/consulting' },
    );
  }
}
