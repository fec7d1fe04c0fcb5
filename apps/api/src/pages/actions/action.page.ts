import { Get, Param, Post } from '@nestjs/common';
import { dayOf, DomainError, type Settlement } from '@case-consultation/domain';
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
import { type ActionPageView, actionView } from './action.view.js';

/** One action: what is to be done, whom to call, and what became of it. */
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

  /** What is settled stays so: it is asked once more, with the action's own words. */
  @Post()
  settle(
    @Me() visitor: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: settleForm,
      typed,
      act: async ({ as, sure }) => {
        if (sure === undefined) {
          const { description, maySettle } = await this.view(visitor, id);
          if (maySettle) return confirmPage(id, as, description);
        }
        await this.actions.settle(visitor.actor, id, as);
        return goTo('/actions', 'action-settled');
      },
      again: (form, status) => this.page(visitor, id, form, status),
    });
  }

  private async page(visitor: Visitor, id: string, form: FormState, status: number): Promise<PageAnswer> {
    const view = await this.view(visitor, id);
    return page('actions/action', 'An action', view, { form, status, section: '/actions' });
  }

  private async view({ actor }: Visitor, id: string): Promise<ActionPageView> {
    const action = await this.queries.one(actor, id);
    const [pathways, standing, { settings }] = await Promise.all([
      action.pathway === null ? [] : this.programmeQueries.pathways(actor),
      this.standingOf(actor, action.code),
      this.programmes.of(actor.programmeId),
    ]);
    return actionView({
      action,
      pathway: pathways.find(({ id: known }) => known === action.pathway?.id) ?? null,
      standing,
      actor,
      zone: settings.zone,
      today: dayOf(this.clock.now(), settings.zone),
    });
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

const QUESTIONS: Readonly<Record<Settlement, { heading: string; buttonText: string }>> = {
  done: { heading: 'Is it done?', buttonText: 'Yes, it is done' },
  'not-done': { heading: 'Was it not done?', buttonText: 'Yes, it was not done' },
  'no-longer-needed': { heading: 'Is it no longer needed?', buttonText: 'Yes, it is no longer needed' },
};

function confirmPage(id: string, as: Settlement, description: string): PageAnswer {
  const question = QUESTIONS[as];
  const view = { ...question, as, description, href: `/actions/${id}` };
  return page('actions/confirm', question.heading, view, { section: '/actions' });
}
