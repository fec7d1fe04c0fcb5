import { isDeepStrictEqual } from 'node:util';
import { Get, Param, Post, Query, type Type } from '@nestjs/common';
import { type z } from 'zod';
import { type Actor, type DomainError } from '@case-consultation/domain';
import { Asking, ProgrammeQueries, type SavedDraft, type Visitor } from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { FORM_TOKEN } from '../../kit/form-token.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { addressAfterStep, type AskPage, askPath, pageBeside, stepOfPage } from './ask-pages.js';
import { draftToShow, isAnswer } from './draft-of.js';
import { savePage } from './save-page.js';
import { stampOf } from './stamp.js';
import { type About, type Step, type Then } from './step.js';
import { TASK_WORDS } from './task-words.js';

/** The page of a step at its address: shown with what is saved so far, saved as it is sent. */
export function stepPage<S extends z.ZodType>(step: Step<S>): Type {
  @Page(`consultations/:code/ask/${step.page}`)
  class AskingStepPage {
    constructor(
      private readonly asking: Asking,
      private readonly programmes: ProgrammeQueries,
    ) {}

    @Get()
    async show(
      @Me() { actor }: Visitor,
      @Param('code', { schema: codeInPath }) code: string,
      @Query('from') from: unknown,
    ): Promise<PageAnswer> {
      const draft = await draftToShow(this.asking, actor, code, step.page);
      if (isAnswer(draft)) return draft;
      const about = await this.about(actor, draft);
      return shown(step, about, new FormState(step.typedFrom(draft.form)), { from });
    }

    @Post()
    async save(
      @Me() { actor }: Visitor,
      @Param('code', { schema: codeInPath }) code: string,
      @Query('from') from: unknown,
      @Form() sent: Typed,
    ): Promise<PageAnswer> {
      const typed = step.tidied?.(sent) ?? sent;
      const then: Then = sent['then'] === 'later' ? 'later' : 'on';
      const about = await this.about(actor, await this.asking.draft(actor, code));
      if (sent['then'] === 'more') return shown(step, about, new FormState(typed), { from });
      if (then === 'later' && saysNothingNew(typed, step.typedFrom(about.draft.form)))
        return goTo(askPath(code), 'draft-saved');
      return answerForm({
        schema: step.schema(about, then),
        typed,
        act: async (values) => {
          const stamp = String(sent['stamp'] ?? '');
          const part = step.partOf(values, about);
          const saved = await savePage(this.asking, actor, code, { fields: step.fields, part, stamp });
          return then === 'later'
            ? goTo(askPath(code), 'draft-saved')
            : goTo(onward(step, saved, about, from));
        },
        again: async (form, status, error) => {
          const draft =
            error?.code === 'changed-meanwhile' ? await this.asking.draft(actor, code) : about.draft;
          return shown(step, { ...about, draft }, form, { from, status, error });
        },
        inputOf: step.inputOf ?? dashed,
      });
    }

    private async about(actor: Actor, draft: SavedDraft): Promise<About> {
      return { actor, draft, programme: await this.programmes.programme(actor) };
    }
  }
  return AskingStepPage;
}

/** What comes with each form of asking and is no answer. */
const NO_ANSWERS: readonly string[] = [FORM_TOKEN, 'stamp', 'then'];

/** Whether a form holds what is saved already: whoever comes back later need not answer before they go. */
function saysNothingNew(typed: Typed, saved: Typed): boolean {
  const answered = (form: Typed) =>
    Object.entries(form)
      .filter(([name]) => !NO_ANSWERS.includes(name))
      .flatMap(([name, given]) => [given].flat().map((one) => `${name}=${one.trim()}`))
      .filter((one) => !one.endsWith('='))
      .sort();
  return isDeepStrictEqual(answered(typed), answered(saved));
}

/** `attendees/1` is the input `attendees-1`. */
const dashed = (field: string): string => field.replaceAll('/', '-');

function shown<S extends z.ZodType>(
  step: Step<S>,
  about: About,
  form: FormState,
  { from, status, error = null }: { from: unknown; status?: number; error?: DomainError | null },
): PageAnswer {
  const { code, form: saved } = about.draft;
  const view = {
    ...step.view?.(about, form, error),
    task: TASK_WORDS[stepOfPage(step.page)],
    stamp: stampOf(saved, step.fields),
    backTo: from === 'check' ? askPath(code, 'check') : backOf(step, about),
    listHref: askPath(code),
  };
  return page(`asking/${step.template}`, step.title, view, { form, status, section: '/requests' });
}

function backOf<S extends z.ZodType>(step: Step<S>, about: About): string {
  const before = step.before === undefined ? pageBeside(step.page, 'before') : step.before(about);
  return askPath(about.draft.code, before ?? undefined);
}

/** Where to go once a page is saved: back to the answers when it was opened from there, else on. */
function onward<S extends z.ZodType>(step: Step<S>, saved: SavedDraft, about: About, from: unknown): string {
  const given = step.next?.(saved, about);
  const next: AskPage | null | undefined = given === undefined ? pageBeside(step.page, 'after') : given;
  const stopped = saved.gate?.go === false;
  if (from === 'check' && !stopped) {
    const more = next && step.asksMore?.(saved, about);
    return more ? `${askPath(saved.code, next)}?from=check` : askPath(saved.code, 'check');
  }
  return next && !stopped ? askPath(saved.code, next) : addressAfterStep(stepOfPage(step.page), saved);
}
