import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActionQueries, ConsultationQueries, Records, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { VerbPages } from '../verb-page.js';
import { readRecord } from './read-record.js';

/** The record, for the practitioner to read and agree. */
@Page('consultations/:code/agree')
export class AgreePage {
  constructor(
    readonly consultations: ConsultationQueries,
    readonly records: Records,
    readonly actions: ActionQueries,
    private readonly pages: VerbPages,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  agree(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: z.object({}),
      typed,
      act: async () => {
        await this.records.agree(actor, code);
        return goTo(`/consultations/${code}`, 'record-agreed');
      },
      again: (form, status) => this.page(actor, code, form, status),
    });
  }

  private page(actor: Visitor['actor'], code: string, form: FormState, status: number): Promise<PageAnswer> {
    return this.pages.whenMayDo('agree', actor, code, async (context) => {
      const record = await readRecord(this, context);
      return page(
        'request/read/agree',
        'Read and agree the record',
        { code, record },
        { form, status, section: '/requests' },
      );
    });
  }
}
