import { Get, Param, Post } from '@nestjs/common';
import { type Actor, DomainError, type Heading } from '@case-consultation/domain';
import {
  ActionQueries,
  ConsultingQueries,
  type MayKeep,
  Programmes,
  Records,
  type RecordView,
  type Visitor,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { recordPlace } from '../parts/record-place.js';
import { inputOfHeading, recordForm } from './record.form.js';
import { besideWhatIsSaved, formOf, readRecordView, sameText, writeRecordView } from './record.view.js';

/** Refusals that may only mean that the same was sent twice. */
const OVERTAKEN: ReadonlySet<string> = new Set(['changed-meanwhile', 'record-shared-already']);

const TITLE = 'Record of the consultation';

/** What is on the page instead of what is saved. */
interface Shown {
  readonly form: FormState;
  readonly status: number;
  readonly error: DomainError | null;
  /** The record as it was just saved, where that is known. */
  readonly record?: RecordView;
}

/** The record: written by its consultant and saved as typed; for the others to read once it is shared. */
@Page('consultations/:code/record')
export class RecordPage {
  constructor(
    private readonly records: Records,
    private readonly consulting: ConsultingQueries,
    private readonly actions: ActionQueries,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  show(@Me() { actor }: Visitor, @Param('code', { schema: codeInPath }) code: string): Promise<PageAnswer> {
    return this.page(actor, code);
  }

  @Post()
  save(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    return answerForm({
      schema: recordForm,
      typed,
      act: async ({ headings, version, next, inBackground }, kept) => {
        const saved = await this.saveOnce(actor, code, headings, version, kept);
        // The script reads from the page when it was saved, and with which version to go on.
        if (inBackground) return this.justSaved(actor, code, saved);
        if (next === 'add-action') return goTo(`/consultations/${code}/actions/new`);
        if (next === 'share') return goTo(`/consultations/${code}/record/share`);
        return goTo(`/consultations/${code}/record`, 'record-saved');
      },
      again: (form, status, error) => this.page(actor, code, { form, status, error }),
      inputOf: inputOfHeading,
    });
  }

  /** The same text sent twice is saved once, and no conflict with itself. */
  private async saveOnce(
    actor: Actor,
    code: string,
    headings: Record<Heading, string>,
    version: number,
    kept: MayKeep,
  ): Promise<RecordView> {
    try {
      return await this.records.save(actor, code, headings, version, kept);
    } catch (error) {
      if (!(error instanceof DomainError) || !OVERTAKEN.has(error.code)) throw error;
      const saved = await this.records.view(actor, code);
      if (sameText(saved.headings, headings)) return saved;
      throw error;
    }
  }

  private justSaved(actor: Actor, code: string, record: RecordView): Promise<PageAnswer> {
    return this.page(actor, code, { form: formOf(record), status: 200, error: null, record });
  }

  private async page(actor: Actor, code: string, shown?: Shown): Promise<PageAnswer> {
    const stands = await this.consulting.one(actor, code);
    const place = recordPlace(stands);
    if (typeof place === 'object') return place;
    const [record, actions, { settings }] = await Promise.all([
      shown?.record ?? this.records.view(actor, code),
      this.actions.ofConsultation(actor, code),
      this.programmes.of(actor.programmeId),
    ]);
    const { zone } = settings;
    const facts = { stands, record, actions, zone };
    if (place === 'read' && shown === undefined) {
      return page('record/write/read', TITLE, readRecordView(facts), { section: '/consulting' });
    }
    const isOvertaken = shown?.error?.code === 'changed-meanwhile';
    const typed = shown?.form ?? formOf(record);
    const form = isOvertaken ? besideWhatIsSaved(typed, record) : typed;
    const elsewhere = isOvertaken ? record.headings : null;
    // Whoever has seen what was saved elsewhere goes on from there; anybody else from what they had opened.
    const version = shown?.error && !isOvertaken ? form.text('version') : String(record.version);
    return page(
      'record/write/write',
      TITLE,
      writeRecordView({ ...facts, elsewhere, version, justSaved: shown?.record !== undefined }, form),
      {
        form,
        status: shown?.status ?? 200,
        section: '/consulting',
      },
    );
  }
}
