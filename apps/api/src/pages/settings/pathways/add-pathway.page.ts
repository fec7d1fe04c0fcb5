import { Get, Post } from '@nestjs/common';
import { PATHWAY_KINDS, PATHWAY_LIMITS } from '@case-consultation/domain';
import { Pathways, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { answerForm } from '../../kit/page-form.js';
import { kindItems } from '../agencies/place.view.js';
import { newPathwayForm } from './pathway.form.js';

/** Another pathway. */
@Page('settings/pathways/new', 'administration')
export class AddPathwayPage {
  constructor(private readonly pathways: Pathways) {}

  @Get()
  show(): PageAnswer {
    return this.page(new FormState());
  }

  @Post()
  send(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: newPathwayForm,
      typed,
      act: async (given) => {
        await this.pathways.add(actor, given);
        return goTo('/settings/pathways', 'pathway-saved');
      },
      again: (form, status) => this.page(form, status),
    });
  }

  private page(form: FormState, status = 200): PageAnswer {
    const view = {
      heading: 'Add a pathway',
      kinds: kindItems(form.text('kind'), PATHWAY_KINDS),
      limits: PATHWAY_LIMITS,
      seen: null,
      active: '',
      checkedOn: null,
    };
    return page('settings/pathways/pathway', view.heading, view, { form, status, section: '/settings' });
  }
}
