import { Get, Param, Post } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import {
  ConsultingQueries,
  Offers,
  Programmes,
  type Visitor,
  type WhereItStands,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { ENDED } from '../offer/offer.view.js';
import { type NotNow, notNow } from '../parts/not-now.js';
import { anyForm, conflictPage } from './conflict.view.js';

/** “I have a conflict”, of a consultation that is booked already: noticed late, or never asked before. */
@Page('consultations/:code/conflict')
export class LateConflictPage {
  constructor(
    private readonly offers: Offers,
    private readonly consulting: ConsultingQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    if (await this.consulting.hasSaidConflict(actor, code)) return notNow(SAID_ALREADY);
    return this.page(actor, await this.consulting.one(actor, code), new FormState());
  }

  @Post()
  declare(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: anyForm,
      typed,
      act: async () => {
        await this.offers.conflictWhenBooked(actor, code);
        return goTo('/consulting', 'conflict-declared');
      },
      again: async (form, status) => {
        if (await this.consulting.hasSaidConflict(actor, code))
          return goTo('/consulting', 'conflict-declared');
        return this.page(actor, await this.consulting.one(actor, code), form, status);
      },
    });
  }

  private async page(
    actor: Actor,
    stands: WhereItStands,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const { code, time, as, offerId } = stands;
    if (offerId !== null) return goTo(`/offers/${offerId}/conflict`);
    if (as === 'consultant' && stands.status === 'booked') {
      return conflictPage(
        { time, backHref: `/consultations/${code}`, isBooked: true },
        settings.zone,
        form,
        status,
      );
    }
    return notNow(notTheirs(stands), status);
  }
}

const SAID_ALREADY: NotNow = {
  ...ENDED.conflict,
  link: { text: 'Go to my consultations', href: '/consulting' },
};

function notTheirs({ code, as, status }: WhereItStands) {
  const held = as === 'consultant' && (status === 'held' || status === 'closed');
  return {
    title: 'There is no conflict to declare here',
    paragraphs: held
      ? [
          'This consultation has taken place, so nobody else can be asked to hold it.',
          'If you have noticed a conflict since, tell the lead. The lead can hand the record over to another consultant.',
        ]
      : ['Only the consultant it is booked with can say that they have a conflict.'],
    link: { text: 'See the consultation', href: `/consultations/${code}` },
  };
}
