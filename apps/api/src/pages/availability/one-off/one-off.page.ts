import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { dateInputOf } from '../../kit/date-parts.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { ChangePages, type Opened } from '../kit/change-pages.js';
import { singleTimeWords } from '../kit/said.view.js';
import { instantOf, oneOffForm } from './one-off.form.js';

const INPUTS: Readonly<Record<string, string>> = { startsAt: 'start', endsAt: 'end' };

/** Single times beyond the weekly hours, or taken out of them. */
@Page('availability/one-off', 'consultant')
export class OneOffPage {
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
      address: '/availability/one-off',
      schema: oneOffForm,
      typed,
      act: async (wish, terms) => {
        if ('remove' in wish) {
          await this.changes.removeTime(actor, actor.personId, wish.remove, terms);
          return goTo('/availability/one-off', 'time-removed');
        }
        const { zone } = await this.pages.open(actor);
        const startsAt = instantOf(wish.day, wish.startMinute, zone, 'startsAt');
        const endsAt = instantOf(wish.day, wish.endMinute, zone, 'endsAt');
        await this.changes.addTime(actor, actor.personId, { kind: wish.kind, startsAt, endsAt }, terms);
        return goTo('/availability/one-off', 'time-added');
      },
      show: (opened, form, status) => this.page(opened, form, status),
      inputOf: (field) => INPUTS[field] ?? field,
    });
  }

  private page({ said, zone }: Opened, form: FormState, status = 200): PageAnswer {
    const heading = 'Single times';
    const view = {
      heading,
      seen: said.version,
      items: said.oneOff.map((time) => ({ id: time.id, words: singleTimeWords(time, zone) })),
      day: dateInputOf(form, 'day'),
    };
    return page('availability/one-off/one-off', heading, view, { form, status, section: '/availability' });
  }
}
