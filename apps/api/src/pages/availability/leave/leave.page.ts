import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges } from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { dateInputOf } from '../../kit/date-parts.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened, pageAboutTime } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime } from '../kit/whose.js';
import { daysWords } from '../kit/said.view.js';
import { leaveForm } from './leave.form.js';

/** Whole days away. */
@Page(availabilityAt('/leave'), 'consultant')
export class LeavePage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@WhoseTime() whose: Whose): Promise<PageAnswer> {
    return this.page(await this.pages.open(whose), new FormState());
  }

  @Post()
  save(@WhoseTime() whose: Whose, @Form() typed: Typed): Promise<PageAnswer> {
    const { actor, consultantId, base } = whose;
    return this.pages.answer({
      whose,
      at: '/leave',
      schema: leaveForm,
      typed,
      act: async (wish, terms) => {
        if ('remove' in wish) {
          await this.changes.takeLeaveBack(actor, consultantId, wish.remove, terms);
          return goTo(`${base}/leave`, 'leave-taken-back');
        }
        await this.changes.takeLeave(actor, consultantId, wish, terms);
        return goTo(`${base}/leave`, 'leave-taken');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => `${field}-day`,
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const { said } = opened;
    const heading = 'Leave';
    const view = {
      items: said.leave.map((leave) => ({ id: leave.id, words: capital(daysWords(leave)) })),
      from: dateInputOf(form, 'from'),
      until: dateInputOf(form, 'until'),
    };
    return pageAboutTime(opened, 'leave/leave', heading, view, { form, status });
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
