import { createHash, randomUUID } from 'node:crypto';
import { Get, Param, Post } from '@nestjs/common';
import { dayOf } from '@case-consultation/domain';
import {
  ActionOwnerQueries,
  Actions,
  ConsultingQueries,
  Idempotency,
  type NewAction,
  ProgrammeQueries,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { notNow } from '../../answering/parts/not-now.js';
import { actionForm, type DueChoice, searchForm } from './action.form.js';
import { actionView, dueDays } from './action.view.js';

type Person = Visitor['actor'];

/** An action that was agreed: what, who, by when and about whom, with a ready-made pathway to start from. */
@Page('consultations/:code/actions/new')
export class NewActionPage {
  constructor(
    private readonly actions: Actions,
    private readonly idempotency: Idempotency,
    private readonly owners: ActionOwnerQueries,
    private readonly consulting: ConsultingQueries,
    private readonly programme: ProgrammeQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  async add(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const again = (form: FormState, status: number) => this.page(actor, code, form, status);
    if (typed['next'] === 'find') {
      // Looking for a colleague: the same page with who was found, and everything typed still in it.
      return answerForm({
        schema: searchForm,
        typed,
        act: () => this.page(actor, code, new FormState(typed), 200),
        again,
      });
    }
    const { settings } = await this.programmes.of(actor.programmeId);
    return answerForm({
      schema: actionForm(dayOf(this.clock.now(), settings.zone)),
      typed: await this.withPathwayWords(actor, typed),
      act: async ({ key, description, ownerId, about, pathwayId, ...by }, kept) => {
        const dueOn = by.due === 'other' ? by.dueOn : await this.suggested(actor, code, by.due);
        const action = { description, ownerId, about, pathwayId, dueOn: dueOn ?? '', ...kept };
        await this.addOnce(actor, code, key, action);
        const { as, record } = await this.consulting.one(actor, code);
        const isWriting = as === 'consultant' && (record === 'none' || record === 'started');
        return goTo(`/consultations/${code}${isWriting ? '/record' : ''}`, 'action-added');
      },
      again,
      inputOf: (field) => (field === 'dueOn' ? 'due-day' : field),
    });
  }

  /** With a pathway chosen and nothing written, the pathway’s words say what is to be done. */
  private async withPathwayWords(actor: Person, typed: Typed): Promise<Typed> {
    const form = new FormState(typed);
    if (form.text('description').trim() !== '') return typed;
    const pathways = await this.programme.pathways(actor);
    const chosen = pathways.find(({ id }) => id === form.text('pathwayId'));
    return chosen ? { ...typed, description: chosen.guidance } : typed;
  }

  /** The same form sent twice adds one action; sent again with other words it adds another. */
  private async addOnce(actor: Person, code: string, key: string, action: NewAction): Promise<void> {
    const add = async (remember?: Parameters<Actions['add']>[3]) =>
      (await this.actions.add(actor, code, action, remember)).id;
    if (key === '') {
      await add();
      return;
    }
    const words = createHash('sha256').update(JSON.stringify(action)).digest('base64url');
    await this.idempotency.once(
      actor,
      `${key}.${words}`,
      { make: 'action', code },
      (remember) => add(remember),
      (id) => Promise.resolve(id),
    );
  }

  private async suggested(
    actor: Person,
    code: string,
    due: Exclude<DueChoice, 'other'>,
  ): Promise<string | undefined> {
    const [stands, { settings, calendar }] = await Promise.all([
      this.consulting.one(actor, code),
      this.programmes.of(actor.programmeId),
    ]);
    const today = dayOf(this.clock.now(), settings.zone);
    return dueDays({ stands, calendar, today }).find(({ choice }) => choice === due)?.day;
  }

  private async page(actor: Person, code: string, form: FormState, status: number): Promise<PageAnswer> {
    const stands = await this.consulting.one(actor, code);
    const { as, record } = stands;
    const seeIt = `/consultations/${code}`;
    if (stands.access === 'outline') return goTo(`${seeIt}/no-conflict`);
    if (stands.status !== 'held') {
      return notNow(
        {
          title: 'Actions cannot be added now',
          paragraphs: ['Actions are agreed once the consultation has taken place, and until it is closed.'],
          link: { text: 'See the consultation', href: seeIt },
        },
        status === 200 ? 200 : 409,
      );
    }
    const [owners, pathways, { settings, calendar }] = await Promise.all([
      this.owners.of(actor, code, form.text('search')),
      this.programme.pathways(actor),
      this.programmes.of(actor.programmeId),
    ]);
    const today = dayOf(this.clock.now(), settings.zone);
    const backTo = as === 'consultant' && record !== 'agreed' ? `${seeIt}/record` : seeIt;
    const key = form.text('key') || randomUUID();
    const view = actionView(
      { stands, owners, pathways, me: actor.personId, today, calendar, key, backTo },
      form,
    );
    return page('record/action/action', 'Add an action', view, { form, status, section: '/consulting' });
  }
}
