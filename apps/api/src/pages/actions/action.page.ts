import { Get, Param, Post } from '@nestjs/common';
import { dayOf, DomainError } from '@case-consultation/domain';
import {
  ActionQueries,
  Actions,
  ConsultationQueries,
  type ConsultationStanding,
  ProgrammeQueries,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { idInPath } from '../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../kit/answer.js';
import { FormState, type Typed } from '../kit/form-state.js';
import { answerForm } from '../kit/page-form.js';
import { Form, Me, Page } from '../kit/page.decorator.js';
import { settleForm } from './action.form.js';
import { actionView } from './action.view.js';

/** One action: what is to be done, whom to call, and one press to say what became of it. */
@Page('actions/:id')
export class ActionPage {
  constructor(
    private readonly queries: ActionQueries,
    private readonly actions: Actions,
    private readonly consultations: ConsultationQueries,
    private readonly programmeQueries: ProgrammeQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() visitor: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(visitor, id, new FormState(), 200);
  }

  @Post()
  settle(
    @Me() visitor: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: settleForm,
      typed,
      act: async ({ as }) => {
        await this.actions.settle(visitor.actor, id, as);
        return goTo('/actions', 'action-settled');
      },
      again: (form, status) => this.page(visitor, id, form, status),
    });
  }

  private async page({ actor }: Visitor, id: string, form: FormState, status: number): Promise<PageAnswer> {
    const action = await this.queries.one(actor, id);
    const [pathways, standing, { settings }] = await Promise.all([
      action.pathway === null ? [] : this.programmeQueries.pathways(actor),
      this.standingOf(actor, action.code),
      this.programmes.of(actor.programmeId),
    ]);
    const view = actionView({
      action,
      pathway: pathways.find(({ id: known }) => known === action.pathway?.id) ?? null,
      standing,
      actor,
      zone: settings.zone,
      today: dayOf(this.clock.now(), settings.zone),
    });
    return page('actions/action', 'An action', view, { form, status, section: '/actions' });
  }

  /** Null when it is not this person's to see: an action may be owned by somebody who may not see the case. */
  private async standingOf(actor: Visitor['actor'], code: string): Promise<ConsultationStanding | null> {
    try {
      return await this.consultations.standing(actor, code);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not-found') return null;
      throw error;
    }
  }
}
