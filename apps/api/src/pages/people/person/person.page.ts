import { Get, Param, Query } from '@nestjs/common';
import { PeopleQueries, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { PersonPages } from '../parts/person-pages.js';
import { personView } from './person.view.js';

const ON_A_PAGE = 20;

/** One person: who and where they are, what they may do here, and what was changed of that. */
@Page('people/:id', 'administration')
export class PersonPage {
  constructor(
    private readonly people: PersonPages,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Query('before') before: unknown,
  ): Promise<PageAnswer> {
    const opened = await this.people.open(actor, id);
    const place = typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : null;
    const history = await this.queries.history(actor, id, { limit: ON_A_PAGE, before: place });
    const view = personView(opened, history, place !== null);
    return page('people/person/person', view.name, view, { section: '/people' });
  }
}
