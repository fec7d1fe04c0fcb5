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
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { notNow } from '../parts/not-now.js';
import { outlineView } from '../parts/outline.view.js';
import { noConflictForm } from './no-conflict.form.js';

/** “I have no conflict”, of a consultation that was booked, reassigned or handed over without asking first. */
@Page('consultations/:code/no-conflict')
export class NoConflictPage {
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
    return this.page(actor, await this.consulting.one(actor, code), new FormState());
  }

  @Post()
  declare(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: noConflictForm,
      typed,
      act: async () => {
        await this.offers.noConflict(actor, code);
        return goTo(`/consultations/${code}`, 'conflict-cleared');
      },
      again: async (form, status) => this.page(actor, await this.consulting.one(actor, code), form, status),
    });
  }

  private async page(
    actor: Actor,
    stands: WhereItStands,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const { code, as, conflictChecked, offerId } = stands;
    const seeIt = `/consultations/${code}`;
    if (offerId !== null) return goTo(`/offers/${offerId}`);
    if (as !== 'consultant') {
      return notNow(
        {
          title: 'There is nothing to declare here',
          paragraphs: ['Only the consultant it is with is asked whether they have a conflict.'],
          link: { text: 'See the consultation', href: seeIt },
        },
        status,
      );
    }
    if (conflictChecked) return goTo(seeIt);
    const view = {
      outline: outlineView(stands, settings.zone),
      isBooked: stands.status === 'booked',
      conflictHref: `${seeIt}/conflict`,
    };
    return page('answering/conflict/no-conflict', 'Before the case opens', view, {
      form,
      status,
      section: '/consulting',
    });
  }
}
