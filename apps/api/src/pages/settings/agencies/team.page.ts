import { Get, Param, Post } from '@nestjs/common';
import { Agencies, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { teamForm } from './place.form.js';

/** One team: its name; closed and opened again. */
@Page('settings/teams/:id', 'administration')
export class TeamPage {
  constructor(private readonly agencies: Agencies) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('id', { schema: idInPath }) id: string): Promise<PageAnswer> {
    return this.page(actor, id, null);
  }

  @Post()
  send(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: teamForm,
      typed,
      act: async ({ seen, reason, ...change }) => {
        await this.agencies.changeTeam(actor, id, change, { seen, reason });
        return goTo('/settings/agencies', 'agency-saved');
      },
      again: (form, status) => this.page(actor, id, form, status),
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    sent: FormState | null,
    status = 200,
  ): Promise<PageAnswer> {
    const { team, agency } = await this.agencies.team(actor, id);
    const { name, closedAt, version, people } = team;
    const form = sent ?? new FormState({ name, open: closedAt === null ? 'yes' : 'no' });
    const view = {
      heading: name,
      caption: `Team of ${agency.name}`,
      backTo: `/settings/agencies/${agency.id}`,
      seen: version,
      people,
      kinds: [],
      open: form.text('open'),
      teams: null,
      addTeamHref: null,
    };
    return page('settings/agencies/place', name, view, { form, status, section: '/settings' });
  }
}
