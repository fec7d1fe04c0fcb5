import { Get, Post } from '@nestjs/common';
import {
  AvailabilityChanges,
  AvailabilityQueries,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { z } from 'zod';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { ChangePages } from '../kit/change-pages.js';
import { overviewView } from './overview.view.js';

const weekForm = z.object({ week: z.enum(['pause', 'resume'], { error: 'Select what to do' }) });

/** My availability: what I have said, and what comes of it in the next eight weeks. */
@Page('availability', 'consultant')
export class OverviewPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly queries: AvailabilityQueries,
    private readonly changes: AvailabilityChanges,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    return this.page(actor, new FormState());
  }

  /** “Not this week”, or back again: one press. */
  @Post()
  week(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return this.pages.answer({
      actor,
      address: '/availability',
      schema: weekForm,
      typed,
      act: async ({ week }, terms) => {
        if (week === 'pause') await this.changes.notThisWeek(actor, actor.personId, terms);
        else await this.changes.resume(actor, actor.personId, terms);
        return goTo('/availability', week === 'pause' ? 'week-paused' : 'week-resumed');
      },
      show: (_, form, status) => this.page(actor, form, status),
    });
  }

  private async page(actor: Visitor['actor'], form: FormState, status = 200): Promise<PageAnswer> {
    const [overview, { settings }] = await Promise.all([
      this.queries.mine(actor),
      this.programmes.of(actor.programmeId),
    ]);
    const title = 'My availability';
    if (overview === null) return page('availability/overview/none', title, {}, { section: '/availability' });
    const view = overviewView(overview, settings.zone);
    return page('availability/overview/overview', title, view, { form, status, section: '/availability' });
  }
}
