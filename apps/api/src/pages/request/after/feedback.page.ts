import { Get, Param, Post } from '@nestjs/common';
import {
  FEEDBACK_COMMENT_LIMIT,
  formatDay,
  dayOf,
  GOT_WHAT_WANTED,
  GOT_WHAT_WANTED_WORDS,
  USEFULNESS,
  USEFULNESS_WORDS,
} from '@case-consultation/domain';
import { Feedback, type FeedbackView, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { choicesOf } from '../choices.js';
import { VerbPages } from '../verb-page.js';
import { feedbackForm } from './feedback.form.js';

/** What the practitioner says of a consultation afterwards: two questions, and a few words for whoever likes. */
@Page('consultations/:code/feedback')
export class FeedbackPage {
  constructor(
    private readonly feedback: Feedback,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, null, 200);
  }

  @Post()
  give(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: feedbackForm,
      typed,
      act: async (given, kept) => {
        await this.feedback.give(actor, code, { ...given, ...kept });
        return goTo(`/consultations/${code}`, 'feedback-given');
      },
      again: (form, status) => this.page(actor, code, form, status),
    });
  }

  private page(
    actor: Visitor['actor'],
    code: string,
    sent: FormState | null,
    status: number,
  ): Promise<PageAnswer> {
    return this.pages.whenMayDo('feedback', actor, code, async ({ zone }) => {
      const known = await this.feedback.view(actor, code);
      const form = sent ?? new FormState(typedFrom(known));
      const { feedback, mayGive } = known;
      const view = {
        code,
        mayGive,
        until: feedback && formatDay(dayOf(feedback.changeableUntil, zone)),
        usefulness: choicesOf(USEFULNESS, USEFULNESS_WORDS, form, 'usefulness'),
        gotWhatWanted: choicesOf(GOT_WHAT_WANTED, GOT_WHAT_WANTED_WORDS, form, 'gotWhatWanted'),
        limit: FEEDBACK_COMMENT_LIMIT,
        given: feedback && {
          usefulness: USEFULNESS_WORDS[feedback.usefulness],
          gotWhatWanted: GOT_WHAT_WANTED_WORDS[feedback.gotWhatWanted],
          comment: feedback.comment,
        },
      };
      return page('request/after/feedback', 'How did it go?', view, { form, status, section: '/requests' });
    });
  }
}

function typedFrom({ feedback }: FeedbackView): Typed {
  if (feedback === null) return {};
  const { usefulness, gotWhatWanted, comment } = feedback;
  return { usefulness, gotWhatWanted, comment: comment ?? '' };
}
