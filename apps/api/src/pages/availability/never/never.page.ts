import { Get, Post } from '@nestjs/common';
import { AvailabilityChanges, ProgrammeQueries } from '@case-consultation/features';
import { z } from 'zod';
import { goTo, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Page } from '../../kit/page.decorator.js';
import { colleagueItems } from '../../asking/conflicts/colleagues.view.js';
import { severalOf } from '../../asking/kit/several.js';
import { ChangePages, type Opened, pageAboutTime } from '../kit/change-pages.js';
import { availabilityAt, type Whose, WhoseTime } from '../kit/whose.js';

/** More than these are found by typing more of the name. */
const MOST_FOUND = 10;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const neverForm = z.object({
  personIds: severalOf(z.string().regex(UUID, { error: 'Select people from the list' })),
});

/** People I am never to be matched with. Nobody asks why; the leads alone can see it beside me. */
@Page(availabilityAt('/never'), 'consultant')
export class NeverPage {
  constructor(
    private readonly pages: ChangePages,
    private readonly changes: AvailabilityChanges,
    private readonly programmes: ProgrammeQueries,
  ) {}

  @Get()
  async show(@WhoseTime() whose: Whose): Promise<PageAnswer> {
    const opened = await this.pages.open(whose);
    return this.page(opened, new FormState({ personIds: opened.said.neverMatch.map(({ id }) => id) }));
  }

  @Post()
  async save(@WhoseTime() whose: Whose, @Form() typed: Typed): Promise<PageAnswer> {
    const { actor, consultantId, base } = whose;
    if (typed['then'] === 'search') return this.page(await this.pages.open(whose), new FormState(typed));
    return this.pages.answer({
      whose,
      at: '/never',
      schema: neverForm,
      typed,
      act: async ({ personIds }, terms) => {
        await this.changes.changeNeverMatch(actor, consultantId, personIds, terms);
        return goTo(base, 'never-match-changed');
      },
      show: (opened, form, status) => this.page(opened, form, status),
    });
  }

  private async page(opened: Opened, form: FormState, status = 200): Promise<PageAnswer> {
    const { actor, consultantId } = opened.whose;
    const search = form.text('search').trim().slice(0, 100);
    const ticked = form.list('personIds').filter((id) => UUID.test(id));
    const [named, found] = await Promise.all([
      this.programmes.peopleOf(actor, ticked),
      search === ''
        ? { items: [], more: false }
        : this.programmes.people(actor, { limit: MOST_FOUND, after: null, search }),
    ]);
    const others = found.items.filter(({ id }) => id !== consultantId);
    const heading = 'People never to be matched with';
    const view = { search, more: found.more, ...colleagueItems(named, others) };
    return pageAboutTime(opened, 'never/never', heading, view, { form, status });
  }
}
