import { Get, Param, Post } from '@nestjs/common';
import { ENGAGEMENTS, PLAN_STATUSES, type Review } from '@case-consultation/domain';
import { Reviews, type Visitor } from '@case-consultation/features';
import { type z } from 'zod';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { choicesOf } from '../choices.js';
import {
  CONFIDENCE_WORDS,
  ENGAGEMENT_WORDS,
  PLAN_WORDS,
  RE_REFERRAL_WORDS,
  VOICE_WORDS,
} from '../review-words.js';
import { VerbPages } from '../verb-page.js';
import { CONFIDENCES, NOTE_LIMIT, notPossibleForm, RE_REFERRALS, reviewForm, VOICES } from './review.form.js';

/** The look-back some weeks later: what has changed. */
@Page('consultations/:code/review')
export class ReviewPage {
  constructor(
    private readonly reviews: Reviews,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  complete(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const again = (form: FormState, status: number) => this.page(actor, code, form, status);
    return complete(this.reviews, actor, code, { schema: reviewForm, typed, again });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('review', actor, code, () => {
      const view = {
        code,
        limit: NOTE_LIMIT,
        planThen: choicesOf(PLAN_STATUSES, PLAN_WORDS, form, 'planThen'),
        planNow: choicesOf(PLAN_STATUSES, PLAN_WORDS, form, 'planNow'),
        reReferral: choicesOf(RE_REFERRALS, RE_REFERRAL_WORDS, form, 'reReferral'),
        engagement: choicesOf(ENGAGEMENTS, ENGAGEMENT_WORDS, form, 'engagement'),
        childrensVoiceHeard: choicesOf(VOICES, VOICE_WORDS, form, 'childrensVoiceHeard'),
        confidence: choicesOf(CONFIDENCES, CONFIDENCE_WORDS, form, 'confidence'),
      };
      return page('request/after/review', 'What has changed since?', view, { form, status });
    });
  }
}

/** The look-back cannot be done: why. */
@Page('consultations/:code/review/not-possible')
export class ReviewNotPossiblePage {
  constructor(
    private readonly reviews: Reviews,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  complete(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const again = (form: FormState, status: number) => this.page(actor, code, form, status);
    return complete(this.reviews, actor, code, { schema: notPossibleForm, typed, again });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('review', actor, code, () =>
      page(
        'request/after/review-not-possible',
        'Why can it not be done?',
        { code, limit: NOTE_LIMIT },
        { form, status },
      ),
    );
  }
}

function complete(
  reviews: Reviews,
  actor: Visitor['actor'],
  code: string,
  sent: {
    schema: z.ZodType<Review>;
    typed: Typed;
    again: (form: FormState, status: number) => Promise<PageAnswer>;
  },
): Promise<PageAnswer> {
  return answerForm({
    ...sent,
    act: async (review, kept) => {
      await reviews.complete(actor, code, review, kept);
      return goTo(`/consultations/${code}`, 'reviewed');
    },
  });
}
