import { v7 as newId } from 'uuid';
import {
  type Actor,
  type Availability,
  type AvailabilityChange,
  fromEpochMinutes,
  type OneOffTime,
  type WeeklyHours,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';

interface Saving {
  before: Availability;
  after: Availability;
  change: AvailabilityChange;
  /** Collisions that were kept knowingly. */
  kept: number;
  actor: Actor;
  now: Date;
}

/**
 * Writes what differs and one more entry of the history, in the transaction that holds the consultant's lock.
 * Statements go out together: each is sent before the answer of the one before it.
 */
export async function saveAvailability(
  tx: Transaction,
  { before, after, change, kept, actor, now }: Saving,
): Promise<number> {
  const version = before.version + 1;
  const { consultantId } = before;
  const { programmeId } = actor;
  await Promise.all([
    saveConsultant(tx, after, version),
    ...saveHours(tx, before, after, programmeId),
    ...saveOneOff(tx, before, after, programmeId),
    ...saveNeverMatch(tx, before, after, programmeId),
    tx.query(
      `INSERT INTO availability_change (consultant_id, version, programme_id, at, by_person_id, change, kept)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [consultantId, version, programmeId, now, actor.personId, JSON.stringify(change), kept],
    ),
  ]);
  return version;
}

function saveConsultant(
  tx: Transaction,
  { consultantId, paused, preferences }: Availability,
  version: number,
) {
  return tx.query(
    `UPDATE consultant SET version = $2, paused_from = $3, paused_until = $4, weekly_cap = $5, buffer_after_minutes = $6,
       priorities = $7, modes = $8, specialisms = $9, auto_accept = $10 WHERE person_id = $1`,
    [
      consultantId,
      version,
      paused?.from ?? null,
      paused?.until ?? null,
      preferences.weeklyCap,
      preferences.bufferAfterMinutes,
      preferences.priorities,
      preferences.modes,
      preferences.specialisms,
      preferences.autoAccept,
    ],
  );
}

/** All of them anew: there are few, and they have no names by which anything else knows them. */
function saveHours(tx: Transaction, before: Availability, after: Availability, programmeId: string) {
  if (before.weeklyHours === after.weeklyHours) return [];
  const { consultantId, weeklyHours } = after;
  const column = <T>(of: (row: WeeklyHours) => T): T[] => weeklyHours.map(of);
  return [
    tx.query('DELETE FROM weekly_hours WHERE consultant_id = $1', [consultantId]),
    tx.query(
      `INSERT INTO weekly_hours (id, programme_id, consultant_id, weekday, start_minute, end_minute, effective_from, effective_until)
       SELECT id, $1, $2, weekday, start_minute, end_minute, effective_from, effective_until
       FROM unnest($3::uuid[], $4::int[], $5::int[], $6::int[], $7::date[], $8::date[])
         AS t (id, weekday, start_minute, end_minute, effective_from, effective_until)`,
      [
        programmeId,
        consultantId,
        column(() => newId()),
        column(({ weekday }) => weekday),
        column(({ startMinute }) => startMinute),
        column(({ endMinute }) => endMinute),
        column(({ effectiveFrom }) => effectiveFrom),
        column(({ effectiveUntil }) => effectiveUntil),
      ],
    ),
  ];
}

function saveOneOff(tx: Transaction, before: Availability, after: Availability, programmeId: string) {
  const same = (one: OneOffTime, other: OneOffTime) =>
    one.id === other.id && one.from === other.from && one.to === other.to;
  const gone = before.oneOff.filter((one) => !after.oneOff.some((other) => same(one, other)));
  const fresh = after.oneOff.filter((one) => !before.oneOff.some((other) => same(one, other)));
  return [
    ...gone.map(({ id }) =>
      tx.query('DELETE FROM one_off_time WHERE id = $1 AND consultant_id = $2', [id, after.consultantId]),
    ),
    ...fresh.map(({ id, kind, from, to }) =>
      tx.query(
        `INSERT INTO one_off_time (id, programme_id, consultant_id, kind, starts_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, programmeId, after.consultantId, kind, fromEpochMinutes(from), fromEpochMinutes(to)],
      ),
    ),
  ];
}

function saveNeverMatch(tx: Transaction, before: Availability, after: Availability, programmeId: string) {
  if (before.neverMatch === after.neverMatch) return [];
  return [
    tx.query('DELETE FROM never_match WHERE consultant_id = $1 AND NOT person_id = ANY ($2::uuid[])', [
      after.consultantId,
      after.neverMatch,
    ]),
    tx.query(
      `INSERT INTO never_match (consultant_id, person_id, programme_id) SELECT $1, id, $3 FROM unnest($2::uuid[]) AS t (id)
       ON CONFLICT DO NOTHING`,
      [after.consultantId, after.neverMatch, programmeId],
    ),
  ];
}
