import { Injectable } from '@nestjs/common';
import {
  type Actor,
  assign,
  type CoverFate,
  giveUpToLead,
  type Outcome,
  type Placement,
  reassignAt,
  reschedule,
} from '@case-consultation/domain';
import { type Loaded, type Transaction } from '@case-consultation/database';
import { checkWritten, type MayKeep, reasonWritten } from '../case-text/written-text.js';
import { ConsultationChanges } from '../consultations/consultation-changes.service.js';
import { type Programme } from '../programme/programmes.service.js';
import { type CandidateRow } from '../routing/candidates.queries.js';
import { Routing } from '../routing/routing.service.js';
import { heldTimeOf } from './cover-inputs.js';

/** One booking that is moved, with its consultation as it was locked. */
export interface BookingMove {
  loaded: Loaded;
  fate: Exclude<CoverFate, { kind: 'left' }>;
}

/** What several bookings are moved in: a transaction that holds the locks of them all and of everybody's time. */
export interface Moving {
  tx: Transaction;
  programme: Programme;
  now: Date;
  actor: Actor;
  rows: readonly CandidateRow[];
  why: { reason: string } & MayKeep;
}

/** Moves several bookings in one transaction: all of them, or none. Each by its own rule, with its own messages. */
@Injectable()
export class BookingMoves {
  constructor(
    private readonly changes: ConsultationChanges,
    private readonly routing: Routing,
  ) {}

  /** That every move may be made has been checked on what was read under the same locks. */
  async moveAll(moving: Moving, moves: readonly BookingMove[]): Promise<void> {
    const { tx, programme, now, rows, actor, why } = moving;
    // Two that change places would each find the other in the way: all let go first, and each takes its new place then.
    const held = moves.flatMap(({ loaded }) => loaded.consultation.booking?.id ?? []);
    await tx.query(`UPDATE booking SET status = 'cancelled' WHERE id = ANY ($1::uuid[])`, [held], 'let-go');
    for (const { loaded, fate } of moves) {
      const outcome = this.outcomeOf(moving, loaded, fate);
      const { id: consultationId, programmeId } = loaded.consultation;
      const writing = {
        tx,
        keys: programme.keys,
        consultationId,
        programmeId,
        personId: actor.personId,
        now,
      };
      const keepReason = await checkWritten(writing, reasonWritten(why));
      const row = fate.kind === 'moved' ? rowOf(rows, fate.to.consultantId) : undefined;
      await this.changes.save({ tx, programme, now, ...loaded }, outcome, {
        newConsultant: () => (row ? { id: row.candidate.consultant.id, email: row.email } : null),
      });
      await keepReason();
    }
  }

  private outcomeOf(moving: Moving, { consultation }: Loaded, fate: BookingMove['fate']): Outcome {
    const { actor, now, rows } = moving;
    const { reason } = moving.why;
    if (fate.kind === 'to-lead') return giveUpToLead(consultation, reason, actor, now);
    const { consultantId, start } = fate.to;
    if (consultation.status === 'offered') return this.offerAnew(moving, consultation, fate.to);
    const to = heldTimeOf(rows, consultantId, start);
    return consultantId === consultation.consultantId
      ? reschedule(consultation, to, reason, actor, now)
      : reassignAt(consultation, consultantId, to, reason, actor, now);
  }

  /** What was only offered is offered to somebody else, who answers for themselves. */
  private offerAnew(
    { actor, now, why, rows, programme }: Moving,
    consultation: Loaded['consultation'],
    to: Placement,
  ): Outcome {
    const row = rowOf(rows, to.consultantId);
    if (!row) throw new Error('Whoever takes it over was found among the candidates');
    return assign(
      consultation,
      this.routing.newOffer(consultation, to, row, programme, now),
      why.reason,
      actor,
    );
  }
}

function rowOf(rows: readonly CandidateRow[], id: string): CandidateRow | undefined {
  return rows.find(({ candidate }) => candidate.consultant.id === id);
}
