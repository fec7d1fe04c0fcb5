import { Get, Param, Post } from '@nestjs/common';
import { OfferQueries, Offers, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { offerPage, offerPageAgain, type OpenOffer } from './asked-offer.js';
import { acceptForm } from './offer.form.js';
import { offerView } from './offer.view.js';

/** An offer: what may be known before the conflict check, and accepting it. */
@Page('offers/:id')
export class OfferPage {
  constructor(
    private readonly answers: Offers,
    readonly offers: OfferQueries,
    readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return offerPage(this, actor, id, this.open(new FormState()));
  }

  @Post()
  accept(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: acceptForm,
      typed,
      act: async () => {
        const { code } = await this.answers.accept(actor, id, { noConflict: true });
        return goTo(`/consultations/${code}`, 'offer-accepted');
      },
      again: (form, status) => offerPageAgain(this, actor, id, 'accepted', this.open(form, status)),
    });
  }

  private open(form: FormState, status = 200) {
    return (offer: OpenOffer, zone: string): PageAnswer =>
      page(
        'answering/offer/offer',
        'Can you take this consultation?',
        offerView(offer, zone, this.clock.now()),
        {
          form,
          status,
          section: '/consulting',
        },
      );
  }
}
