import { Get, Post } from '@nestjs/common';
import { hoursOn } from '@case-consultation/domain';
import { AvailabilityChanges, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened } from '../kit/change-pages.js';
import { hoursField, hoursForm, hoursTyped, stretchesIn } from './hours.form.js';
import { hoursView } from './hours.view.js';

/** Hours of every week, from a day on. */
@Page('availability/hours', 'consultant')
export class HoursPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const opened = await this.pages.open(actor);
    const { weeklyHours, today } = opened.said;
    const hours = hoursOn(weeklyHours, today);
    return this.page(opened, new FormState(hoursTyped({ hours, from: today, until: null })));
  }

  @Post()
  save(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return this.pages.answer({
      actor,
      address: '/availability/hours',
      schema: hoursForm,
      typed,
      act: async (wish, terms) => {
        await this.changes.changeHours(actor, actor.personId, wish, terms);
        return goTo('/availability', 'hours-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => inputOf(field, typed),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const heading = 'Your weekly hours';
    const view = { heading, ...hoursView(opened, form) };
    return page('availability/hours/hours', heading, view, { form, status, section: '/availability' });
  }
}

/** `hours/3` is the fourth stretch that was typed; `from` and `until` are dates. */
function inputOf(field: string, typed: Typed): string {
  const [name = '', index] = field.split('/');
  if (name !== 'hours') return `${name}-day`;
  const stretch = stretchesIn(typed)[Number(index)];
  return stretch === undefined ? '' : hoursField('start', stretch.weekday, stretch.stretch);
}
