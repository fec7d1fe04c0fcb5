import { Get, Param, Post } from '@nestjs/common';
import { Agencies, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { newAgencyForm, newTeamForm } from './place.form.js';
import { kindItems } from './place.view.js';

const BACK = '/settings/agencies';

/** Another agency. */
@Page('settings/agencies/new', 'administration')
export class AddAgencyPage {
  constructor(private readonly agencies: Agencies) {}

  @Get()
  show(): PageAnswer {
    return this.page(new FormState());
  }

  @Post()
  send(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: newAgencyForm,
      typed,
      act: async (given) => {
        const id = await this.agencies.add(actor, given);
        return goTo(`/settings/agencies/${id}`, 'agency-saved');
      },
      again: (form, status) => this.page(form, status),
    });
  }

  private page(form: FormState, status = 200): PageAnswer {
    const view = {
      heading: 'Add an agency',
      backTo: BACK,
      buttonText: 'Add it',
      kinds: kindItems(form.text('kind')),
    };
    return page('settings/agencies/add', view.heading, view, { form, status, section: '/settings' });
  }
}

/** Another team of an agency. */
@Page('settings/agencies/:id/teams/new', 'administration')
export class AddTeamPage {
  constructor(private readonly agencies: Agencies) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, new FormState());
  }

  @Post()
  send(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: newTeamForm,
      typed,
      act: async (given) => {
        await this.agencies.addTeam(actor, id, given);
        return goTo(`/settings/agencies/${id}`, 'agency-saved');
      },
      again: (form, status) => this.page(actor, id, form, status),
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    status = 200,
  ): Promise<PageAnswer> {
    const { name } = await this.agencies.one(actor, id);
    const view = {
      heading: 'Add a team',
      caption: name,
      backTo: `${BACK}/${id}`,
      buttonText: 'Add it',
      kinds: [],
    };
    return page('settings/agencies/add', `Add a team to ${name}`, view, {
      form,
      status,
      section: '/settings',
    });
  }
}
