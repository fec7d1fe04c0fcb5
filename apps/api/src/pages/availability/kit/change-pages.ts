import { Injectable } from '@nestjs/common';
import { type Actor, type DomainError } from '@case-consultation/domain';
import {
  AvailabilityQueries,
  type AvailabilityView,
  type ChangeTerms,
  type CollisionView,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { type z } from 'zod';
import { page, type PageAnswer } from '../../kit/answer.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { collidesView } from './collides.view.js';

/** A consultant’s availability as a page needs it. */
export interface Opened {
  readonly actor: Actor & { personId: string };
  readonly said: AvailabilityView;
  readonly zone: string;
}

export interface ChangeToAnswer<S extends z.ZodType> {
  readonly actor: Visitor['actor'];
  /** Where the form is sent. */
  readonly address: string;
  readonly schema: S;
  readonly typed: Typed;
  readonly act: (values: z.output<S>, terms: ChangeTerms) => Promise<PageAnswer>;
  readonly show: (opened: Opened, form: FormState, status?: number) => Promise<PageAnswer> | PageAnswer;
  readonly inputOf?: (field: string) => string;
}

/** Pages on which consultants say something about their own time, each with a form. */
@Injectable()
export class ChangePages {
  constructor(
    private readonly queries: AvailabilityQueries,
    private readonly programmes: Programmes,
  ) {}

  /** @throws DomainError `not-found` for who is not set up to consult */
  async open(actor: Visitor['actor']): Promise<Opened> {
    const [said, { settings }] = await Promise.all([
      this.queries.of(actor, actor.personId),
      this.programmes.of(actor.programmeId),
    ]);
    return { actor, said, zone: settings.zone };
  }

  /**
   * Reads a form and does what it asks. What collides is shown first and can be kept; when it was changed meanwhile, the
   * form comes back with what was changed and with everything that was typed.
   */
  async answer<S extends z.ZodType>({
    actor,
    address,
    typed,
    show,
    ...rest
  }: ChangeToAnswer<S>): Promise<PageAnswer> {
    if (typed['then'] === 'back') return show(await this.open(actor), new FormState(typed));
    const { schema, act, inputOf } = rest;
    return answerForm({
      schema,
      typed,
      act: (values) => act(values, termsIn(typed)),
      ...(inputOf && { inputOf }),
      again: async (form, status, error) => {
        const opened = await this.open(actor);
        const collisions = collisionsIn(error);
        return collisions === null
          ? show(opened, form, status)
          : collidesPage(opened, { address, typed, collisions });
      },
    });
  }
}

/** Which version was seen, and what is kept although it collides. A version that is no number was never seen. */
function termsIn(typed: Typed): ChangeTerms {
  const seen = Number(typed['seen'] ?? Number.NaN);
  const keeping = [typed['keep'] ?? []].flat().map((text) => new Date(text));
  return {
    seen: Number.isInteger(seen) ? seen : -1,
    keeping: keeping.filter((start) => !Number.isNaN(start.getTime())).slice(0, 200),
  };
}

function collisionsIn(error: DomainError | null): readonly CollisionView[] | null {
  if (error?.code !== 'collides-with-bookings') return null;
  return (error.details?.['collisions'] ?? []) as readonly CollisionView[];
}

function collidesPage(
  { zone }: Opened,
  asked: { address: string; typed: Typed; collisions: readonly CollisionView[] },
): PageAnswer {
  const view = collidesView(asked, zone);
  return page('availability/kit/collides', view.heading, view, { status: 409, section: '/availability' });
}
