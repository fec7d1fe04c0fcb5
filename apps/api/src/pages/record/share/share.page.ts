import { Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor } from '@case-consultation/domain';
import {
  ActionQueries,
  ConsultingQueries,
  RecordPrompts,
  Records,
  type Visitor,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { dismissForm } from '../../words/prompts.form.js';
import { recordPlace } from '../parts/record-place.js';
import { shareRecordView } from './share.view.js';

/** Before the record is shared: what the practitioner will see, and one button. */
@Page('consultations/:code/record/share')
export class ShareRecordPage {
  constructor(
    private readonly records: Records,
    private readonly consulting: ConsultingQueries,
    private readonly actions: ActionQueries,
    private readonly prompts: RecordPrompts,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code, new FormState(), 200);
  }

  @Post()
  share(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return typed['prompt'] === undefined
      ? this.shareIt(actor, code, typed)
      : this.dismiss(actor, code, typed);
  }

  /** “Not this time”, of one of the questions about the words. */
  private dismiss(actor: Actor, code: string, typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: dismissForm,
      typed,
      act: async ({ prompt }) => {
        await this.prompts.dismiss(actor, code, prompt);
        return goTo(`/consultations/${code}/record/share`);
      },
      // A prompt that there is no longer is put aside already.
      again: () => goTo(`/consultations/${code}/record/share`),
    });
  }

  private shareIt(actor: Actor, code: string, typed: Typed): Promise<PageAnswer> {
    return answerForm({
      schema: z.object({}),
      typed,
      act: async () => {
        await this.records.share(actor, code);
        return goTo(`/consultations/${code}/record`, 'record-shared');
      },
      again: (form, status) => this.page(actor, code, form, status),
      inputOf: () => 'record',
    });
  }

  private async page(actor: Actor, code: string, form: FormState, status: number): Promise<PageAnswer> {
    const stands = await this.consulting.one(actor, code);
    const place = recordPlace(stands);
    if (typeof place === 'object') return place;
    // Shared already, by a second press or from another tab: there it is.
    if (place === 'read') return goTo(`/consultations/${code}/record`);
    const [record, actions, prompts] = await Promise.all([
      this.records.view(actor, code),
      this.actions.ofConsultation(actor, code),
      this.prompts.of(actor, code),
    ]);
    return page('record/share/share', 'Share the record', shareRecordView(stands, record, actions, prompts), {
      form,
      status,
      section: '/consulting',
    });
  }
}
