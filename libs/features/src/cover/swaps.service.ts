import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  type CoverFate,
  type CoverInputs,
  coverProblems,
  dayOf,
  DomainError,
  mustBe,
  type Priority,
} from '@case-consultation/domain';
import {
  Database,
  loadConsultations,
  type Loaded,
  lockConsultations,
  notFound,
  type Transaction,
} from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { type Named } from '../board/board-items.js';
import { type MayKeep } from '../case-text/written-text.js';
import { visibleTo } from '../consultations/access.js';
import { mustBeAsSeen } from '../lead/as-seen.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { oneAtATime } from '../routing/one-at-a-time.js';
import { BookingMoves } from './booking-moves.service.js';
import { cannotTake } from './cannot-take.js';
import { prepareCover } from './cover-inputs.js';
import { mustBeLead } from './cover.service.js';

/** A booking that another one could change consultants with. */
export interface SwapPartner {
  code: string;
  version: number;
  priority: Priority;
  agency: string | null;
  consultant: Named;
  startsAt: Date;
  endsAt: Date;
}

export interface SwapPartners {
  /** Those whose consultant can take this one, while this one's can take theirs; by time. */
  able: readonly SwapPartner[];
  /** How many others were looked at. */
  unable: number;
}

/** So many of the nearest bookings are looked at. */
const LOOKED_AT = 100;

/** Two bookings change consultants, and each keeps its time. */
@Injectable()
export class Swaps {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly moves: BookingMoves,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-your-task`, `wrong-state` */
  async partners(actor: Actor, code: string): Promise<SwapPartners> {
    const programme = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    return this.database.as(actor, async (tx) => {
      const [own] = await byCodes(tx, [code]);
      mustSee(own, actor);
      mustBeLead(actor);
      mustBe(own.consultation, 'booked');
      const rows = await tx.query<PartnerRow>(
        `SELECT c.id, c.code, c.version, c.priority, a.name AS agency, p.id AS consultant_id, p.name AS consultant_name,
           b.starts_at, b.ends_at
         FROM booking b JOIN consultation c ON c.id = b.consultation_id JOIN person p ON p.id = b.consultant_id
           LEFT JOIN agency a ON a.id = c.agency_id
         WHERE b.programme_id = $1 AND b.status = 'confirmed' AND b.starts_at > $2 AND c.status = 'booked'
           AND b.consultant_id <> $3 AND ${visibleTo(actor, '$4')}
         ORDER BY b.starts_at, c.id LIMIT ${LOOKED_AT}`,
        [actor.programmeId, now, own.consultation.consultantId, actor.personId],
        'swap-partners',
      );
      const others = await loadConsultations(
        tx,
        rows.map(({ id }) => id),
      );
      const both = [own, ...others].map(({ consultation }) => consultation);
      const { inputs } = await prepareCover(tx, programme, nobodyAway(programme, now), both, now);
      const able = rows.filter(({ id }) => swapProblems(inputs, own.consultation.id, id).length === 0);
      return {
        able: able.map((row) => ({
          code: row.code,
          version: row.version,
          priority: row.priority,
          agency: row.agency,
          consultant: { id: row.consultant_id, name: row.consultant_name },
          startsAt: row.starts_at,
          endsAt: row.ends_at,
        })),
        unable: rows.length - able.length,
      };
    });
  }

  /**
   * Gives each of two bookings to the other's consultant: both, or neither.
   * @param seen the versions that the lead decided on; what is left out is not compared
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state`, `changed-meanwhile`, `reason-needed`, `consultant-not-eligible`
   * with the rules in `details`
   */
  async swap(
    actor: Actor,
    code: string,
    choice: { with: string; reason: string } & MayKeep,
    seen: { own?: number; other?: number } = {},
  ): Promise<void> {
    const programme = await this.programmes.of(actor.programmeId);
    await this.database.as(actor, async (tx) => {
      const found = await byCodes(tx, [code, choice.with]);
      const loaded = await lockConsultations(
        tx,
        found.map(({ consultation }) => consultation.id),
      );
      const own = loaded.find(({ consultation }) => consultation.code === code);
      mustSee(own, actor);
      mustBeLead(actor);
      mustBeAsSeen(own.consultation, seen.own);
      mustBe(own.consultation, 'booked');
      const other = loaded.find(({ consultation }) => consultation.code === choice.with);
      if (!other || other === own || accessTo(other.consultation, actor) === 'none') {
        throw new DomainError('invalid-input', 'Select another booking to swap with.', 'with');
      }
      mustBeAsSeen(other.consultation, seen.other);
      mustBe(other.consultation, 'booked');
      await oneAtATime(tx);
      const now = this.clock.now();
      const both = [own.consultation, other.consultation];
      const { inputs, rows } = await prepareCover(tx, programme, nobodyAway(programme, now), both, now);
      const fates = exchanged(inputs, own.consultation.id, other.consultation.id);
      const problems = coverProblems(inputs, settledBy(fates));
      if (problems.length > 0) throw cannotTake(problems, settledBy(fates), rows, 'with');
      const moving = { tx, programme, now, actor, rows, why: choice };
      await this.moves.moveAll(
        moving,
        [own, other].map((one) => ({
          loaded: one,
          fate: fates.get(one.consultation.id) ?? { kind: 'to-lead' },
        })),
      );
    });
  }
}

interface PartnerRow extends Record<string, unknown> {
  id: string;
  code: string;
  version: number;
  priority: Priority;
  agency: string | null;
  consultant_id: string;
  consultant_name: string;
  starts_at: Date;
  ends_at: Date;
}

async function byCodes(tx: Transaction, codes: readonly string[]): Promise<Loaded[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM consultation WHERE programme_id = app_programme() AND code = ANY ($1::text[])',
    [codes],
  );
  return loadConsultations(
    tx,
    rows.map(({ id }) => id),
  );
}

function mustSee(loaded: Loaded | undefined, actor: Actor): asserts loaded is Loaded {
  if (!loaded || accessTo(loaded.consultation, actor) === 'none') throw notFound();
}

/** A swap is no absence: nobody has that id. */
function nobodyAway({ settings, id }: Programme, now: Date) {
  const today = dayOf(now, settings.zone);
  return { consultantId: id, from: today, until: today };
}

/** Each of the two with the other's consultant at its own time. */
function exchanged(
  { bookings }: CoverInputs,
  one: string,
  other: string,
): Map<string, Exclude<CoverFate, { kind: 'left' }>> {
  const own = bookings.find(({ consultationId }) => consultationId === one);
  const its = bookings.find(({ consultationId }) => consultationId === other);
  if (!own || !its) throw new Error('Both of them are booked');
  return new Map([
    [one, { kind: 'moved', to: { consultantId: its.consultantId, start: own.start } }],
    [other, { kind: 'moved', to: { consultantId: own.consultantId, start: its.start } }],
  ]);
}

function swapProblems(inputs: CoverInputs, one: string, other: string) {
  const bookings = inputs.bookings.filter(
    ({ consultationId }) => consultationId === one || consultationId === other,
  );
  return coverProblems({ ...inputs, bookings }, settledBy(exchanged(inputs, one, other)));
}

function settledBy(fates: ReadonlyMap<string, Exclude<CoverFate, { kind: 'left' }>>) {
  return [...fates].map(([consultationId, fate]) => ({ consultationId, fate }));
}
