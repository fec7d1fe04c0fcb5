import { Get, Param, Post } from '@nestjs/common';
import { People, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { PersonPages } from '../parts/person-pages.js';
import { seenForm } from './seen.form.js';

/** A mail that says that there is an account and where to sign in. */
@Page('people/:id/invite', 'administration')
export class InvitePage {
  constructor(
    private readonly people: People,
    private readonly pages: PersonPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, new FormState());
  }

  @Post()
  invite(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: seenForm,
      typed,
      act: async () => {
        await this.people.invite(actor, id);
        return goTo(`/people/${id}`, 'person-invited');
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
    if (!person.active) return goTo(`/people/${id}`);
    const view = {
      name: person.name,
      href: `/people/${id}`,
      seen: person.version,
      heading: 'Send an email about the account?',
      text: `It goes to ${person.email}. It says that there is an account and where to sign in, and nothing else.`,
      button: 'Send the email',
    };
    return page('people/account/confirm', view.heading, view, { form, status, section: '/people' });
  }
}
