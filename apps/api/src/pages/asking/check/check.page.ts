import { Get, Param, Post } from '@nestjs/common';
import { type Actor, DomainError } from '@case-consultation/domain';
import {
  Asking,
  AskingPreview,
  ProgrammeQueries,
  type SavedDraft,
  type Visitor,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { answerCards } from './answers.view.js';
import { checkForm } from './check.form.js';
import { mailsShown, seenRows } from './preview.view.js';

/** All that was answered, who will see it and what the emails will say; and the button that sends it. */
@Page('consultations/:code/ask/check')
export class CheckPage {
  constructor(
    private readonly asking: Asking,
    private readonly preview: AskingPreview,
    private readonly programmes: ProgrammeQueries,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'times/chosen');
    if (isAnswer(draft)) return draft;
    return this.page(actor, draft, new FormState());
  }

  @Post()
  async submit(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: checkForm,
      typed,
      act: async () => {
        await this.asking.submit(actor, code);
        return goTo(askPath(code, 'submitted'));
      },
      again: async (form, status, error) => this.refused(actor, code, form, status, error),
      inputOf: () => '',
    });
  }

  /** What was sent already is sent once; what went meanwhile is put right where it was chosen. */
  private async refused(
    actor: Actor,
    code: string,
    form: FormState,
    status: number,
    error: DomainError | null,
  ): Promise<PageAnswer> {
    if (error?.code === 'wrong-state') return goTo(askPath(code, 'submitted'));
    if (error?.code === 'safety-gate-stops') return goTo(askPath(code, 'stop'));
    if (error?.code === 'time-not-offered') return goTo(`${askPath(code, 'times/choose')}?from=check`);
    return this.page(actor, await this.asking.draft(actor, code), form, status);
  }

  private async page(actor: Actor, draft: SavedDraft, form: FormState, status?: number): Promise<PageAnswer> {
    if (draft.missing.length > 0) return goTo(askPath(draft.code));
    const [programme, colleagues, preview] = await Promise.all([
      this.programmes.programme(actor),
      this.programmes.peopleOf(actor, draft.form.conflictPersonIds),
      this.preview.of(actor, draft.code),
    ]);
    const view = {
      cards: answerCards(draft, programme, colleagues),
      seen: seenRows(preview),
      restricted: preview.restricted,
      mails: mailsShown(preview),
      backTo: askPath(draft.code),
    };
    return page('asking/check/check', 'Check your answers', view, { form, status, section: '/requests' });
  }
}
