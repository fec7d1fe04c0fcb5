import { Get, Param, Post } from '@nestjs/common';
import {
  Attendees,
  type ConsultationDetail,
  ConsultationQueries,
  type Visitor,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { readerOf, SECTIONS, VerbPages } from '../verb-page.js';
import { attendeesForm, inputOf, inputsFor } from './attendees.form.js';

/** Who comes along besides the person who asked, once the request is sent. */
@Page('consultations/:code/attendees')
export class AttendeesPage {
  constructor(
    private readonly attendees: Attendees,
    readonly consultations: ConsultationQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  change(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    // Only those who stood on the page can be taken off it: whoever was added meanwhile stays.
    const shown = new FormState(typed).list('shown');
    const stay = new FormState(typed).list('stay').length;
    return answerForm({
      schema: attendeesForm,
      typed,
      act: async ({ stay: staying, add }) => {
        const remove = shown.filter((email) => !staying.includes(email));
        await this.attendees.change(actor, code, { add, remove });
        return goTo(`/consultations/${code}`, 'attendees-changed');
      },
      again: (form, status) => this.page(actor, code, form, status),
      inputOf: inputOf(typed, stay),
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('attendees', actor, code, async ({ standing, programme }) => {
      const { attendees } = (await this.consultations.get(actor, code)) as ConsultationDetail;
      const isFresh = status === 200;
      const view = {
        code,
        isBooked: standing.status === 'booked',
        attending: attendees.map((email, i) => ({
          value: email,
          text: email,
          id: i === 0 ? 'stay' : `stay-${i}`,
          checked: isFresh || form.has('stay', email),
        })),
        inputs: inputsFor(attendees.length),
        domains: programme.settings.allowedMailDomains.map((domain) => `@${domain}`),
      };
      const section = SECTIONS[readerOf(standing, actor)];
      return page('request/attendees/attendees', 'Who else attends?', view, { form, status, section });
    });
  }
}
