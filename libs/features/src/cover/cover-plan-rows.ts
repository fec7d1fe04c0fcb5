import { v7 as newId } from 'uuid';
import {
  type Actor,
  type CoverMove,
  type Day,
  DomainError,
  type MoveExplained,
} from '@case-consultation/domain';
import { type Row, type Transaction } from '@case-consultation/database';
import { type Named } from '../board/board-items.js';
import { type Away } from './cover-inputs.js';

/** One cover plan as it is kept: never changed, a change is another one. */
export interface CoverPlanRow {
  id: string;
  away: Away;
  whatIf: boolean;
  moves: readonly CoverMove[];
  madeAt: Date;
  applied: { at: Date; by: Named; recordedAway: boolean } | null;
  /** The plan that it was changed into, the newest of them; null when it was not changed. */
  newer: string | null;
}

interface PlanRow extends Row {
  id: string;
  consultant_id: string;
  away_from: Day;
  away_until: Day | null;
  what_if: boolean;
  moves: CoverMove[];
  made_at: Date;
  applied_at: Date | null;
  applied_by: string | null;
  applied_by_name: string | null;
  recorded_away: boolean | null;
  newer: string | null;
}

/**
 * A plan is its maker's alone to change and to apply: another lead may be shut out of some of what it moves, and makes one
 * of their own. What was done of one can be read by every lead, as far as they may see it.
 * @throws DomainError `not-found`
 */
export async function readPlan(
  tx: Transaction,
  actor: Actor,
  id: string,
  { orApplied = false }: { orApplied?: boolean } = {},
): Promise<CoverPlanRow> {
  const row = await tx.maybe<PlanRow>(
    `SELECT p.id, p.consultant_id, p.away_from, p.away_until, p.what_if, p.moves, p.made_at, a.applied_at, a.applied_by,
       b.name AS applied_by_name, a.recorded_away,
       (SELECT n.id FROM cover_plan n WHERE n.programme_id = p.programme_id AND n.id > p.id AND n.changed_from = p.id
        ORDER BY n.id DESC LIMIT 1) AS newer
     FROM cover_plan p LEFT JOIN cover_applied a ON a.plan_id = p.id LEFT JOIN person b ON b.id = a.applied_by
     WHERE p.id = $1 AND (p.made_by = $2 OR ($3 AND a.plan_id IS NOT NULL))`,
    [id, actor.personId, orApplied],
    'read-cover-plan',
  );
  if (!row) throw new DomainError('not-found', 'There is no such cover plan. Make it again.');
  const { applied_at: at, applied_by: by, applied_by_name: name } = row;
  return {
    id: row.id,
    away: { consultantId: row.consultant_id, from: row.away_from, until: row.away_until },
    whatIf: row.what_if,
    moves: row.moves,
    madeAt: row.made_at,
    newer: row.newer,
    applied:
      at === null || by === null
        ? null
        : { at, by: { id: by, name: name ?? 'A lead' }, recordedAway: row.recorded_away === true },
  };
}

/** @returns the id of the new plan */
export async function keepPlan(
  tx: Transaction,
  actor: Actor,
  plan: Pick<CoverPlanRow, 'away' | 'whatIf' | 'moves'>,
  changedFrom: string | null,
  now: Date,
): Promise<string> {
  const id = newId();
  const { consultantId, from, until } = plan.away;
  await tx.query(
    `INSERT INTO cover_plan (id, programme_id, consultant_id, away_from, away_until, what_if, changed_from, moves, made_by, made_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      actor.programmeId,
      consultantId,
      from,
      until,
      plan.whatIf,
      changedFrom,
      JSON.stringify(plan.moves),
      actor.personId,
      now,
    ],
    'keep-cover-plan',
  );
  return id;
}

/** What was done of a plan, with each of its moves and why, for good. */
export async function keepApplied(
  tx: Transaction,
  actor: Actor,
  plan: CoverPlanRow,
  explain: (move: CoverMove) => MoveExplained,
  recordedAway: boolean,
  now: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO cover_applied (plan_id, programme_id, applied_by, applied_at, recorded_away) VALUES ($1, $2, $3, $4, $5)`,
    [plan.id, actor.programmeId, actor.personId, now, recordedAway],
  );
  const rows = plan.moves.map((move) => {
    const { why, others } = explain(move);
    return { consultation_id: move.consultationId, fate: { from: move.from, ...move.fate }, why, others };
  });
  await tx.query(
    `INSERT INTO cover_move (plan_id, consultation_id, programme_id, fate, why, others)
     SELECT $1, m.consultation_id, $2, m.fate, m.why, m.others
     FROM jsonb_to_recordset($3::jsonb) AS m (consultation_id uuid, fate jsonb, why text[], others text[])`,
    [plan.id, actor.programmeId, JSON.stringify(rows)],
  );
}

/** Why each consultation of a plan that was applied went where it did, in the words of then. */
export async function toldThen(tx: Transaction, planId: string): Promise<ReadonlyMap<string, MoveExplained>> {
  const rows = await tx.query<Row & MoveExplained & { id: string }>(
    'SELECT consultation_id AS id, why, others FROM cover_move WHERE plan_id = $1',
    [planId],
    'cover-told-then',
  );
  return new Map(rows.map(({ id, why, others }) => [id, { why, others }]));
}
