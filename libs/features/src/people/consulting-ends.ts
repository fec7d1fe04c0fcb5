import {
  type Actor,
  collisionsWithSignOff,
  epochMinutes,
  type KnownPerson,
  mayEndConsulting,
  type MayConsult,
} from '@case-consultation/domain';
import { type Transaction } from '@case-consultation/database';
import { heldNow } from '../collisions/held.js';
import { refuseUnlessMarksKept } from '../collisions/refuse-unless-kept.js';
import { type Programme } from '../programme/programmes.service.js';
import { oneAtATime } from '../routing/one-at-a-time.js';

/**
 * What somebody holds stays theirs when they may consult no more, or no more on that day; but whoever changes it has to have
 * seen it. From here on nobody gives them anything until the transaction ends.
 * @param keeping marks of what was shown and is kept all the same
 * @throws DomainError `collides-with-bookings`
 */
export async function refuseUnlessHeldIsKept(
  { tx, actor, programme, now }: { tx: Transaction; actor: Actor; programme: Programme; now: Date },
  before: KnownPerson,
  after: MayConsult,
  keeping: readonly string[],
): Promise<void> {
  if (!mayEndConsulting(before, after)) return;
  await oneAtATime(tx);
  const held = await heldNow(tx, actor, [before.id], now);
  const moment = { now: epochMinutes(now), zone: programme.settings.zone };
  refuseUnlessMarksKept(collisionsWithSignOff(before, after, held, moment), keeping);
}
