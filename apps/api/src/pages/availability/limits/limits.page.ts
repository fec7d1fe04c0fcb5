import { Get, Post } from '@nestjs/common';
import { LONGEST_BUFFER_MINUTES, MODES, PRIORITIES, PURPOSES } from '@case-consultation/domain';
import { AvailabilityChanges } from '@case-consultation/features';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { MODE_WORDS, PRIORITY_WORDS, PURPOSE_WORDS } from '../../words/words.js';
import { ChangePages, type Opened, pageAboutTime } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime } from '../kit/whose.js';
import { limitsForm, limitsTyped } from './limits.form.js';

/** What I take, and how much of it. */
@Page(availabilityAt('/limits'), 'consultant')
export class LimitsPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
  ) {}

  @Get()
  async show(@WhoseTime() whose: Whose): Promise<PageAnswer> {
    const opened = await this.pages.open(whose);
    return this.page(opened, new FormState(limitsTyped(opened.said.preferences)));
  }

  @Post()
  save(@WhoseTime() whose: Whose, @Form() typed: Typed): Promise<PageAnswer> {
    const { actor, consultantId, base } = whose;
    return this.pages.answer({
      whose,
      at: '/limits',
      schema: limitsForm,
      typed,
      act: async (wish, terms) => {
        await this.changes.changePreferences(actor, consultantId, wish, terms);
        return goTo(base, 'preferences-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private page(opened: Opened, form: FormState, status = 200): PageAnswer {
    const { said, who } = opened;
    const heading = `What ${who.you} take, and how much`;
    const items = <T extends string>(
      name: string,
      values: readonly T[],
      words: Readonly<Record<T, string>>,
    ) => values.map((value) => ({ value, text: words[value], checked: form.has(name, value) }));
    const view = {
      programme: said.programme,
      longestBuffer: LONGEST_BUFFER_MINUTES,
      priorities: items('priorities', PRIORITIES, PRIORITY_WORDS),
      modes: items('modes', MODES, MODE_WORDS),
      specialisms: items('specialisms', PURPOSES, PURPOSE_WORDS),
    };
    return pageAboutTime(opened, 'limits/limits', heading, view, { form, status });
  }
}
