import { Injectable } from '@nestjs/common';
import {
  accessTo,
  type Actor,
  dayOf,
  mustBe,
  mustBeRequester,
  wallTimeToInstant,
} from '@case-consultation/domain';
import { Database, notFound, onConsultation } from '@case-consultation/database';
import { Clock } from '@case-consultation/platform';
import { Programmes } from '../programme/programmes.service.js';
import { noteUnmetDemand } from './unmet-demand.js';

/** Demand that the person who asks says was not met. */
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
    const { settings } = await this.programmes.of(actor.programmeId);
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
      if (!already) await noteUnmetDemand(tx, consultation, 'no-acceptable-time', now);
    });
  }
}
