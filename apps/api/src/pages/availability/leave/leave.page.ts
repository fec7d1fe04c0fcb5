import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { dateInputOf } from '../../kit/date-parts.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened } from '../kit/change-pages.js';
import { daysWords } from '../kit/said.view.js';
import { leaveForm } from './leave.form.js';

/** Whole days away. */
@Page('availability/leave', 'consultant')
export class LeavePage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    return this.page(await this.pages.open(actor), new FormState());
  }

  @Post()
  save(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return this.pages.answer({
      actor,
      address: '/availability/leave',
      schema: leaveForm,
      typed,
      act: async (wish, terms) => {
        if ('remove' in wish) {
          await this.changes.takeLeaveBack(actor, actor.personId, wish.remove, terms);
          return goTo('/availability/leave', 'leave-taken-back');
        }
        await this.changes.takeLeave(actor, actor.personId, wish, terms);
        return goTo('/availability/leave', 'leave-taken');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => `${field}-day`,
    });
  }

  private page({ said }: Opened, form: FormState, status = 200): PageAnswer {
    const heading = 'Leave';
    const view = {
      heading,
      seen: said.version,
      items: said.leave.map((leave) => ({ id: leave.id, words: capital(daysWords(leave)) })),
      from: dateInputOf(form, 'from'),
      until: dateInputOf(form, 'until'),
    };
    return page('availability/leave/leave', heading, view, { form, status, section: '/availability' });
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
