import { type Actor, type Priority } from '@case-consultation/domain';
import { type NamedStatement } from '@case-consultation/database';
import { Asked, notLockedOut, type Stretch } from './asked.js';

/** What each consultant is booked for from some time on. */
export interface BookedAheadRow {
  id: string;
  isLead: boolean;
  /** From when until when they are free again, in minutes since 1970; offered times too. */
  held: [number, number][];
}

export function bookedAhead(programmeId: string, from: Date): NamedStatement {
  return {
    name: 'forecast-booked-ahead',
    text: `SELECT p.id, 'lead' = ANY (p.roles) AS "isLead",
        (SELECT coalesce(json_agg(json_build_array(floor(extract(epoch FROM b.starts_at) / 60),
            ceil(extract(epoch FROM b.free_again_at) / 60)) ORDER BY b.starts_at), '[]')
          FROM booking b WHERE b.consultant_id = p.id AND b.status IN ('tentative', 'confirmed')
            AND b.free_again_at > $2) AS held
      FROM consultant c JOIN person p ON p.id = c.person_id WHERE c.programme_id = $1`,
    values: [programmeId, from],
  };
}

/** Requests that have not been held yet, by whether they have a time. */
export interface StillToComeRow {
  priority: Priority;
  hasTime: boolean;
  n: number;
}

export function stillToCome(actor: Actor): NamedStatement {
  return new Asked('forecast-still-to-come', actor, null).statement(
    `SELECT c.priority, c.status IN ('offered', 'booked') AS "hasTime", count(*) AS n FROM consultation c
      WHERE c.programme_id = $1 AND c.status IN ('waiting', 'with_lead', 'offered', 'booked') AND ${notLockedOut('c.id')}
      GROUP BY 1, 2`,
  );
}

export interface PriorityRow {
  priority: Priority;
  n: number;
}

/** Requests of a stretch of time by priority. */
export function askedByPriority(actor: Actor, over: Stretch): NamedStatement {
  return new Asked('forecast-by-priority', actor, over).statement(
    `SELECT c.priority, count(*) AS n FROM consultation c
      WHERE c.programme_id = $1 AND c.submitted_at >= $3 AND c.submitted_at < $4 AND ${notLockedOut('c.id')}
      GROUP BY 1`,
  );
}

/** What became of booked times in a stretch of time. */
export interface KeptRow {
  held: number;
  /** Somebody did not come, or it could not be held. */
  notHeld: number;
  /** By the consultant or a lead. */
  calledOff: number;
  /** Mean weeks from asking to the consultation, of those held since; null without any. */
  weeksWaited: number | null;
}

/** @param since of the mean wait, within `over` */
export function timesKept(actor: Actor, over: Stretch, since: Date): NamedStatement {
  const asked = new Asked('forecast-kept', actor, over);
  const later = asked.value(since, 'timestamptz');
  const held = `FROM consultation c WHERE c.programme_id = $1 AND c.held_at < $4 AND ${notLockedOut('c.id')}`;
  const events = (which: string): string => `SELECT count(*) FROM history h
      WHERE h.programme_id = $1 AND ${which} AND h.at >= $3 AND h.at < $4 AND ${notLockedOut('h.consultation_id')}`;
  return asked.statement(
    `SELECT (SELECT count(*) ${held} AND c.held_at >= $3) AS held,
      (${events("h.event = 'not-held'")}) AS "notHeld",
      (${events("h.event = 'booking-cancelled' AND h.detail ->> 'by' <> 'requester'")}) AS "calledOff",
      (SELECT avg(extract(epoch FROM c.held_at - c.submitted_at) / 604800)::float8 ${held} AND c.held_at >= ${later})
        AS "weeksWaited"`,
  );
}
