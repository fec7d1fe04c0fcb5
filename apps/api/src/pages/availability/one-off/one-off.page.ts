import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges } from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { dateInputOf } from '../../kit/date-parts.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened, pageAboutTime } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime } from '../kit/whose.js';
import { singleTimeWords } from '../kit/said.view.js';
import { instantOf, oneOffForm } from './one-off.form.js';

const INPUTS: Readonly<Record<string, string>> = { startsAt: 'start', endsAt: 'end' };

/** Single times beyond the weekly hours, or taken out of them. */
@Page(availabilityAt('/one-off'), 'consultant')
export class OneOffPage {
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
      at: '/one-off',
      schema: oneOffForm,
      typed,
      act: async (wish, terms) => {
        if ('remove' in wish) {
          await this.changes.removeTime(actor, consultantId, wish.remove, terms);
          return goTo(`${base}/one-off`, 'time-removed');
        }
        const { zone } = await this.pages.open(whose);
        const startsAt = instantOf(wish.day, wish.startMinute, zone, 'startsAt');
        const endsAt = instantOf(wish.day, wish.endMinute, zone, 'endsAt');
        await this.changes.addTime(actor, consultantId, { kind: wish.kind, startsAt, endsAt }, terms);
        return goTo(`${base}/one-off`, 'time-added');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => INPUTS[field] ?? field,
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const { said, zone } = opened;
    const heading = 'Single times';
    const view = {
      items: said.oneOff.map((time) => ({ id: time.id, words: singleTimeWords(time, zone) })),
      day: dateInputOf(form, 'day'),
    };
    return pageAboutTime(opened, 'one-off/one-off', heading, view, { form, status });
  }
}
