import { type Actor, type Alert, type Day } from '@case-consultation/domain';
import { type NamedStatement, type Row } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';

/** Of one kind: more than anybody is told of in a day. */
const MOST = 1_000;

/** An alert as the database finds it. */
export interface AlertRow extends Alert, Row {
  /** They have a mail about just this, or are about to have it. */
  mailed: boolean;
}

/**
 * What needs this lead now, of what they may see: each kind along its index. What the
 * leads have a task about is taken from the tasks. Capacity is not in it.
 * @param soon the next working day
 */
export function currentAlerts(actor: Actor, now: Date, soon: Day): NamedStatement {
  const visible = visibleTo(actor, '$2::uuid');
  const most = `LIMIT ${MOST}`;
  const mailed = (kind: string) => `EXISTS (SELECT 1 FROM message m
    WHERE m.consultation_id = c.id AND m.recipient_id = $2 AND m.kind = '${kind}' AND m.state <> 'refused')`;
  // What waits or is offered has a mail of its own about it, on that very morning; so has what goes to the lead for it.
  const targetMailed = `(c.status <> 'with_lead' OR ${mailed('target-at-risk')} OR (SELECT h.detail ->> 'because' FROM history h
    WHERE h.consultation_id = c.id AND h.event = 'moved-to-lead' ORDER BY h.id DESC LIMIT 1) = 'target-at-risk')`;
  return {
    name: 'current-alerts',
    text: `
      (SELECT 'target-at-risk' AS kind, c.id AS "subjectId", ${targetMailed} AS mailed FROM consultation c
        WHERE c.programme_id = $1 AND c.status IN ('waiting', 'with_lead', 'offered') AND c.target_on <= $4 AND ${visible}
        ORDER BY c.target_on, c.id ${most})
      UNION ALL
      (SELECT 'with-lead', c.id, ${mailed('needs-the-lead')} FROM consultation c
        WHERE c.programme_id = $1 AND c.status = 'with_lead' AND ${visible} ORDER BY c.target_on, c.id ${most})
      UNION ALL
      (SELECT 'offer-unanswered', o.id, false FROM offer o JOIN consultation c ON c.id = o.consultation_id
        WHERE o.programme_id = $1 AND o.status = 'open' AND o.remind_at <= $3 AND ${visible}
        ORDER BY o.expires_at, o.id ${most})
      UNION ALL
      (SELECT 'action-overdue', a.id, ${mailed('action-overdue-lead')} FROM lead_task t
        JOIN action a ON a.id = t.subject_id AND a.status = 'open' JOIN consultation c ON c.id = a.consultation_id
        WHERE t.programme_id = $1 AND t.done_at IS NULL AND t.kind = 'action-overdue' AND ${visible} ORDER BY t.id ${most})`,
    values: [actor.programmeId, actor.personId, now, soon],
  };
}
