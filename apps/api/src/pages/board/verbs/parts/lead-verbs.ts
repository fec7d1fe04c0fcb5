import { Injectable } from '@nestjs/common';
import { type DomainError } from '@case-consultation/domain';
import { type MayKeep, type Visitor } from '@case-consultation/features';
import { type z } from 'zod';
import { page, type PageAnswer } from '../../../kit/answer.js';
import { FormState, type Typed } from '../../../kit/form-state.js';
import { answerForm } from '../../../kit/page-form.js';
import { type Verb } from '../../../request/things-to-do.js';
import { isPossible, type Opened, VerbPages } from '../../../request/verb-page.js';
import { weekWanted } from '../../../request/moving/wish.form.js';
import { type Where, whereItStands } from '../../../request/where-it-stands.js';
import { aboutView } from './about.view.js';

/** The page of a verb with this form. */
type ShowForm = (opened: Opened, form: FormState, status?: number) => Promise<PageAnswer> | PageAnswer;

export interface VerbToAnswer<S extends z.ZodType> {
  readonly actor: Visitor['actor'];
  readonly code: string;
  readonly verb: Verb;
  readonly schema: S | ((opened: Opened) => S);
  readonly typed: Typed;
  readonly act: (values: z.output<S>, kept: MayKeep) => Promise<PageAnswer>;
  readonly show: ShowForm;
  readonly inputOf?: (field: string) => string;
}

/** What the lead does to a consultation, each on a page with one form. */
@Injectable()
export class LeadVerbs {
  constructor(private readonly pages: VerbPages) {}

  /** @throws DomainError `not-found` when it is not this lead's to see */
  open(actor: Visitor['actor'], code: string): Promise<Opened> {
    return this.pages.open(actor, code);
  }

  /** The form of a verb, empty; or where the consultation stands when that cannot be done now. */
  async show(verb: Verb, actor: Visitor['actor'], code: string, show: ShowForm): Promise<PageAnswer> {
    const opened = await this.open(actor, code);
    return isPossible(verb, opened) ? show(opened, new FormState()) : notNow(opened);
  }

  /**
   * Reads the form of a verb and does what it asks. When somebody else changed the consultation meanwhile, nothing is
   * overwritten: where it can still be done, the form is shown once more with what is new; where it cannot, what is so
   * now.
   */
  async answer<S extends z.ZodType>(wanted: VerbToAnswer<S>): Promise<PageAnswer> {
    const { actor, code, verb, schema, typed, act, show, inputOf } = wanted;
    if (weekWanted(typed) !== null)
      return this.show(verb, actor, code, (opened) => show(opened, new FormState(typed)));
    return answerForm({
      schema: typeof schema === 'function' ? schema(await this.open(actor, code)) : schema,
      typed,
      act,
      ...(inputOf && { inputOf }),
      again: async (form, status, error) => {
        const opened = await this.open(actor, code);
        if (!isPossible(verb, opened)) return notNow(opened, typed, 409);
        return show(opened, error === null ? form : orWhatChanged(form, error, opened), status);
      },
    });
  }
}

function whereNow({ standing, moment, zone }: Opened): Where {
  const names = { requester: 'the practitioner', consultant: standing.consultant?.name ?? null };
  return whereItStands(standing, names, 'lead', { ...moment, zone });
}

/** Where it stands, instead of a form that has no use any more. What was typed is shown, so that it is not lost. */
function notNow(opened: Opened, typed: Typed = {}, status = 200): PageAnswer {
  const { says, next } = whereNow(opened);
  const title = status === 409 ? 'It has changed meanwhile' : 'That cannot be done now';
  const kept = [typed['reason'], typed['signpost']].filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  const view = { ...aboutView(opened), heading: title, says, next, kept, changed: status === 409 };
  return page('board/verbs/parts/not-now', title, view, { status, section: '/board' });
}

function orWhatChanged(form: FormState, error: DomainError, opened: Opened): FormState {
  if (error.code !== 'changed-meanwhile') return form;
  const message = `Somebody changed this while you had the page open, so nothing was done. ${whereNow(opened).says} Check what you want, then send it again.`;
  return new FormState(form.typed, [{ field: '', message }]);
}
