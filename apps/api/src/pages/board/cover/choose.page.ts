import { Get, Post, Query } from '@nestjs/common';
import { type Day, dayOf, isDay } from '@case-consultation/domain';
import {
  type AppliedPlace,
  BoardQueries,
  Cover,
  CoverQueries,
  Programmes,
  type Visitor,
} from '@case-consultation/features';
import { Clock } from '@case-consultation/platform';
import { idInPath } from '../../../http/validation/fields.js';
import { goTo, page, type PageAnswer } from '../../kit/answer.js';
import { dayTyped } from '../../kit/date-parts.js';
import { FormState, type Typed } from '../../kit/form-state.js';
import { answerForm } from '../../kit/page-form.js';
import { Form, Me, Page } from '../../kit/page.decorator.js';
import { type Query as Asked } from '../parts/list-wish.js';
import { coverForm } from './cover.form.js';
import { chooseView } from './cover.view.js';

/** So many plans that were applied. */
const ON_A_PAGE = 10;

/** Somebody is away, or might be: who, and when? */
@Page('board/cover', 'lead')
export class ChooseCoverPage {
  constructor(
    private readonly board: BoardQueries,
    private readonly cover: Cover,
    private readonly queries: CoverQueries,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(
    @Me() { actor }: Visitor,
    @Query() { consultant, from, until, before }: Asked,
  ): Promise<PageAnswer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const today = dayOf(this.clock.now(), settings.zone);
    const known =
      typeof consultant === 'string'
        ? new FormState({ consultantId: consultant, ...daysAway(from, until, today) })
        : new FormState();
    return this.page(actor, known, 200, placeIn(before));
  }

  @Post()
  async plan(@Me() { actor }: Visitor, @Form() typed: Typed): Promise<PageAnswer> {
    const { settings } = await this.programmes.of(actor.programmeId);
    return answerForm({
      schema: coverForm(dayOf(this.clock.now(), settings.zone)),
      typed,
      act: async (wish) => goTo(`/board/cover/plan/${await this.cover.plan(actor, wish)}`),
      again: (form, status) => this.page(actor, form, status),
      inputOf: (field) => (field === 'from' || field === 'until' ? `${field}-day` : field),
    });
  }

  private async page(
    actor: Visitor['actor'],
    form: FormState,
    status = 200,
    before: AppliedPlace | null = null,
  ): Promise<PageAnswer> {
    const [summary, consultants, applied, { settings }] = await Promise.all([
      this.board.summary(actor),
      this.queries.consultants(actor),
      this.queries.applied(actor, { limit: ON_A_PAGE, before }),
      this.programmes.of(actor.programmeId),
    ]);
    const view = chooseView(
      summary,
      consultants,
      { ...applied, isOlder: before !== null, zone: settings.zone },
      form,
    );
    return page('board/cover/choose', 'Cover for somebody who is away', view, {
      form,
      status,
      section: '/board',
    });
  }
}

/** The days in the address, as the form holds them; from today on unless it says otherwise. */
function daysAway(from: unknown, until: unknown, today: Day): Typed {
  return {
    ...dayTyped('from', dayIn(from) ?? today),
    ...(dayIn(until) === null ? {} : { lasts: 'until', ...dayTyped('until', dayIn(until)) }),
  };
}

function dayIn(given: unknown): Day | null {
  return typeof given === 'string' && isDay(given) ? given : null;
}

/** `1772452800000-` and an id: when it was applied, in milliseconds, and which. What is no place counts as not said. */
function placeIn(given: unknown): AppliedPlace | null {
  const [, at, id] = (typeof given === 'string' ? /^(\d{1,13})-([0-9a-f-]{36})$/.exec(given) : null) ?? [];
  return at !== undefined && idInPath.safeParse(id).success
    ? { at: new Date(Number(at)), id: id ?? '' }
    : null;
}
