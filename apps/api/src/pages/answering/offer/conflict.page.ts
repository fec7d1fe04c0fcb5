import { Get, Param, Post } from '@nestjs/common';
import { OfferQueries, Offers, Programmes, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { anyForm, conflictPage } from '../conflict/conflict.view.js';
import { offerPage, offerPageAgain, type OpenOffer } from './asked-offer.js';

/** “I have a conflict”, of an offer: no explanation is asked for. */
@Page('offers/:id/conflict')
export class OfferConflictPage {
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
  declare(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: anyForm,
      typed,
      act: async () => {
        await this.answers.conflict(actor, id);
        return goTo('/consulting', 'conflict-declared');
      },
      again: (form, status) => offerPageAgain(this, actor, id, 'conflict', open(form, status)),
    });
  }
}

function open(form: FormState, status = 200) {
  return ({ offer }: OpenOffer, zone: string): PageAnswer =>
    conflictPage({ time: offer, backHref: `/offers/${offer.id}`, isBooked: false }, zone, form, status);
}
