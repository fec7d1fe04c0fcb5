import { Get, Post } from '@nestjs/common';
import { LONGEST_BUFFER_MINUTES, MODES, PRIORITIES, PURPOSES } from '@case-consultation/domain';
import { AvailabilityChanges, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { MODE_WORDS, PRIORITY_WORDS, PURPOSE_WORDS } from '../../words/words.js';
import { ChangePages, type Opened } from '../kit/change-pages.js';
import { limitsForm, limitsTyped } from './limits.form.js';

/** What I take, and how much of it. */
@Page('availability/limits', 'consultant')
export class LimitsPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const opened = await this.pages.open(actor);
    return this.page(opened, new FormState(limitsTyped(opened.said.preferences)));
  }

  @Post()
  save(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return this.pages.answer({
      actor,
      address: '/availability/limits',
      schema: limitsForm,
      typed,
      act: async (wish, terms) => {
        await this.changes.changePreferences(actor, actor.personId, wish, terms);
        return goTo('/availability', 'preferences-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private page({ said }: Opened, form: FormState, status = 200): PageAnswer {
    const heading = 'What you take, and how much';
    const items = <T extends string>(
      name: string,
      values: readonly T[],
      words: Readonly<Record<T, string>>,
    ) => values.map((value) => ({ value, text: words[value], checked: form.has(name, value) }));
    const view = {
      heading,
      seen: said.version,
      programme: said.programme,
      longestBuffer: LONGEST_BUFFER_MINUTES,
      priorities: items('priorities', PRIORITIES, PRIORITY_WORDS),
      modes: items('modes', MODES, MODE_WORDS),
      specialisms: items('specialisms', PURPOSES, PURPOSE_WORDS),
    };
    return page('availability/limits/limits', heading, view, { form, status, section: '/availability' });
  }
}
