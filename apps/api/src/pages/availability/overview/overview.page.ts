import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges, AvailabilityQueries, Programmes } from '@case-consultation/features';
import { z } from 'zod';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { ChangePages } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime, whoWords } from '../kit/whose.js';
import { overviewView } from './overview.view.js';

const weekForm = z.object({ week: z.enum(['pause', 'resume'], { error: 'Select what to do' }) });

/** Somebody’s availability: what was said of it, and what comes of it in the next eight weeks. */
@Page(availabilityAt(''), 'consultant')
export class OverviewPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly queries: AvailabilityQueries,
    private readonly changes: AvailabilityChanges,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  show(@WhoseTime() whose: Whose): Promise<PageAnswer> {
    return this.page(whose, new FormState());
  }

  /** “Not this week”, or back again: one press. */
  @Post()
  week(@WhoseTime() whose: Whose, @Form() typed: Typed): Promise<PageAnswer> {
    const { actor, consultantId, base } = whose;
    return this.pages.answer({
      whose,
      at: '',
      schema: weekForm,
      typed,
      act: async ({ week }, terms) => {
        if (week === 'pause') await this.changes.notThisWeek(actor, consultantId, terms);
        else await this.changes.resume(actor, consultantId, terms);
        return goTo(base, week === 'pause' ? 'week-paused' : 'week-resumed');
      },
      show: (_, form, status) => this.page(whose, form, status),
    });
  }

  private async page(whose: Whose, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, consultantId, own, section } = whose;
    const [overview, { settings }] = await Promise.all([
      own ? this.queries.mine(actor) : this.queries.overview(actor, consultantId),
      this.programmes.of(actor.programmeId),
    ]);
    if (overview === null) return page('availability/overview/none', 'My availability', {}, { section });
    const who = whoWords(whose, overview.availability.consultant.name);
    const view = overviewView(overview, who, settings.zone);
    return page('availability/overview/overview', who.title, view, { form, status, section });
  }
}
