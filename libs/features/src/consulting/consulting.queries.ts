import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  dayOf,
  type DecisionKind,
  isLead,
  type Purpose,
  type Stage,
} from '@case-consultation/domain';
import { consultationFrom, Database, notFound, readOf, type Row } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { bookingsFrom, consultantHome, consultantStatements } from '../home/consultant-home.js';
import {
  attendanceToSayOf,
  bookingsOf,
  conflictChecksOf,
  type HomeFacts,
  type HomeStatement,
  type Place,
  recordsToWriteOf,
} from '../home/home.statements.js';
import { namedIn } from '../consultations/outline.js';
import { type ConsultantHome, type HomeBooking } from '../home/home.view.js';
import { hasSaidConflict } from '../offers/said-conflict.js';
import { type Page, pageOf } from '../paging.js';
import { Names } from '../programme/names.service.js';
import { Programmes } from '../programme/programmes.service.js';
import { pastOf, WHERE_IT_STANDS } from './consulting.statements.js';
import { type ConsultingView, type PastConsultation, type WhereItStands } from './consulting.view.js';

/** So many of each kind are shown together. */
const SHOWN = 10;

interface ListWish {
  limit: number;
  after: Place | null;
}

/** My consultations as a consultant: what is to be done, what is coming up, what was. */
@Injectable()
export class ConsultingQueries {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /** The first of every kind, in one round trip. */
  async overview(actor: Actor): Promise<ConsultingView> {
    const { facts, zone } = await this.facts(actor, { limit: SHOWN, after: null });
    const rows = await this.database.atOnce(actor, ...consultantStatements(facts), pastOf(facts));
    return {
      today: facts.today,
      ...consultantHome(rows, { zone, today: facts.today, shown: SHOWN }),
      past: pageOf((rows.at(-1) ?? []) as unknown as PastConsultation[], SHOWN),
    };
  }

  /** What is booked and not over, soonest first. */
  async comingUp(actor: Actor, wish: ListWish): Promise<Page<HomeBooking>> {
    const { facts, zone } = await this.facts(actor, wish);
    const rows = await this.database.read(actor, bookingsOf(facts));
    return bookingsFrom(rows, { zone, today: facts.today, shown: wish.limit });
  }

  /** Where I have not said yet whether I have a conflict, soonest first. */
  conflictChecks(actor: Actor, wish: ListWish): Promise<ConsultantHome['conflictChecks']> {
    return this.page(actor, wish, conflictChecksOf);
  }

  /** Over, and nobody has said whether it was held, longest ago first. */
  attendanceToSay(actor: Actor, wish: ListWish): Promise<ConsultantHome['attendanceToSay']> {
    return this.page(actor, wish, attendanceToSayOf);
  }

  /** Held, and the record is not shared yet, longest ago first. */
  recordsToWrite(actor: Actor, wish: ListWish): Promise<ConsultantHome['recordsToWrite']> {
    return this.page(actor, wish, recordsToWriteOf);
  }

  /** Held and written up or closed, last first. */
  past(actor: Actor, wish: ListWish): Promise<Page<PastConsultation>> {
    return this.page(actor, wish, pastOf);
  }

  /**
   * How one consultation stands, for its requester, its consultant and the leads; nothing of the case is opened.
   * @throws DomainError `not-found`
   */
  async one(actor: Actor, code: string): Promise<WhereItStands> {
    const rows = await this.database.read(actor, readOf(code, WHERE_IT_STANDS));
    const consultation = consultationFrom(rows);
    const access = accessTo(consultation, actor);
    const row = rows[0] as StandsRow | undefined;
    if (access === 'none' || !row) throw notFound();
    const { requesterId, consultantId } = consultation;
    const names = await this.names.of(actor.programmeId, namedIn(consultation, row));
    const nameOf = (id: string | null): string | null => names.get(id ?? '') ?? null;
    const { status, mode, priority, booking, offer, conflictClearedAt, record, heldAt } = consultation;
    const isSettled = ['booked', 'held', 'closed'].includes(status);
    return {
      code: consultation.code,
      status,
      access,
      as: capacityOf(consultation, actor),
      time: booking && { startsAt: booking.startsAt, endsAt: booking.endsAt },
      offerId: offer?.consultantId === actor.personId ? offer.id : null,
      mode,
      priority,
      agency: nameOf(row.agency_id),
      stage: row.stage,
      purposes: row.purposes,
      conflictChecked: conflictClearedAt !== null,
      record,
      heldAt,
      requester: access === 'detail' ? nameOf(requesterId) : null,
      consultant: isSettled ? nameOf(consultantId) : null,
      decision:
        access === 'detail' && row.decision_on !== null
          ? { on: row.decision_on, kind: row.decision_kind }
          : null,
    };
  }

  /** Whether I have said that I have a conflict with it: then it is shut for me, and why is no secret to me. */
  hasSaidConflict(actor: Actor, code: string): Promise<boolean> {
    return this.database.as(actor, (tx) => hasSaidConflict(tx, actor, code));
  }

  /** Whether I have cancelled a time of it: then it may have left me, which is no secret to me. */
  hasCancelled(actor: Actor, code: string): Promise<boolean> {
    return this.database.as(actor, async (tx) => {
      const row = await tx.maybe(
        `SELECT 1 FROM history h JOIN consultation c ON c.id = h.consultation_id
         WHERE c.programme_id = $1 AND c.code = $2 AND h.actor_id = $3 AND h.event = 'booking-cancelled' LIMIT 1`,
        [actor.programmeId, code, actor.personId],
        'has-cancelled',
      );
      return row !== undefined;
    });
  }

  private async page<T>(
    actor: Actor,
    wish: ListWish,
    statement: (facts: HomeFacts) => HomeStatement,
  ): Promise<Page<T>> {
    const { facts } = await this.facts(actor, wish);
    return pageOf(await this.database.read<Row & T>(actor, statement(facts)), wish.limit);
  }

  private async facts(actor: Actor, wish: ListWish): Promise<{ facts: HomeFacts; zone: string }> {
    const { settings } = await this.programmes.of(actor.programmeId);
    const now = this.clock.now();
    const today = dayOf(now, settings.zone);
    const { limit, after } = wish;
    return {
      facts: { actor, now, today, feedbackSince: now, limit: limit + 1, after },
      zone: settings.zone,
    };
  }
}

interface StandsRow extends Row {
  agency_id: string | null;
  stage: Stage | null;
  purposes: Purpose[];
  decision_on: string | null;
  decision_kind: DecisionKind | null;
}

/** Who may see it at all is one of the three; the requester first, since a lead may ask for themselves. */
function capacityOf(
  { requesterId, consultantId }: { requesterId: string; consultantId: string | null },
  actor: Actor,
): WhereItStands['as'] {
  if (actor.personId === requesterId) return 'requester';
  if (actor.personId === consultantId || !isLead(actor)) return 'consultant';
  return 'lead';
}
