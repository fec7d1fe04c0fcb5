import { Get, Param, Post } from '@nestjs/common';
import { Agencies, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { agencyForm } from './place.form.js';
import { agencyRows, kindItems } from './place.view.js';

/** One agency: its name, its kind, its teams; closed and opened again. */
@Page('settings/agencies/:id', 'administration')
export class AgencyPage {
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
      schema: agencyForm,
      typed,
      act: async ({ seen, reason, ...change }) => {
        await this.agencies.change(actor, id, change, { seen, reason });
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
    const agency = await this.agencies.one(actor, id);
    const { name, kind, closedAt, version, people } = agency;
    const form = sent ?? new FormState({ name, kind, open: closedAt === null ? 'yes' : 'no' });
    const view = {
      heading: name,
      caption: 'Agency',
      backTo: '/settings/agencies',
      seen: version,
      people,
      kinds: kindItems(form.text('kind')),
      open: form.text('open'),
      teams: agencyRows([agency])[0]?.teams ?? [],
      addTeamHref: closedAt === null ? `/settings/agencies/${id}/teams/new` : null,
    };
    return page('settings/agencies/place', name, view, { form, status, section: '/settings' });
  }
}
