import { v7 as newId } from 'uuid';
import { dayOf, fromEpochMinutes, noteAbsence } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { lockAvailability } from '../availability/lock-availability.js';
import { saveAvailability } from '../availability/save-availability.js';
import { tellLeads } from '../availability/tell-leads.js';
import { type Programme } from '../programme/programmes.service.js';
import { type Away, awayInterval } from './cover-inputs.js';

/**
 * They are away from now on, kept with the history of their time. The leads have a task for as long as something of theirs
 * still lies in days on which they are away, also what this lead is shut out of.
 */
export async function noteAway(
  tx: Transaction,
  away: Away,
  kept: number,
  programme: Programme,
  now: Date,
): Promise<void> {
  const { consultantId, from, until } = away;
  const { zone } = programme.settings;
  const { present } = await lockAvailability(tx, consultantId, programme, now);
  const { next, change } = noteAbsence(present, newId(), { from, until }, { today: dayOf(now, zone), zone });
  if (change !== null)
    await saveAvailability(tx, { before: present, after: next, change, kept, actor: tx.actor, now });
  const days = awayInterval(away, zone);
  const left = await tx.maybe(
    `SELECT 1 FROM booking b WHERE b.consultant_id = $1 AND b.status IN ('tentative', 'confirmed')
       AND b.free_again_at > $2 AND b.starts_at > $2
       AND (b.starts_at < $4 AND b.ends_at > $3 OR EXISTS (SELECT 1 FROM one_off_time o WHERE o.consultant_id = $1
         AND o.kind = 'leave' AND o.starts_at < b.ends_at AND o.ends_at > b.starts_at))
     LIMIT 1`,
    [consultantId, now, fromEpochMinutes(days.from), fromEpochMinutes(days.to)],
  );
  if (left) {
    await tellLeads(tx, { kind: 'leave-collides', subject: consultantId, consultation: null }, now);
    return;
  }
  await tx.query(
    `UPDATE lead_task SET done_at = $2, done_by = $3
     WHERE kind = 'leave-collides' AND subject_id = $1 AND done_at IS NULL`,
    [consultantId, now, tx.actor.personId],
  );
}
