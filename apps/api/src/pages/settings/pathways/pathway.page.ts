import { Get, Param, Post } from '@nestjs/common';
import { formatDay, PATHWAY_KINDS, PATHWAY_LIMITS } from '@case-consultation/domain';
import { Pathways, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { kindItems } from '../agencies/place.view.js';
import { pathwayForm } from './pathway.form.js';

/** One pathway: its words, and whether it is in use. */
@Page('settings/pathways/:id', 'administration')
export class PathwayPage {
  constructor(private readonly pathways: Pathways) {}

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
      schema: pathwayForm,
      typed,
      act: async ({ seen, reason, ...change }) => {
        await this.pathways.change(actor, id, change, { seen, reason });
        return goTo('/settings/pathways', 'pathway-saved');
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
    const { kind, name, guidance, contact, active, checkedOn, version } = await this.pathways.one(actor, id);
    const form = sent ?? new FormState({ kind, name, guidance, contact, active: active ? 'yes' : 'no' });
    const view = {
      heading: name,
      kinds: kindItems(form.text('kind'), PATHWAY_KINDS),
      limits: PATHWAY_LIMITS,
      seen: version,
      active: form.text('active'),
      checkedOn: formatDay(checkedOn),
    };
    return page('settings/pathways/pathway', name, view, { form, status, section: '/settings' });
  }
}
