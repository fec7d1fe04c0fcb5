import { Get, Post } from '@nestjs/common';
import { hoursOn } from '@case-consultation/domain';
import { AvailabilityChanges } from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened, pageAboutTime } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime } from '../kit/whose.js';
import { hoursForm, hoursTyped } from './hours.form.js';
import { hoursView } from './hours.view.js';

/** Hours of every week, from a day on. */
@Page(availabilityAt('/hours'), 'consultant')
export class HoursPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@WhoseTime() whose: Whose): Promise<PageAnswer> {
    const opened = await this.pages.open(whose);
    const { weeklyHours, today } = opened.said;
    const hours = hoursOn(weeklyHours, today);
    return this.page(opened, new FormState(hoursTyped({ hours, from: today, until: null })));
  }

  @Post()
  async save(@WhoseTime() whose: Whose, @Form() typed: Typed): Promise<PageAnswer> {
    const { actor, consultantId, base } = whose;
    const { said } = await this.pages.open(whose);
    const { sessionMinutes } = said.programme;
    return this.pages.answer({
      whose,
      at: '/hours',
      schema: hoursForm({ today: said.today, sessionMinutes }),
      typed,
      act: async (wish, terms) => {
        await this.changes.changeHours(actor, consultantId, wish, terms);
        return goTo(base, 'hours-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => (field.startsWith('hours') ? '' : `${field}-day`),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const heading = opened.who.own ? 'Your weekly hours' : 'Weekly hours';
    const view = { ...hoursView(opened, form) };
    return pageAboutTime(opened, 'hours/hours', heading, view, { form, status });
  }
}
