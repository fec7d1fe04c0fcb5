import { Get, Post } from '@nestjs/common';
import { People, PeopleQueries, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { inputOf, newPersonForm } from './person.form.js';
import { roleInputs, teamItems } from './person-inputs.view.js';

/** Somebody new. */
@Page('people/new', 'administration')
export class AddPersonPage {
  constructor(
    private readonly people: People,
    private readonly queries: PeopleQueries,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor): Promise<PageAnswer> {
    return this.page(actor, new FormState({ roles: ['practitioner'], invite: 'yes' }));
  }

  @Post()
  add(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: newPersonForm,
      typed,
      act: async ({ invite, ...details }) => {
        const { id } = await this.people.add(actor, details, { invite });
        return goTo(`/people/${id}`, invite ? 'person-added-invited' : 'person-added');
      },
      again: (form, status) => this.page(actor, form, status),
      inputOf,
    });
  }

  private async page(actor: Visitor['actor'], form: FormState, status = 200): Promise<PageAnswer> {
    const teams = await this.queries.teams(actor);
    const view = {
      teams: teamItems(teams, form, null),
      roles: roleInputs(actor, form, []),
      invite: [
        {
          value: 'yes',
          text: 'Send them an email that says there is an account, and where to sign in',
          checked: form.has('invite', 'yes'),
        },
      ],
    };
    return page('people/edit/add', 'Add a person', view, { form, status, section: '/people' });
  }
}
