import { Get, Query } from '@nestjs/common';
import { ROLES } from '@case-consultation/domain';
import { PeopleQueries, type PeopleWish, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { page, type PageAnswer } from '../../kit/answer.js';
import { Me, Page } from '../../kit/page.decorator.js';
import { listView } from './list.view.js';

const ON_A_PAGE = 25;
const LONGEST_SEARCH = 100;

/** Who can use the service, found by name, address, role and agency. */
@Page('people', 'administration')
export class PeopleListPage {
  constructor(private readonly people: PeopleQueries) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<PageAnswer> {
    const wish = wishIn(query);
    const [found, teams] = await Promise.all([this.people.list(actor, wish), this.people.teams(actor)]);
    return page('people/list/list', 'People', listView(wish, found, teams), { section: '/people' });
  }
}

/** Reads an address. What is no choice counts as not said. */
function wishIn(query: Readonly<Record<string, unknown>>): PeopleWish {
  const text = (name: string): string => {
    const given = query[name];
    return typeof given === 'string' ? given.replace(/[\s\p{Cc}]+/gu, ' ').trim() : '';
  };
  const agency = idInPath.safeParse(text('agency'));
  const last = idInPath.safeParse(text('id'));
  const active = text('active');
  return {
    search: text('search').slice(0, LONGEST_SEARCH) || null,
    role: ROLES.find((role) => role === text('role')) ?? null,
    agencyId: agency.success ? agency.data : null,
    active: active === 'deactivated' || active === 'all' ? active : 'active',
    limit: ON_A_PAGE,
    after: last.success && text('after') !== '' ? { name: text('after'), id: last.data } : null,
  };
}
