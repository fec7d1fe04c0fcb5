import { Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { MOST_IMPORTED, wrongFile } from '@case-consultation/domain';
import { PeopleImports, textOfFile, type Visitor } from '@case-consultation/features';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { type UploadedFile } from '../../kit/form-body.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page, Upload } from '../../kit/page.decorator.js';

const uploadForm = z.object({ pasted: z.string().catch('') });

/** Many people at once: a file, or the same pasted. */
@Page('people/import', 'administration')
export class ImportPage {
  constructor(private readonly imports: PeopleImports) {}

  @Get()
  show(): PageAnswer {
    return this.page(new FormState());
  }

  @Post()
  read(
    @Me() { actor }: Visitor,
    @Form() typed: Typed,
    @Upload() file: UploadedFile | null,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: uploadForm,
      typed,
      act: async ({ pasted }) => {
        if (file === null && pasted.trim() === '')
          throw wrongFile('Choose a CSV file, or paste its lines below');
        const { id } = await this.imports.read(actor, file === null ? pasted : textOfFile(file.bytes));
        return goTo(`/people/import/${id}`);
      },
      again: (form, status) => this.page(form, status),
      inputOf: () => (file === null && typed['pasted'] ? 'pasted' : 'file'),
    });
  }

  private page(form: FormState, status = 200): PageAnswer {
    const view = { most: MOST_IMPORTED.toLocaleString('en-GB') };
    return page('people/import/upload', 'Add or change many people from a file', view, {
      form,
      status,
      section: '/people',
    });
  }
}
