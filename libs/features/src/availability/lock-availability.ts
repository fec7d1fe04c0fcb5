import { type Availability, dayNumber, dayOf, fromEpochMinutes, localDay } from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { heldFrom, type HeldFor, heldStatement } from '../collisions/held.js';
import { type Programme } from '../programme/programmes.service.js';
import { oneAtATime } from '../routing/one-at-a-time.js';
import { availabilityFrom, type ConsultantRow, consultantStatement } from './availability.statements.js';
import { noSuchConsultant } from './whose.js';

/**
 * Nobody gives this consultant's time away, and nobody else changes it, until the transaction ends: what collides is known
 * to the last booking.
 * @throws DomainError `not-found`
 */
export async function lockAvailability(
  tx: Transaction,
  consultantId: string,
  { settings: { zone } }: Programme,
  now: Date,
): Promise<{ present: Availability; held: HeldFor[] }> {
  // What ended before today is nobody's to change; the week's bookings count towards its cap.
  const since = fromEpochMinutes(localDay(zone, dayNumber(dayOf(now, zone)) - 7).start);
  const consultant = consultantStatement(consultantId, since);
  const held = heldStatement(tx.actor, consultantId, since);
  const [, , rows, heldRows] = await Promise.all([
    oneAtATime(tx),
    tx.query(
      'SELECT 1 FROM consultant WHERE person_id = $1 FOR NO KEY UPDATE',
      [consultantId],
      'lock-consultant',
    ),
    tx.query<ConsultantRow>(consultant.text, consultant.values, consultant.name),
    tx.query(held.text, held.values, held.name),
  ]);
  const [row] = rows;
  if (!row) throw noSuchConsultant(tx.actor, consultantId);
  return { present: availabilityFrom(row), held: heldFrom(heldRows) };
}
