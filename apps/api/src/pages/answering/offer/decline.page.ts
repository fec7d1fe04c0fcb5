import { Get, Param, Post } from '@nestjs/common';
import { DECLINE_REASONS, formatPeriod } from '@case-consultation/domain';
import { OfferQueries, Offers, Programmes, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { DECLINE_WORDS } from '../../words/words.js';
import { offerPage, offerPageAgain, type OpenOffer } from './asked-offer.js';
import { declineForm } from './offer.form.js';

/** Declining an offer, with a reason that helps to ask the right person next. */
@Page('offers/:id/decline')
export class DeclineOfferPage {
  constructor(
    private readonly answers: Offers,
    readonly offers: OfferQueries,
    readonly programmes: Programmes,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return offerPage(this, actor, id, open(new FormState()));
  }

  @Post()
  decline(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: declineForm,
      typed,
      act: async (answer, kept) => {
        await this.answers.decline(actor, id, { ...answer, ...kept });
        return goTo('/consulting', 'offer-declined');
      },
      again: (form, status) => offerPageAgain(this, actor, id, 'declined', open(form, status)),
    });
  }
}

function open(form: FormState, status = 200) {
  return ({ offer }: OpenOffer, zone: string): PageAnswer =>
    page(
      'answering/offer/decline',
      'Why can you not take it?',
      {
        offerHref: `/offers/${offer.id}`,
        when: formatPeriod(offer.startsAt, offer.endsAt, zone),
        reasons: DECLINE_REASONS.map((reason) => ({
          value: reason,
          text: DECLINE_WORDS[reason],
          checked: form.has('because', reason),
        })),
      },
      { form, status, section: '/consulting' },
    );
}
