import { Get, Param } from '@nestjs/common';
import { Names, RoutingQueries, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../../http/validation/fields.js';
import { page, type PageAnswer } from '../../../kit/answer.js';
import { Me, Page } from '../../../kit/page.decorator.js';
import { aboutView } from '../parts/about.view.js';
import { LeadVerbs } from '../parts/lead-verbs.js';
import { routingView } from './routing.view.js';

/** Why one was asked and another not, for leads and for nobody else. */
@Page('consultations/:code/routing', 'lead')
export class RoutingPage {
  constructor(
    private readonly verbs: LeadVerbs,
    private readonly routing: RoutingQueries,
    private readonly names: Names,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
  ): Promise<PageAnswer> {
    const [opened, runs] = await Promise.all([this.verbs.open(actor, code), this.routing.runs(actor, code)]);
    const names = await this.names.of(
      actor.programmeId,
      runs.flatMap(({ override }) => (override === null ? [] : [override.by])),
    );
    const view = {
      ...aboutView(opened),
      ...routingView(runs, names, opened.zone),
      heading: 'How it was routed',
    };
    return page('board/verbs/routing/routing', view.heading, view, { section: '/board' });
  }
}
