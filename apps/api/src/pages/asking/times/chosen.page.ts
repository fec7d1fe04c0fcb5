import { Get, Param, Post, Query } from '@nestjs/common';
import { REQUEST_LIMITS } from '@case-consultation/domain';
import { Asking, Programmes, type SavedDraft, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { addressAfterStep, askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { savePage } from '../kit/save-page.js';
import { stampOf } from '../kit/stamp.js';
import { YES_NO } from '../kit/items.js';
import { chosenForm, removeForm } from './times.form.js';
import { timeWords } from './times.view.js';

const FIELDS = ['preferredTimes', 'soonest'] as const;

/** The times that were chosen, in order: take one out, add another, or go on. */
@Page('consultations/:code/ask/times/chosen')
export class ChosenTimesPage {
  constructor(
    private readonly asking: Asking,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('from') from: unknown,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'times/chosen');
    if (isAnswer(draft)) return draft;
    return this.page(draft, actor.programmeId, new FormState(), from);
  }

  @Post()
  async answer(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('from') from: unknown,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const draft = await this.asking.draft(actor, code);
    const again = (form: FormState, status: number) =>
      this.page(draft, actor.programmeId, form, from, status);
    if (typed['remove'] !== undefined) {
      return answerForm({
        schema: removeForm,
        typed,
        act: async ({ remove }) => {
          const part = { preferredTimes: draft.form.preferredTimes.filter((_, i) => i !== Number(remove)) };
          const stamp = String(typed['stamp'] ?? '');
          await savePage(this.asking, actor, code, { fields: FIELDS, part, stamp });
          return goTo(fromCheck(askPath(code, 'times/chosen'), from));
        },
        // What was taken out in another tab is out: the list as it stands says so.
        again: () => goTo(fromCheck(askPath(code, 'times/chosen'), from)),
      });
    }
    if (typed['then'] === 'later') return goTo(askPath(code), 'draft-saved');
    if (isFull(draft)) return goTo(onward(draft, from));
    return answerForm({
      schema: chosenForm,
      typed,
      act: ({ another }) =>
        Promise.resolve(
          goTo(another === 'yes' ? fromCheck(askPath(code, 'times/choose'), from) : onward(draft, from)),
        ),
      again,
    });
  }

  private async page(
    draft: SavedDraft,
    programmeId: string,
    form: FormState,
    from: unknown,
    status?: number,
  ): Promise<PageAnswer> {
    const { code, form: saved } = draft;
    if (saved.preferredTimes.length === 0) return goTo(fromCheck(askPath(code, 'times/choose'), from));
    const { settings } = await this.programmes.of(programmeId);
    const count = saved.preferredTimes.length;
    const title = count === 1 ? 'You have chosen 1 time' : `You have chosen ${count} times`;
    const view = {
      title,
      times: saved.preferredTimes.map((time) => timeWords(time, settings)),
      mayAdd: !isFull(draft),
      items: YES_NO,
      stamp: stampOf(saved, FIELDS),
      backTo: askPath(code, from === 'check' ? 'check' : 'times/access'),
      listHref: askPath(code),
    };
    return page('asking/times/chosen', title, view, { form, status, section: '/requests' });
  }
}

function isFull({ form }: SavedDraft): boolean {
  return form.preferredTimes.length >= REQUEST_LIMITS.preferredTimes;
}

function fromCheck(path: string, from: unknown): string {
  return from === 'check' ? `${path}?from=check` : path;
}

function onward(draft: SavedDraft, from: unknown): string {
  return from === 'check' ? askPath(draft.code, 'check') : addressAfterStep('times', draft);
}
