import { Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, DomainError, REQUEST_LIMITS } from '@case-consultation/domain';
import {
  Asking,
  Programmes,
  type SavedDraft,
  TimesQueries,
  UnmetDemand,
  type Visitor,
} from '@case-consultation/features';
import { codeInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { addressAfterStep, askPath } from '../kit/ask-pages.js';
import { draftToShow, isAnswer } from '../kit/draft-of.js';
import { savePage } from '../kit/save-page.js';
import { stampOf } from '../kit/stamp.js';
import { chosenOf, wishAfter } from './choose.js';
import { chooseView, headingOf } from './choose.view.js';
import { chooseForm, NONE_SUITS, SOONEST, WITHOUT } from './times.form.js';

const FIELDS = ['preferredTimes', 'soonest'] as const;

interface Asked {
  week?: unknown;
  from?: unknown;
}

/** Real free times: the first choice, the next one, or another in place of one that has gone. */
@Page('consultations/:code/ask/times/choose')
export class ChooseTimePage {
  constructor(
    private readonly asking: Asking,
    private readonly times: TimesQueries,
    private readonly unmet: UnmetDemand,
    private readonly programmes: Programmes,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query() asked: Asked,
  ): Promise<PageAnswer> {
    const draft = await draftToShow(this.asking, actor, code, 'times/choose');
    if (isAnswer(draft)) return draft;
    if (draft.form.mode === null) return goTo(askPath(code, 'times'));
    return this.page(actor, draft, new FormState(), asked);
  }

  @Post()
  async choose(
    @Me() { actor }: Visitor,
    @Param('code', { schema: codeInPath }) code: string,
    @Query() asked: Asked,
    @Form() typed: Typed,
  ): Promise<PageAnswer> {
    const draft = await this.asking.draft(actor, code);
    if (draft.form.mode === null) return goTo(askPath(code, 'times'));
    const later = typed['then'] === 'later';
    if (later && typed['time'] === undefined) return goTo(askPath(code), 'draft-saved');
    return answerForm({
      schema: chooseForm,
      typed,
      act: async ({ time }) => {
        if (time === NONE_SUITS) {
          await this.unmet.noTimeSuits(actor, code);
          return goTo(askPath(code, 'times/none'));
        }
        const free = await this.times.forRequest(actor, code);
        const chosen = chosenOf(draft.form, free);
        mustBeFree(time, free);
        const part = wishAfter(chosen, time);
        const stamp = String(typed['stamp'] ?? '');
        const saved = await savePage(this.asking, actor, code, { fields: FIELDS, part, stamp });
        if (later) return goTo(askPath(code), 'draft-saved');
        return goTo(onward(saved, asked, chosen.gone.length > 0));
      },
      again: async (form, status, error) => {
        const latest = error?.code === 'changed-meanwhile' ? await this.asking.draft(actor, code) : draft;
        return this.page(actor, latest, form, asked, status);
      },
      inputOf: () => 'time',
    });
  }

  private async page(
    actor: Actor,
    draft: SavedDraft,
    form: FormState,
    asked: Asked,
    status?: number,
  ): Promise<PageAnswer> {
    const [free, { settings }] = await Promise.all([
      this.times.forRequest(actor, draft.code),
      this.programmes.of(actor.programmeId),
    ]);
    const chosen = chosenOf(draft.form, free);
    const full = chosen.kept.length >= REQUEST_LIMITS.preferredTimes;
    if (full && status === undefined) return goTo(withFrom(askPath(draft.code, 'times/chosen'), asked));
    const view = {
      ...chooseView(draft, {
        free,
        chosen,
        shown: settings,
        typed: form.text('time') || (draft.form.soonest ? SOONEST : ''),
        asked,
      }),
      stamp: stampOf(draft.form, FIELDS),
      listHref: askPath(draft.code),
    };
    return page('asking/times/choose', headingOf(chosen), view, { form, status, section: '/requests' });
  }
}

/** @throws DomainError `time-not-offered` for a time that has gone, or never was there */
function mustBeFree(time: string, free: readonly Date[]): void {
  if (time === SOONEST || time === WITHOUT) return;
  if (free.some((start) => start.toISOString() === time)) return;
  throw new DomainError(
    'time-not-offered',
    'That time has just gone. Select another: everything else is kept.',
    'time',
  );
}

function withFrom(path: string, { from }: Asked): string {
  return from === 'check' ? `${path}?from=check` : path;
}

/** The soonest needs no second choice, and what replaced a time that went leads back to where that was found out. */
function onward(saved: SavedDraft, asked: Asked, replaced: boolean): string {
  if (asked.from === 'check' && replaced) return askPath(saved.code, 'check');
  if (saved.form.soonest)
    return asked.from === 'check' ? askPath(saved.code, 'check') : addressAfterStep('times', saved);
  return withFrom(askPath(saved.code, 'times/chosen'), asked);
}
