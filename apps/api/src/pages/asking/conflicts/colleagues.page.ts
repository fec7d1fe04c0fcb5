import { Get, Param, Post, Query } from '@nestjs/common';
import { type Actor } from '@case-consultation/domain';
import { Asking, ProgrammeQueries, type SavedDraft, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { savePage } from '../kit/save-page.js';
import { stampOf } from '../kit/stamp.js';
import { colleaguesForm } from './conflicts.form.js';
import { colleagueItems } from './colleagues.view.js';

const FIELDS = ['conflictPersonIds'] as const;
/** More than these are found by typing more of the name. */
const MOST_FOUND = 10;
const UUID = /^[0-9a-f-]{36}$/i;

/** Colleagues who must not see a request: found by name, ticked, and kept away from it for good. */
@Page('consultations/:code/ask/conflicts')
export class ColleaguesPage {
  constructor(
    private readonly asking: Asking,
    private readonly programmes: ProgrammeQueries,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('from') from: unknown,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'conflicts');
    if (isAnswer(draft)) return draft;
    const form = new FormState({ conflictPersonIds: draft.form.conflictPersonIds });
    return this.page(actor, draft, form, { from });
  }

  @Post()
  async save(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query('from') from: unknown,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const draft = await this.asking.draft(actor, code);
    const then = String(typed['then'] ?? '');
    if (then === 'search') return this.page(actor, draft, new FormState(typed), { from });
    return answerForm({
      schema: colleaguesForm,
      typed,
      act: async (part) => {
        const stamp = String(typed['stamp'] ?? '');
        await savePage(this.asking, actor, code, { fields: FIELDS, part, stamp });
        if (then === 'later') return goTo(askPath(code), 'draft-saved');
        return goTo(askPath(code, from === 'check' ? 'check' : 'conflicts/family'));
      },
      again: async (form, status) => {
        const latest = status === 409 ? await this.asking.draft(actor, code) : draft;
        return this.page(actor, latest, form, { from, status });
      },
    });
  }

  private async page(
    actor: Actor,
    draft: SavedDraft,
    form: FormState,
    { from, status }: { from: unknown; status?: number },
  ): Promise<PageAnswer> {
    const { code } = draft;
    const search = form.text('search').trim().slice(0, 100);
    const ticked = form.list('conflictPersonIds').filter((id) => UUID.test(id));
    const [named, found] = await Promise.all([
      this.programmes.peopleOf(actor, ticked),
      search === ''
        ? { items: [], more: false }
        : this.programmes.people(actor, { limit: MOST_FOUND, after: null, search }),
    ]);
    const view = {
      stamp: stampOf(draft.form, FIELDS),
      backTo: askPath(code, from === 'check' ? 'check' : undefined),
      listHref: askPath(code),
      search,
      more: found.more,
      ...colleagueItems(
        named,
        found.items.filter(({ id }) => id !== actor.personId),
      ),
    };
    const title = 'Is there anyone who must not see this?';
    return page('asking/conflicts/colleagues', title, view, { form, status, section: '/requests' });
  }
}
