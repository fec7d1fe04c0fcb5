import { Get, Post, Query } from '@nestjs/common';
import { BoardQueries, LeadTasks, Programmes, type Visitor } from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { idInPath } from '../../../http/validation/fields.js';
import { noSuchThing } from '../../../http/problems/api-problem.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { placeOf } from '../parts/list.page.js';
import { ON_A_PAGE, type Query as Asked } from '../parts/list-wish.js';
import { tasksView } from './tasks.view.js';

/** What only a person can see to, oldest first. */
@Page('board/tasks', 'lead')
export class TasksPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly tasks: LeadTasks,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Query() query: Asked): Promise<PageAnswer> {
    const { board, programmes, clock } = this;
    const after = idFrom(query['after']);
    const [place, summary, found] = await Promise.all([
      placeOf({ board, programmes, clock }, actor),
      board.summary(actor),
      this.tasks.open(actor, { limit: ON_A_PAGE, after }),
    ]);
    const view = tasksView(summary, found, after, place);
    return page('board/tasks/tasks', 'Tasks for the lead', view, { section: '/board' });
  }

  /** Seen to; pressing it twice changes nothing. */
  @Post()
  async done(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    const id = idFrom(typed['task']);
    if (id === null) throw noSuchThing();
    await this.tasks.done(actor, id);
    return goTo('/board/tasks', 'task-done');
  }
}

/** An id as a page of ours writes it; null for anything else. */
function idFrom(given: unknown): string | null {
  const read = idInPath.safeParse(given);
  return read.success ? read.data : null;
}
