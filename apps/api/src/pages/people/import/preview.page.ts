import { Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { PeopleImports, type Visitor } from '@case-consultation/features';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { doneView, previewView } from './preview.view.js';

const confirmForm = z.object({
  seen: z.string().max(100).catch(''),
  invite: z.literal('yes').optional().catch(undefined),
});

/** What a file would do; once confirmed, what it has done. */
@Page('people/import/:id', 'administration')
export class ImportPreviewPage {
  constructor(private readonly imports: PeopleImports) {}

  @Get()
  show(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Query('after') after: unknown,
  ): Promise<PageAnswer> {
    const line = typeof after === 'string' && /^\d{1,7}$/.test(after) ? Number(after) : 0;
    return this.page(actor, id, new FormState({ invite: 'yes' }), { after: line });
  }

  @Post()
  confirm(
    @Me() { actor }: Visitor,
    @Param('id', { schema: idInPath }) id: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: confirmForm,
      typed,
      act: async ({ seen, invite }) => {
        await this.imports.confirm(actor, id, { seen, invite: invite === 'yes' });
        return goTo(`/people/import/${id}`);
      },
      again: (form, status) => this.page(actor, id, form, { status }),
      inputOf: () => '',
    });
  }

  private async page(
    actor: Visitor['actor'],
    id: string,
    form: FormState,
    { after = 0, status = 200 }: { after?: number; status?: number },
  ): Promise<PageAnswer> {
    const found = await this.imports.view(actor, id);
    const section = '/people';
    if ('confirmedAt' in found)
      return page('people/import/done', 'The file is done', doneView(found), { section });
    const view = previewView(found, form, after);
    return page('people/import/preview', view.title, view, { form, status, section });
  }
}
