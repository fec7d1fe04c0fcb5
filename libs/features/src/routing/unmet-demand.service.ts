import { Injectable } from '@nestjs/common';
import {
  abandonedOn,
  accessTo,
  type Actor,
  dayOf,
  mustBe,
  mustBeRequester,
  wallTimeToInstant,
} from '@case-consultation/domain';
import { Database, notFound, onConsultation, type Transaction } from '@case-consultation/database';
import { Clock, type JobName } from '@case-consultation/platform';
import { morningOf } from '../consultations/timers-of.js';
import { addToOutbox } from '../outbox/outbox-rows.js';
import { type Programme, Programmes } from '../programme/programmes.service.js';
import { noteAbandoned, noteUnmetDemand } from './unmet-demand.js';

const LOOK_AGAIN: JobName = 'note-abandoned-draft';

/** Demand that the person who asks says was not met, in words or by leaving. */
@Injectable()
export class UnmetDemand {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /**
   * "None of these times suit me": kept once a day for each request, so that a press too many does not count. The request
   * stays as it is; it can still ask for the soonest.
   * @throws DomainError `not-found`, `not-your-task`, `wrong-state` once a time is offered or booked
   */
  async noTimeSuits(actor: Actor, code: string): Promise<void> {
    const programme = await this.programmes.of(actor.programmeId);
    const { settings } = programme;
    await onConsultation(this.database, actor, { code }, async (tx, { consultation }) => {
      if (accessTo(consultation, actor) === 'none') throw notFound();
      mustBeRequester(consultation, actor);
      mustBe(consultation, 'draft', 'waiting', 'with_lead');
      const now = this.clock.now();
      const midnight = wallTimeToInstant(dayOf(now, settings.zone), 0, settings.zone);
      const already = await tx.maybe(
        `SELECT 1 FROM unmet_demand WHERE programme_id = $1 AND at >= $2 AND consultation_id = $3 AND kind = 'no-acceptable-time'`,
        [actor.programmeId, midnight, consultation.id],
      );
      if (already) return;
      await noteUnmetDemand(tx, consultation, 'no-acceptable-time', now);
      if (consultation.status === 'draft') await lookAgain(tx, consultation.id, now, programme, now);
    });
  }

  /**
   * Notes a draft as abandoned whose author saw no time that suits, and has neither sent nor touched it since for as long as
   * even a usual request may wait. Whoever came back to it meanwhile is given as long again. Nothing is noted twice.
   */
  async noteAbandoned(service: Actor, consultationId: string): Promise<void> {
    const programme = await this.programmes.of(service.programmeId);
    await onConsultation(this.database, service, { id: consultationId }, async (tx, { consultation }) => {
      mustBe(consultation, 'draft');
      const now = this.clock.now();
      const [seen] = await tx.query<{ at: Date }>(
        `SELECT greatest(c.saved_at, max(u.at)) AS at FROM consultation c JOIN unmet_demand u ON u.consultation_id = c.id
         WHERE c.id = $1 AND u.kind = 'no-acceptable-time' GROUP BY c.id`,
        [consultation.id],
      );
      if (!seen) return;
      if (now < abandonedFrom(seen.at, programme)) {
        await lookAgain(tx, consultation.id, seen.at, programme, now);
      } else await noteAbandoned(tx, consultation, now);
    });
  }
}

function abandonedFrom(leftAt: Date, programme: Programme): Date {
  const { calendar, settings } = programme;
  return morningOf(abandonedOn(dayOf(leftAt, settings.zone), calendar, settings), programme);
}

/** Once for each instant, however often it is asked for. */
async function lookAgain(
  tx: Transaction,
  consultationId: string,
  leftAt: Date,
  programme: Programme,
  now: Date,
): Promise<void> {
  const due_at = abandonedFrom(leftAt, programme);
  const asked = await tx.maybe(
    'SELECT 1 FROM outbox WHERE job = $1 AND subject_id = $2 AND due_at = $3 AND done_at IS NULL AND queued_at IS NULL',
    [LOOK_AGAIN, consultationId, due_at],
  );
  if (!asked) await addToOutbox(tx, [{ job: LOOK_AGAIN, subject_id: consultationId, due_at }], now);
}
