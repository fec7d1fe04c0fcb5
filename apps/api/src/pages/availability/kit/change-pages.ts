import { Injectable } from '@nestjs/common';
import {
  askedIn,
  AvailabilityQueries,
  type AvailabilityView,
  type ChangeTerms,
  Programmes,
} from '@case-consultation/features';
import { type z } from 'zod';
import { page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { collidesPage } from '../../collides/collides-page.js';
import { type CollidesWords, keptIn } from '../../collides/collides.view.js';
import { type Whose, type WhoWords, whoWords } from './whose.js';

/** A consultant’s availability as somebody has it open. */
export interface Opened {
  readonly whose: Whose;
  readonly who: WhoWords;
  readonly said: AvailabilityView;
  readonly zone: string;
}

export interface ChangeToAnswer<S extends z.ZodType> {
  readonly whose: Whose;
  /** Where the form is sent, after where the pages begin: `/hours`. */
  readonly at: string;
  readonly schema: S;
  readonly typed: Typed;
  readonly act: (values: z.output<S>, terms: ChangeTerms) => Promise<PageAnswer>;
  readonly show: (opened: Opened, form: FormState, status?: number) => Promise<PageAnswer> | PageAnswer;
  readonly inputOf?: (field: string) => string;
}

/** Pages on which consultants, or leads for them, say something about their time, each with a form. */
@Injectable()
export class ChangePages {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly programmes: Programmes,
  ) {}

  /** @throws DomainError `not-found` for who is not set up to consult, `not-your-task` for oneself */
  async open(whose: Whose): Promise<Opened> {
    const [said, { settings }] = await Promise.all([
      this.queries.of(whose.actor, whose.consultantId),
      this.programmes.of(whose.actor.programmeId),
    ]);
    return { whose, who: whoWords(whose, said.consultant.name), said, zone: settings.zone };
  }

  /**
   * Reads a form and does what it asks. What collides is shown first and can be kept; when it was changed meanwhile, the
   * form comes back with what was changed and with everything that was typed.
   */
  async answer<S extends z.ZodType>({
    whose,
    at,
    typed,
    show,
    ...rest
  }: ChangeToAnswer<S>): Promise<PageAnswer> {
    if (typed['then'] === 'back') {
      const opened = await this.open(whose);
      // Who comes back to what they typed has seen nothing newer.
      const said = { ...opened.said, version: termsIn(typed).seen };
      return show({ ...opened, said }, new FormState(typed));
    }
    const { schema, act, inputOf } = rest;
    return answerForm({
      schema,
      typed,
      act: (values) => act(values, termsIn(typed)),
      ...(inputOf && { inputOf }),
      again: async (form, status, error) => {
        const opened = await this.open(whose);
        const asked = askedIn(error);
        return asked === null
          ? show(opened, form, status)
          : collidesPage({ address: whose.base + at, typed, asked }, wordsFor(opened), {
              zone: opened.zone,
              section: whose.section,
            });
      },
    });
  }
}

/**
 * A page about somebody’s time, with what every one of them needs: whose it is, in words, and what was seen of it.
 * @param template the path under `pages/availability`, without `.njk`
 */
export function pageAboutTime(
  { whose, who, said }: Opened,
  template: string,
  heading: string,
  view: object,
  { form, status = 200 }: { form: FormState; status?: number | undefined },
): PageAnswer {
  const title = who.own ? heading : `${heading}: ${who.name}`;
  return page(
    `availability/${template}`,
    title,
    { heading, who, seen: said.version, ...view },
    { form, status, section: whose.section },
  );
}

/** Which version was seen, and what is kept although it collides. A version that is no number was never seen. */
function termsIn(typed: Typed): Required<ChangeTerms> {
  const seen = Number(typed['seen'] ?? Number.NaN);
  const keeping = keptIn(typed).map((text) => new Date(text));
  return {
    seen: Number.isInteger(seen) ? seen : -1,
    keeping: keeping.filter((start) => !Number.isNaN(start.getTime())).slice(0, 200),
  };
}

function wordsFor({ who }: Opened): CollidesWords {
  const next = who.own
    ? 'If you cannot hold one, open it to move or cancel it, or ask the lead.'
    : `If ${who.name} cannot hold one, open it to move it, or plan cover.`;
  return {
    caption: who.own ? null : who.name,
    who,
    why: null,
    ifKept: `If you keep them, they stay as they are: nobody is told and nothing is cancelled. ${next} The lead gets a task when leave meets a consultation, and when one is for somebody ${who.you} are never to be matched with.`,
    button: 'Keep them and change it',
    plan: null,
  };
}
