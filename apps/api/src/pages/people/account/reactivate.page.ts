import { Get, Param, Post } from '@nestjs/common';
import { mustMayGive } from '@case-consultation/domain';
import { People, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { PersonPages } from '../parts/person-pages.js';
import { rolesInWords } from '../parts/person-words.js';
import { seenForm } from './seen.form.js';

/** Somebody comes back. */
@Page('people/:id/reactivate', 'administration')
export class ReactivatePage {
  constructor(
    private readonly people: People,
    private readonly pages: PersonPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, new FormState());
  }

  @Post()
  reactivate(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: seenForm,
      typed,
      act: async ({ seen }) => {
        await this.people.reactivate(actor, id, seen);
        return goTo(`/people/${id}`, 'person-reactivated');
      },
      again: (form, status) => this.page(actor, id, form, status),
      inputOf: () => '',
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { person } = await this.pages.open(actor, id);
    if (person.active) return goTo(`/people/${id}`);
    mustMayGive(actor, [], person.roles);
    const view = {
      name: person.name,
      href: `/people/${id}`,
      seen: person.version,
      heading: 'Make this account active again?',
      text: `They can sign in again, as: ${rolesInWords(person.roles)}. Their API tokens stay revoked.`,
      button: 'Make it active again',
    };
    return page('people/account/confirm', view.heading, view, { form, status, section: '/people' });
  }
}
