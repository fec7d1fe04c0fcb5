import { Get } from '@nestjs/common';
import { isLead } from '@case-consultation/domain';
import { BoardQueries, HomeQueries, Programmes, type Visitor } from '@case-consultation/features';
import { page, type PageAnswer } from '../kit/answer.js';
import { Me, Page } from '../kit/page.decorator.js';
import { homeView } from './home.view.js';

/** What needs the person now, whatever their roles are. */
@Page('/')
export class HomePage {
  constructor(
    private readonly queries: HomeQueries,
    private readonly board: BoardQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(@Me() { actor, name }: Visitor): Promise<PageAnswer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const [home, board] = await Promise.all([
      this.queries.of(actor),
      isLead(actor) ? this.board.summary(actor) : null,
    ]);
    return page('home/home', 'What needs you now', homeView({ name, home, board, zone: settings.zone }));
  }
}
