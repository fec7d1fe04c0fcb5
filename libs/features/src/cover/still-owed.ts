import { type Actor, type Day, dayOf, type Priority } from '@case-consultation/domain';
import { type Row, type Transaction } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';
import { type Away } from './cover-inputs.js';

/** A consultation that took place, or should have. */
export interface CoverOwed {
  code: string;
  heldOn: Day;
  priority: Priority;
}

/** What whoever is away still owes of what is over, beside the plan: none of it is moved by it. Each the first 50. */
export interface StillOwed {
  /** The hour is over, and nobody has said whether it took place. */
  attendanceUnsaid: readonly CoverOwed[];
  /** Records that they have not shared, to be handed over. */
  recordsOwed: readonly CoverOwed[];
  /** Open actions of theirs that come due before they are back, overdue ones too. */
  actionsOwned: readonly { id: string; code: string; dueOn: Day }[];
}

/** More than anybody has on their hands. */
const SHOWN = 50;

interface OwedRow extends Row {
  code: string;
  held_at: Date;
  priority: Priority;
}

/** @returns what this lead may see of it, oldest first */
export async function stillOwed(
  tx: Transaction,
  actor: Actor,
  { consultantId, until }: Away,
  zone: string,
  now: Date,
): Promise<StillOwed> {
  const whose = [actor.programmeId, consultantId, actor.personId];
  const visible = visibleTo(actor, '$3');
  const [unsaid, records, actions] = await Promise.all([
    tx.query<OwedRow>(
      `SELECT c.code, b.starts_at AS held_at, c.priority FROM booking b JOIN consultation c ON c.id = b.consultation_id
       WHERE c.programme_id = $1 AND b.consultant_id = $2 AND b.status = 'confirmed' AND b.ends_at <= $4
         AND c.status = 'booked' AND ${visible}
       ORDER BY b.starts_at, c.id LIMIT ${SHOWN}`,
      [...whose, now],
    ),
    tx.query<OwedRow>(
      `SELECT c.code, coalesce(c.held_at, c.status_since) AS held_at, c.priority FROM consultation c
       WHERE c.programme_id = $1 AND c.consultant_id = $2 AND c.status = 'held' AND ${visible}
         AND c.record_state IN ('none', 'started')
       ORDER BY c.id LIMIT ${SHOWN}`,
      whose,
    ),
    tx.query<Row & { id: string; code: string; dueOn: Day }>(
      `SELECT a.id, c.code, a.due_on AS "dueOn" FROM action a JOIN consultation c ON c.id = a.consultation_id
       WHERE a.programme_id = $1 AND a.owner_id = $2 AND a.status = 'open' AND a.due_on <= coalesce($4::date, 'infinity')
         AND ${visible}
       ORDER BY a.due_on, a.id LIMIT ${SHOWN}`,
      [...whose, until],
    ),
  ]);
  const owed = ({ code, held_at, priority }: OwedRow): CoverOwed => ({
    code,
    heldOn: dayOf(held_at, zone),
    priority,
  });
  return { attendanceUnsaid: unsaid.map(owed), recordsOwed: records.map(owed), actionsOwned: actions };
}
