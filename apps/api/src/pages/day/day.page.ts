import { Get } from '@nestjs/common';
import { HomeQueries, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { page, type PageAnswer } from '../kit/answer.js';
import { Me, Page } from '../kit/page.decorator.js';
import { dayView } from './day.view.js';

/** A consultant's day: today and next, what others wait for, what is owed. Read as the home page reads it. */
@Page('day', 'consultant')
export class DayPage {
  constructor(
    private readonly home: HomeQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    const [home, { settings, calendar }] = await Promise.all([
      this.home.of(actor),
      this.programmes.of(actor.programmeId),
    ]);
    const left = { now: this.clock.now(), calendar, workingDay: settings.workingDay };
    return page('day/day', 'My day', dayView(home, { zone: settings.zone, left }), { section: '/day' });
  }
}
