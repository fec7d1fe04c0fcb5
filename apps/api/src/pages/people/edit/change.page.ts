import { Get, Param, Post } from '@nestjs/common';
import { isConsultant, isLead, type PersonDetails } from '@case-consultation/domain';
import { People, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { PersonPages } from '../parts/person-pages.js';
import { detailsForm, inputOf } from './person.form.js';
import { seenIn } from './seen.js';
import { teamItems } from './person-inputs.view.js';

/** Name, address, team and manager of one person. */
@Page('people/:id/change', 'administration')
export class ChangePersonPage {
  constructor(
    private readonly people: People,
    private readonly pages: PersonPages,
  ) {}

  @Get()
  async show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    const { person } = await this.pages.open(actor, id);
    const { name, email, teamId, manager } = person;
    return this.page(actor, id, new FormState({ name, email, teamId, managerEmail: manager?.email ?? '' }));
  }

  @Post()
  change(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: detailsForm,
      typed,
      act: async ({ seen, email, ...given }) => {
        const patch: Partial<PersonDetails> = { ...given, ...(email === undefined ? {} : { email }) };
        await this.people.update(actor, id, patch, seen);
        return goTo(`/people/${id}`, 'person-changed');
      },
      again: (form, status) => this.page(actor, id, form, status),
      inputOf,
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const opened = await this.pages.open(actor, id);
    const { person, teams } = opened;
    const view = {
      name: person.name,
      href: `/people/${id}`,
      seen: person.version,
      email: person.email,
      mayChangeEmail: isLead(actor) || !isConsultant(person),
      teams: teamItems(teams, form, person.teamId),
      history: status === 409 ? await this.pages.since(opened, seenIn(form)) : [],
    };
    return page('people/edit/change', 'Change details', view, { form, status, section: '/people' });
  }
}
