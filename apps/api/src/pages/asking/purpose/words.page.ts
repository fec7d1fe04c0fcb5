import { Get, Param, Post } from '@nestjs/common';
import { Asking, LanguagePrompts, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { addressAfterStep, askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { dismissForm } from '../../words/prompts.form.js';
import { promptViews } from '../../words/prompts.view.js';

/** Questions about the words of a draft: an offer, never in the way. Where there is none, one passes straight on. */
@Page('consultations/:code/ask/purpose/words')
export class WordsPage {
  constructor(
    private readonly asking: Asking,
    private readonly prompts: LanguagePrompts,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'purpose/words');
    if (isAnswer(draft)) return draft;
    const onHref = addressAfterStep('purpose', draft);
    const prompts = await this.prompts.of(actor, code);
    if (prompts.length === 0) return goTo(onHref);
    const view = {
      prompts: promptViews(draft.form.question ?? '', prompts),
      backTo: askPath(code, 'purpose/question'),
      onHref,
    };
    const title = 'Some words to think about';
    return page('asking/purpose/words', title, view, { section: '/requests', form: new FormState() });
  }

  @Post()
  async dismiss(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: dismissForm,
      typed,
      act: async ({ prompt }) => {
        await this.prompts.dismiss(actor, code, prompt);
        return goTo(askPath(code, 'purpose/words'));
      },
      // A prompt that there is no longer is put aside already.
      again: () => goTo(askPath(code, 'purpose/words')),
    });
  }
}
