import { Injectable } from '@nestjs/common';
import {
  type Actor,
  type CoverFate,
  type CoverMove,
  coverOptions,
  type Day,
  dayNumber,
  DomainError,
  explainMove,
  fromEpochMinutes,
  localDay,
  type Mode,
  type MoveExplained,
  type Placement,
  type Priority,
} from '@case-consultation/domain';
import { Database, type Row, type Transaction } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Named } from '../board/board-items.js';
import { visibleTo } from '../consultations/access.js';
import { type Page, pageOf } from '../paging.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { type CoverPlanRow, readPlan, toldThen } from './cover-plan-rows.js';
import { Cover, mustBeLead } from './cover.service.js';
import { type StillOwed, stillOwed } from './still-owed.js';

/** A consultant at a time. */
export interface PlaceView {
  consultant: Named;
  startsAt: Date;
  endsAt: Date;
}

/** One booking of a plan as the lead reads it; never case text. */
export interface CoverMoveView {
  code: string;
  kind: CoverMove['kind'];
  priority: Priority;
  agency: string | null;
  mode: Mode;
  restricted: boolean;
  from: PlaceView;
  fate: CoverFate['kind'];
  /** Where it goes; null where it goes to nobody. */
  to: PlaceView | null;
  /** It keeps its time. */
  keepsTime: boolean;
  late: boolean;
  targetOn: Day;
  byLead: boolean;
  explained: MoveExplained;
  /** Somebody changed the consultation since the plan was made, so that the plan cannot be applied. */
  changedMeanwhile: boolean;
}

export interface CoverPlanView extends StillOwed {
  id: string;
  madeAt: Date;
  consultant: Named;
  from: Day;
  until: Day | null;
  whatIf: boolean;
  applied: { at: Date; by: Named; recordedAway: boolean } | null;
  /** The plan that this one was changed into: then that one is to be applied. */
  newer: string | null;
  moves: readonly CoverMoveView[];
}

/** Ways for one booking to choose from instead. */
export interface CoverOptionsView {
  plan: CoverPlanView;
  move: CoverMoveView;
  options: readonly (PlaceView & { late: boolean })[];
  /** There may be more than were asked for. */
  more: boolean;
}

/** A plan that was applied, and how much of what it did this lead may see. */
export interface AppliedCover {
  id: string;
  consultant: Named;
  from: Day;
  until: Day | null;
  at: Date;
  by: Named;
  recordedAway: boolean;
  moved: number;
  toLead: number;
  stayed: number;
}

/** Where a plan stands among those that were applied. */
export type AppliedPlace = Pick<AppliedCover, 'at' | 'id'>;

interface AppliedRow extends Row, Omit<AppliedCover, 'consultant' | 'by'> {
  consultant_id: string;
  consultant_name: string;
  by_id: string;
  by_name: string;
}

const APPLIED = (visible: string) => `
  SELECT p.id, w.id AS consultant_id, w.name AS consultant_name, p.away_from AS "from", p.away_until AS until,
    a.applied_at AS at, b.id AS by_id, b.name AS by_name, a.recorded_away AS "recordedAway", n.*
  FROM cover_applied a JOIN cover_plan p ON p.id = a.plan_id
  JOIN person w ON w.id = p.consultant_id JOIN person b ON b.id = a.applied_by
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE m.fate ->> 'kind' = 'moved')::int AS moved,
      count(*) FILTER (WHERE m.fate ->> 'kind' = 'to-lead')::int AS "toLead",
      count(*) FILTER (WHERE m.fate ->> 'kind' = 'left')::int AS stayed
    FROM cover_move m JOIN consultation c ON c.id = m.consultation_id
    WHERE m.plan_id = a.plan_id AND ${visible}) n
  WHERE a.programme_id = $1
    AND ($3::timestamptz IS NULL OR (a.applied_at <= $3 AND (a.applied_at < $3 OR a.plan_id > $4::uuid)))
  ORDER BY a.applied_at DESC, a.plan_id LIMIT $5`;

/** Cover plans as the lead reads them. */
@Injectable()
export class CoverQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly cover: Cover,
    private readonly clock: Clock,
  ) {}

  /** Everybody who may be away, by name: active consultants, and whoever still has something booked with them. */
  async consultants(actor: Actor): Promise<Named[]> {
    mustBeLead(actor);
    return this.database.as(actor, (tx) =>
      tx.query<Row & Named>(
        `SELECT p.id, p.name FROM consultant c JOIN person p ON p.id = c.person_id
         WHERE c.programme_id = $1 AND (p.active AND p.roles && '{champion,lead}' OR EXISTS (
           SELECT 1 FROM booking b WHERE b.consultant_id = p.id AND b.status IN ('tentative', 'confirmed')
             AND b.free_again_at > $2 AND b.starts_at > $2))
         ORDER BY p.name, p.id`,
        [actor.programmeId, this.clock.now()],
      ),
    );
  }

  /**
   * What was done of plans, by whichever lead, newest first; counted is what this lead may see.
   * @param page `before`: the place of a plan, not in it
   * @throws DomainError `not-your-task`
   */
  async applied(
    actor: Actor,
    { limit, before }: { limit: number; before: AppliedPlace | null },
  ): Promise<Page<AppliedCover>> {
    mustBeLead(actor);
    const rows = await this.database.read<AppliedRow>(actor, {
      name: 'cover-applied',
      text: APPLIED(visibleTo(actor, '$2::uuid')),
      values: [actor.programmeId, actor.personId, before?.at ?? null, before?.id ?? null, limit + 1],
    });
    return pageOf(
      rows.map(({ consultant_id, consultant_name, by_id, by_name, ...row }) => ({
        ...row,
        consultant: { id: consultant_id, name: consultant_name },
        by: { id: by_id, name: by_name },
      })),
      limit,
    );
  }

  /** Its own lead's, or one that was applied. @throws DomainError `not-your-task`, `not-found` */
  async plan(actor: Actor, planId: string): Promise<CoverPlanView> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    return this.database.as(actor, async (tx) =>
      viewOf(tx, actor, await readPlan(tx, actor, planId, { orApplied: true }), programme, this.clock.now()),
    );
  }

  /**
   * What else may become of one booking while the rest of the plan stands.
   * @param most 1 to 200
   * @throws DomainError `not-your-task`, `not-found`
   */
  async options(actor: Actor, planId: string, code: string, most: number): Promise<CoverOptionsView> {
    mustBeLead(actor);
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    return this.database.as(actor, async (tx) => {
      const row = await readPlan(tx, actor, planId);
      const { prepared, move } = await this.cover.open(tx, actor, row, programme, now, code);
      const view = await viewOf(tx, actor, row, programme, now);
      const shown = view.moves.find((one) => one.code === code);
      if (!shown) throw new DomainError('not-found', 'This booking is not in the plan. Open the plan again.');
      const { zone } = programme.settings;
      const lateFrom = localDay(zone, dayNumber(move.targetOn)).end;
      const found = coverOptions(prepared.inputs, row.moves, move, most + 1, lateFrom);
      const names = new Map(prepared.rows.map(({ candidate, name }) => [candidate.consultant.id, name]));
      const placeOf = placing(names, programme);
      return {
        plan: view,
        move: shown,
        options: found.slice(0, most).map((option) => ({ ...placeOf(option), late: option.late })),
        more: found.length > most,
      };
    });
  }
}

interface CaseRow extends Row {
  id: string;
  priority: Priority;
  agency: string | null;
  mode: Mode;
  restricted: boolean;
  version: number;
}

async function viewOf(
  tx: Transaction,
  actor: Actor,
  row: CoverPlanRow,
  programme: Programme,
  now: Date,
): Promise<CoverPlanView> {
  const { away, moves } = row;
  const { zone, fairnessWeeks } = programme.settings;
  const [people, cases, owed, told] = await Promise.all([
    tx.query<Row & Named>(
      'SELECT p.id, p.name FROM consultant c JOIN person p ON p.id = c.person_id WHERE c.programme_id = $1',
      [actor.programmeId],
    ),
    tx.query<CaseRow>(
      `SELECT c.id, c.priority, a.name AS agency, c.mode, c.restricted, c.version
       FROM consultation c LEFT JOIN agency a ON a.id = c.agency_id
       WHERE c.id = ANY ($1::uuid[]) AND ${visibleTo(actor, '$2')}`,
      [moves.map(({ consultationId }) => consultationId), actor.personId],
    ),
    stillOwed(tx, actor, away, zone, now),
    row.applied ? toldThen(tx, row.id) : new Map<string, MoveExplained>(),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const explaining = { names: Object.fromEntries(names), zone, fairnessWeeks, chooser: 'You' } as const;
  const placeOf = placing(names, programme);
  const byId = new Map(cases.map((one) => [one.id, one]));
  return {
    id: row.id,
    madeAt: row.madeAt,
    consultant: { id: away.consultantId, name: names.get(away.consultantId) ?? 'A consultant' },
    from: away.from,
    until: away.until,
    whatIf: row.whatIf,
    applied: row.applied,
    newer: row.newer,
    moves: moves.flatMap((move): CoverMoveView[] => {
      const its = byId.get(move.consultationId);
      if (its === undefined) return [];
      const { code, kind, fate, from, late, targetOn, reasons, version } = move;
      const { priority, agency, mode, restricted } = its;
      return [
        {
          code,
          kind,
          priority,
          agency,
          mode,
          restricted,
          from: placeOf(from),
          fate: fate.kind,
          to: fate.kind === 'moved' ? placeOf(fate.to) : null,
          keepsTime: fate.kind === 'moved' && fate.to.start === from.start,
          late,
          targetOn,
          byLead: reasons.time === 'lead',
          explained: told.get(move.consultationId) ?? explainMove(move, explaining),
          changedMeanwhile: row.applied === null && its.version !== version,
        },
      ];
    }),
    ...owed,
  };
}

function placing(names: ReadonlyMap<string, string>, { settings }: Programme) {
  return ({ consultantId, start }: Placement): PlaceView => ({
    consultant: { id: consultantId, name: names.get(consultantId) ?? 'A consultant' },
    startsAt: fromEpochMinutes(start),
    endsAt: fromEpochMinutes(start + settings.sessionMinutes),
  });
}
