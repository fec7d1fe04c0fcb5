import { createHash } from 'node:crypto';
import {
  type Actor,
  epochMinutes,
  type HeldRequest,
  isLead,
  type Mode,
  type Priority,
} from '@case-consultation/domain';
import { type NamedStatement, type Row, type Transaction } from '@case-consultation/database';
import { visibleTo } from '../consultations/access.js';

/** A time that is held: with whom, and for which consultation, when the reader may know. */
export interface HeldFor extends HeldRequest {
  /** Names this booking at this time and tells nothing of it: 16 characters of base64url. */
  mark: string;
  consultant: { id: string; name: string };
  code: string | null;
  /** null with the code. */
  consultationId: string | null;
}

/** What is held with a consultant and is not free again at `since`; for which consultation only where this reader may see it. */
export function heldStatement(actor: Actor, consultantId: string, since: Date): NamedStatement {
  return {
    name: isLead(actor) ? 'held-with-one-for-lead' : 'held-with-one',
    text: held(actor, 'b.consultant_id = $1'),
    values: [consultantId, since, actor.personId],
  };
}

/**
 * What is held and not free again yet, the soonest first. Read after `oneAtATime` it is all that there is until the transaction
 * ends.
 * @param consultantIds with whom; null: with anybody of the programme
 */
export async function heldNow(
  tx: Transaction,
  actor: Actor,
  consultantIds: readonly string[] | null,
  now: Date,
): Promise<HeldFor[]> {
  const whose = 'b.programme_id = $1 AND ($4::uuid[] IS NULL OR b.consultant_id = ANY ($4))';
  const values = [actor.programmeId, now, actor.personId, consultantIds];
  return heldFrom(await tx.query(held(actor, whose), values));
}

const held = (actor: Actor, whose: string): string => `
  SELECT b.id, b.starts_at, b.ends_at, b.free_again_at, b.status, w.id AS consultant_id, w.name AS consultant_name,
    CASE WHEN ${visibleTo(actor, '$3::uuid')}
      THEN json_build_array(c.id, c.code, c.requester_id, c.priority, c.mode) END AS consultation
  FROM booking b JOIN consultation c ON c.id = b.consultation_id JOIN person w ON w.id = b.consultant_id
  WHERE ${whose} AND b.status IN ('tentative', 'confirmed') AND b.free_again_at > $2
  ORDER BY b.starts_at, b.id`;

interface HeldRow extends Row {
  id: string;
  starts_at: Date;
  ends_at: Date;
  free_again_at: Date;
  status: 'tentative' | 'confirmed';
  consultant_id: string;
  consultant_name: string;
  consultation: [id: string, code: string, requesterId: string, Priority, Mode] | null;
}

export function heldFrom(rows: readonly Row[]): HeldFor[] {
  return (rows as HeldRow[]).map((row) => {
    const [consultationId = null, code = null] = row.consultation ?? [];
    return {
      mark: markOf(row),
      start: epochMinutes(row.starts_at),
      sessionEnds: epochMinutes(row.ends_at),
      freeAgain: epochMinutes(row.free_again_at),
      status: row.status,
      consultant: { id: row.consultant_id, name: row.consultant_name },
      code,
      consultationId,
      request: requestFrom(row.consultation),
    };
  });
}

/** Not the booking's own id, which tells when it was made. */
function markOf({ id, starts_at: startsAt }: HeldRow): string {
  return createHash('sha256').update(`${id} ${startsAt.toISOString()}`).digest('base64url').slice(0, 16);
}

function requestFrom(consultation: HeldRow['consultation']): HeldFor['request'] {
  if (consultation === null) return null;
  const [, , requesterId, priority, mode] = consultation;
  return { requesterId, priority, mode };
}
