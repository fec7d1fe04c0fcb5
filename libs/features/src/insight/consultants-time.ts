import {
  type ConsultantTime,
  type Day,
  dayNumber,
  fromEpochMinutes,
  type Interval,
  lengthsOf,
  localDay,
  publishedSlots,
  type WeeklyHours,
} from '@case-consultation/domain';
import { type NamedStatement, type Row } from '@case-consultation/database';
import { type Programme } from '../programme/programmes.service.js';
import { closedDays } from '../routing/routing-inputs.js';

/** One consultant's time in some weeks, past or to come. */
export interface ConsultantTimeRow extends Row {
  id: string;
  name: string;
  weekly_cap: number | null;
  buffer_after_minutes: number | null;
  signed_off_from: Day;
  signed_off_until: Day | null;
  paused_from: Day | null;
  paused_until: Day | null;
  /** When the last consultation of somebody who no longer consults ended, in minutes since 1970; null without one. */
  gone_since: number | null;
  active: boolean;
  hours: [number, number, number, Day, Day | null][];
  /** Whether it is extra time, and from when until when in minutes since 1970. */
  one_off: [boolean, number, number][];
}

const minute = (column: string): string => `(extract(epoch FROM ${column}) / 60)::int`;

/** The hours, one-off times and leave of everybody who consults or did, that touch `over`. */
export function consultantsTime(programmeId: string, over: Interval): NamedStatement {
  return {
    name: 'consultants-time',
    text: `SELECT p.id, p.name, c.weekly_cap, c.buffer_after_minutes, c.signed_off_from, c.signed_off_until, c.paused_from, c.paused_until,
        c.active AND p.active AS active,
        CASE WHEN NOT (c.active AND p.active) THEN (SELECT ${minute('b.free_again_at')} FROM booking b
          WHERE b.consultant_id = p.id AND b.status IN ('tentative', 'confirmed')
          ORDER BY b.free_again_at DESC LIMIT 1) END AS gone_since,
        (SELECT coalesce(json_agg(json_build_array(w.weekday, w.start_minute, w.end_minute, w.effective_from,
            w.effective_until)), '[]') FROM weekly_hours w WHERE w.consultant_id = p.id) AS hours,
        (SELECT coalesce(json_agg(json_build_array(o.kind = 'extra', ${minute('o.starts_at')}, ${minute('o.ends_at')})
            ORDER BY o.starts_at), '[]')
          FROM one_off_time o WHERE o.consultant_id = p.id AND o.ends_at > $2 AND o.starts_at < $3) AS one_off
      FROM consultant c JOIN person p ON p.id = c.person_id
      WHERE c.programme_id = $1 ORDER BY p.name, p.id`,
    values: [programmeId, fromEpochMinutes(over.from), fromEpochMinutes(over.to)],
  };
}

/**
 * How many slots each of `rows` published in each of `weeks`: see `publishedSlots`. Days on which they were not signed off
 * or paused, bank holidays and closure days give none. Somebody who no longer consults published until the end of the last
 * consultation that they were booked for.
 *
 * @param weeks ascending and not overlapping
 */
export function slotsPublishedBy(
  rows: readonly ConsultantTimeRow[],
  weeks: readonly Interval[],
  programme: Programme,
): { id: string; name: string; active: boolean; byWeek: readonly number[] }[] {
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) return rows.map(({ id, name, active }) => ({ id, name, active, byWeek: [] }));
  const over = { from: first.from, to: last.to };
  const closed = closedDays(programme, over, null);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    active: row.active,
    byWeek: publishedSlots(timeOf(row, over, closed, programme), weeks, programme.settings.zone),
  }));
}

/** What is known of their time, bookings aside. @param over the stretch that is asked about */
export function timeOf(
  row: ConsultantTimeRow,
  over: Interval,
  closed: readonly Interval[],
  { settings }: Programme,
): ConsultantTime {
  const { zone } = settings;
  const startOf = (day: Day): number => localDay(zone, dayNumber(day)).start;
  const endOf = (day: Day): number => localDay(zone, dayNumber(day)).end;
  const away: Interval[] = [...closed, { from: over.from, to: startOf(row.signed_off_from) }];
  if (row.signed_off_until !== null) away.push({ from: endOf(row.signed_off_until), to: over.to });
  if (row.paused_from !== null) {
    away.push({
      from: startOf(row.paused_from),
      to: row.paused_until === null ? over.to : endOf(row.paused_until),
    });
  }
  if (!row.active) away.push({ from: row.gone_since ?? over.from, to: over.to });
  const oneOff = (extra: boolean): Interval[] =>
    row.one_off.filter(([isExtra]) => isExtra === extra).map(([, from, to]) => ({ from, to }));
  return {
    consultantId: row.id,
    weeklyHours: row.hours.map(
      ([weekday, startMinute, endMinute, effectiveFrom, effectiveUntil]): WeeklyHours => ({
        weekday,
        startMinute,
        endMinute,
        effectiveFrom,
        effectiveUntil,
      }),
    ),
    extra: oneOff(true),
    blocked: [...oneOff(false), ...away],
    leave: [],
    busy: [],
    held: [],
    ...lengthsOf({ weeklyCap: row.weekly_cap, bufferAfterMinutes: row.buffer_after_minutes }, settings),
  };
}
