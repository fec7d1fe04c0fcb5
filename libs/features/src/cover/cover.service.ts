import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  awayProblems,
  CHOSEN_BY_LEAD,
  type CoverFate,
  type CoverMove,
  coverProblems,
  dayOf,
  DomainError,
  epochMinutes,
  explainMove,
  fromEpochMinutes,
  isLead,
  moveOf,
  mustHaveNoProblems,
  planCover,
} from '@case-consultation/domain';
import {
  Database,
  loadConsultations,
  type Loaded,
  lockConsultations,
  type Transaction,
} from '@case-consultation/database';
import { Clock, linearSolver } from '@case-consultation/platform';
import { type MayKeep } from '../case-text/written-text.js';
import { visibleTo } from '../consultations/access.js';
import { type Remember } from '../people/idempotency.service.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { oneAtATime } from '../routing/one-at-a-time.js';
import { type BookingMove, BookingMoves } from './booking-moves.service.js';
import { cannotTake } from './cannot-take.js';
import { type Away, awayInterval, type PreparedCover, prepareCover } from './cover-inputs.js';
import { type CoverPlanRow, keepApplied, keepPlan, readPlan } from './cover-plan-rows.js';
import { noteAway } from './note-away.js';

/** What a lead makes of one booking of a plan. */
export type CoverChoice =
  { kind: 'left' } | { kind: 'to-lead' } | { kind: 'moved'; consultantId: string; startsAt: Date };

/**
 * Somebody who consults is away: one plan for all of their bookings, to be read, changed, and done in one go or not at all.
 * A plan is kept as it was made; to change it is to make another.
 */
@Injectable()
export class Cover {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly moves: BookingMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a plan and keeps it; nothing is moved by it.
   * @param whatIf only to see what would happen: it cannot be applied
   * @returns its id
   * @throws DomainError `not-your-task`, `invalid-input` for `consultantId`, `from` or `until`
   */
  async plan(actor: Actor, wish: Away & { whatIf: boolean }, remember?: Remember): Promise<string> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    mustHaveNoProblems(awayProblems(wish, dayOf(now, programme.settings.zone)));
    const solve = await linearSolver();
    return this.database.as(actor, async (tx) => {
      await mustBeConsultant(tx, wish.consultantId);
      const ids = await affected(tx, actor, wish, programme, now);
      const loaded = await loadConsultations(tx, ids);
      const { inputs } = await prepareCover(tx, programme, wish, consultationsOf(loaded), now);
      const id = await keepPlan(
        tx,
        actor,
        { away: wish, whatIf: wish.whatIf, moves: planCover(inputs, solve) },
        null,
        now,
      );
      await remember?.(tx, id);
      return id;
    });
  }

  /**
   * The lead decides otherwise for one booking; the rest of the plan stays as it is, and every hard rule is asked again.
   * @returns the id of the changed plan
   * @throws DomainError `not-found`, `changed-meanwhile`, `consultant-not-eligible` with the rules in `details`
   */
  async change(
    actor: Actor,
    planId: string,
    code: string,
    choice: CoverChoice,
    remember?: Remember,
  ): Promise<string> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    return this.database.as(actor, async (tx) => {
      const plan = await readPlan(tx, actor, planId);
      if (plan.applied) throw done();
      const { prepared, move } = await this.open(tx, actor, plan, programme, now, code);
      const booking = prepared.inputs.bookings.find(({ code: its }) => its === code);
      if (!booking || booking.version !== move.version) throw changed([code]);
      const changedMove = moveOf(booking, fateOf(choice), CHOSEN_BY_LEAD, programme.settings.zone);
      const moves = plan.moves.map((one) => (one.code === code ? changedMove : one));
      const problem = coverProblems(prepared.inputs, moves).find((one) => one.code === code);
      if (problem) throw cannotTake([problem], moves, prepared.rows, 'choice');
      const id = await keepPlan(tx, actor, { ...plan, moves }, plan.id, now);
      await remember?.(tx, id);
      return id;
    });
  }

  /**
   * Does all that the plan says, or nothing: every booking has to be as it was when the plan was made, and every hard rule is asked
   * again. Doing it twice does it once.
   * @param how.recordAway whether they are marked as away for these days, so that nothing new comes to them
   * @throws DomainError `changed-meanwhile` with the codes in `details`, or the plan that this one was changed into;
   *   `wrong-state` for a what-if; `reason-needed`
   */
  async apply(
    actor: Actor,
    planId: string,
    how: { reason: string; recordAway: boolean } & MayKeep,
    remember?: Remember,
  ): Promise<void> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    await this.database.as(actor, async (tx) => {
      const { moves } = await readPlan(tx, actor, planId);
      const loaded = await lockConsultations(
        tx,
        moves.map(({ consultationId }) => consultationId),
      );
      await oneAtATime(tx);
      // Whoever did it in the same moment has now said so.
      const plan = await readPlan(tx, actor, planId);
      if (!plan.applied)
        await this.applyLocked({ tx, actor, programme, now: this.clock.now() }, plan, loaded, how);
      await remember?.(tx, planId);
    });
  }

  private async applyLocked(
    doing: { tx: Transaction; actor: Actor; programme: Programme; now: Date },
    plan: CoverPlanRow,
    loaded: readonly Loaded[],
    { recordAway, ...why }: { reason: string; recordAway: boolean } & MayKeep,
  ): Promise<void> {
    const { tx, actor, programme, now } = doing;
    if (plan.whatIf) {
      throw new DomainError('wrong-state', 'This only shows what would happen. Make a plan to apply first.');
    }
    if (plan.newer !== null) {
      throw new DomainError(
        'changed-meanwhile',
        'You changed this plan since, and this is how it was before. Apply the changed plan, or make the plan again.',
        undefined,
        { newer: plan.newer },
      );
    }
    mustSayWhy(why.reason);
    const [ids, { inputs, rows }] = await Promise.all([
      affected(tx, actor, plan.away, programme, now),
      prepareCover(tx, programme, plan.away, consultationsOf(loaded), now),
    ]);
    const byId = new Map(loaded.map((one) => [one.consultation.id, one]));
    const planned = new Set(plan.moves.map(({ consultationId }) => consultationId));
    const other = plan.moves.filter(({ consultationId, version }) => {
      const its = byId.get(consultationId)?.consultation;
      return (
        !its || its.version !== version || !ids.includes(consultationId) || accessTo(its, actor) === 'none'
      );
    });
    const more = await codesOf(
      tx,
      ids.filter((id) => !planned.has(id)),
    );
    if (other.length + more.length > 0) throw changed([...other.map(({ code }) => code), ...more]);
    const problems = coverProblems(inputs, plan.moves);
    if (problems.length > 0) throw changed(problems.map(({ code }) => code));

    const toMove = plan.moves.flatMap(({ consultationId, fate }): BookingMove[] => {
      const its = byId.get(consultationId);
      return its === undefined || fate.kind === 'left' ? [] : [{ loaded: its, fate }];
    });
    await this.moves.moveAll({ tx, programme, now, actor, rows, why }, toMove);
    const kept = plan.moves.length - toMove.length;
    if (recordAway) await noteAway(tx, plan.away, kept, programme, now);
    const names = Object.fromEntries(rows.map(({ candidate, name }) => [candidate.consultant.id, name]));
    const { zone, fairnessWeeks } = programme.settings;
    const told = { names, zone, fairnessWeeks, chooser: 'The lead' } as const;
    await keepApplied(tx, actor, plan, (move) => explainMove(move, told), recordAway, now);
  }

  /** What a plan looked at, read anew. @throws DomainError `not-found` when the code is not in it, or not the lead's to see */
  async open(
    tx: Transaction,
    actor: Actor,
    plan: CoverPlanRow,
    programme: Programme,
    now: Date,
    code: string,
  ): Promise<{ prepared: PreparedCover; move: CoverMove }> {
    const loaded = await loadConsultations(
      tx,
      plan.moves.map(({ consultationId }) => consultationId),
    );
    const seen = loaded.filter(({ consultation }) => accessTo(consultation, actor) !== 'none');
    const move = plan.moves.find((one) => one.code === code);
    if (!move || !seen.some(({ consultation }) => consultation.code === code)) {
      throw new DomainError('not-found', 'This booking is not in the plan. Open the plan again.');
    }
    return { prepared: await prepareCover(tx, programme, plan.away, consultationsOf(loaded), now), move };
  }
}

function consultationsOf(loaded: readonly Loaded[]) {
  return loaded.map(({ consultation }) => consultation);
}

function fateOf(choice: CoverChoice): CoverFate {
  if (choice.kind !== 'moved') return { kind: choice.kind };
  return { kind: 'moved', to: { consultantId: choice.consultantId, start: epochMinutes(choice.startsAt) } };
}

/** Before anything is looked up: who is away is the lead's to know. */
export function mustBeLead(actor: Actor): void {
  if (!isLead(actor)) throw new DomainError('not-your-task', 'Only the lead can do that. Ask the lead.');
}

function mustSayWhy(reason: string): void {
  if (reason.trim() === '') throw new DomainError('reason-needed', 'Say why, in a few words.', 'reason');
  if (reason.trim().length > 500)
    throw new DomainError('invalid-input', 'Keep the reason to 500 characters or fewer.', 'reason');
}

async function mustBeConsultant(tx: Transaction, consultantId: string): Promise<void> {
  const row = await tx.maybe('SELECT 1 FROM consultant WHERE person_id = $1', [consultantId]);
  if (!row) {
    throw new DomainError('invalid-input', 'Select one of the programme’s consultants.', 'consultantId');
  }
}

/** The bookings and open offers of whoever is away that are still to come, as far as they are this lead's to see. */
async function affected(
  tx: Transaction,
  actor: Actor,
  away: Away,
  { settings }: Programme,
  now: Date,
): Promise<string[]> {
  const { from, to } = awayInterval(away, settings.zone);
  const rows = await tx.query<{ id: string }>(
    `SELECT c.id FROM booking b JOIN consultation c ON c.id = b.consultation_id
     WHERE b.consultant_id = $1 AND b.status IN ('tentative', 'confirmed') AND b.free_again_at > $2
       AND b.ends_at > $2 AND b.starts_at < $3 AND b.starts_at > $4
       AND c.status IN ('offered', 'booked') AND ${visibleTo(actor, '$5')}
     ORDER BY c.id`,
    [away.consultantId, fromEpochMinutes(from), fromEpochMinutes(to), now, actor.personId],
    'cover-affected',
  );
  return rows.map(({ id }) => id);
}

async function codesOf(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ code: string }>(
    'SELECT code FROM consultation WHERE id = ANY ($1::uuid[]) ORDER BY id',
    [ids],
  );
  return rows.map(({ code }) => code);
}

function changed(codes: readonly string[]): DomainError {
  return new DomainError(
    'changed-meanwhile',
    `${codes.join(', ')} changed since this plan was made, so nothing was done. Make the plan again to see where things stand.`,
    undefined,
    { changed: codes },
  );
}

function done(): DomainError {
  return new DomainError('wrong-state', 'This plan has been applied already. Make another one.');
}
