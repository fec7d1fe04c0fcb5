import { Get, Param, Post } from '@nestjs/common';
import { isConsultant } from '@case-consultation/domain';
import { People, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { PersonPages } from '../parts/person-pages.js';
import { holdingView } from '../person/person.view.js';
import { seenIn } from '../edit/seen.js';
import { seenForm } from './seen.form.js';

/** Somebody leaves: what that means, and the button. */
@Page('people/:id/deactivate', 'administration')
export class DeactivatePage {
  constructor(
    private readonly people: People,
    private readonly pages: PersonPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, new FormState());
  }

  @Post()
  deactivate(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: seenForm,
      typed,
      act: async ({ seen }) => {
        await this.people.deactivate(actor, id, seen);
        return goTo(`/people/${id}`, 'person-deactivated');
      },
      again: (form, status) => this.page(actor, id, form, status),
      // Nothing is typed here: whatever stands in the way is said of the whole form.
      inputOf: () => '',
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const opened = await this.pages.open(actor, id);
    const { person } = opened;
    if (!person.active) return goTo(`/people/${id}`);
    const view = {
      name: person.name,
      href: `/people/${id}`,
      seen: person.version,
      consults: isConsultant(person),
      holds: holdingView(person),
      history: status === 409 ? await this.pages.since(opened, seenIn(form)) : [],
    };
    return page('people/account/deactivate', 'Deactivate', view, { form, status, section: '/people' });
  }
}
