import {
  type Actor,
  type Day,
  type DeclineReason,
  type NotHeldReason,
  type UnmetKind,
} from '@case-consultation/domain';
import { type NamedStatement } from '@case-consultation/database';
import { Asked, type DemandFilter, notLockedOut, type Stretch } from './asked.js';

export type AnsweredStatus = 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'conflict';

export interface OfferRow {
  status: AnsweredStatus;
  /** Of one that was declined. */
  because: DeclineReason | null;
  n: number;
}

/** Offers by how they ended, on the day on which they did. */
export function offersAnswered(actor: Actor, { from, to }: Stretch, filter: DemandFilter): NamedStatement {
  const asked = new Asked('demand-offers', actor, { from, to });
  return asked.statement(
    `SELECT o.status, o.because, count(*) AS n FROM offer o
      WHERE o.programme_id = $1 AND o.answered_at >= $3 AND o.answered_at < $4
        AND ${notLockedOut('o.consultation_id')}${asked.onlyOf('o.consultation_id', filter)}
      GROUP BY 1, 2`,
  );
}

export interface EventRow {
  event: 'conflict-declared' | 'not-held';
  /** Why it was not held. */
  because: NotHeldReason | null;
  /** Whether somebody was asked, or it was booked, from then on. */
  wentOn: boolean;
  n: number;
}

/** Conflicts that consultants declared and consultations that did not take place, on the day on which it was said. */
export function conflictsAndNoShows(
  actor: Actor,
  { from, to }: Stretch,
  filter: DemandFilter,
): NamedStatement {
  const asked = new Asked('demand-events', actor, { from, to });
  return asked.statement(
    `SELECT h.event, h.detail ->> 'because' AS because,
        EXISTS (SELECT FROM history later WHERE later.consultation_id = h.consultation_id AND later.id > h.id
          AND later.event IN ('offer-made', 'taken-by-lead')) AS "wentOn", count(*) AS n
      FROM history h
      WHERE h.programme_id = $1 AND h.event IN ('conflict-declared', 'not-held') AND h.at >= $3 AND h.at < $4

        AND ${notLockedOut('h.consultation_id')}${asked.onlyOf('h.consultation_id', filter)}
      GROUP BY 1, 2, 3`,
  );
}

export interface UnmetRow {
  kind: UnmetKind;
  n: number;
}

/** Searches and requests that found no consultation. */
export function unmetDemand(actor: Actor, { from, to }: Stretch, filter: DemandFilter): NamedStatement {
  const asked = new Asked('demand-unmet', actor, { from, to });
  return asked.statement(
    `SELECT u.kind, count(*) AS n FROM unmet_demand u
      WHERE u.programme_id = $1 AND u.at >= $3 AND u.at < $4
        AND ${notLockedOut('u.consultation_id')}${asked.onlyOf('u.consultation_id', filter)}
      GROUP BY 1`,
  );
}

export interface OverdueRow {
  /** The agency that is to act. */
  agencyId: string;
  upToAWeek: number;
  upToAMonth: number;
  longer: number;
}

/** Open actions whose day has passed, by how long ago it was and by whose they are. */
export function actionsOverdue(
  actor: Actor,
  filter: DemandFilter,
  { today, aWeekAgo, aMonthAgo }: { today: Day; aWeekAgo: Day; aMonthAgo: Day },
): NamedStatement {
  const asked = new Asked('demand-overdue', actor, null);
  const [TODAY, WEEK, MONTH] = [today, aWeekAgo, aMonthAgo].map((day) => asked.value(day, 'date'));
  return asked.statement(
    `SELECT a.agency_id AS "agencyId", count(*) FILTER (WHERE a.due_on >= ${WEEK}) AS "upToAWeek",
        count(*) FILTER (WHERE a.due_on < ${WEEK} AND a.due_on >= ${MONTH}) AS "upToAMonth",
        count(*) FILTER (WHERE a.due_on < ${MONTH}) AS longer
      FROM action a
      WHERE a.programme_id = $1 AND a.status = 'open' AND a.due_on < ${TODAY}
        AND ${notLockedOut('a.consultation_id')}${asked.onlyOf('a.consultation_id', filter)}
      GROUP BY 1`,
  );
}
