import { isConsultant } from '../people/person.js';
import { isWithin } from '../people/consultant.js';
import { type PersonDetails } from '../people/person-details.js';
import { type WorkingCalendar } from '../time/working-days.js';
import { dayOf, fromEpochMinutes } from '../time/zone.js';
import {
  type Collision,
  type CollisionMoment,
  type CollisionReason,
  type HeldSpan,
  newlyColliding,
} from './collisions.js';

type Closing = Pick<WorkingCalendar, 'isClosed'>;

/** What is held on a day that becomes one on which the council is closed, in the zone of the programme. */
export function collisionsWithClosing<Held extends HeldSpan>(
  before: Closing,
  after: Closing,
  held: readonly Held[],
  { now, zone }: CollisionMoment,
): Collision<Held>[] {
  const against =
    (calendar: Closing) =>
    ({ start }: Held): CollisionReason[] =>
      calendar.isClosed(dayOf(fromEpochMinutes(start), zone)) ? ['closed'] : [];
  return newlyColliding(held, now, { before: against(before), after: against(after) });
}

/** What somebody has to be, and to have, so as to consult. */
export type MayConsult = Pick<PersonDetails, 'roles' | 'signedOffFrom' | 'signedOffUntil'>;

/** What one consultant holds on days on which they may consult no more: without the role none, or outside their sign-off. */
export function collisionsWithSignOff<Held extends HeldSpan>(
  before: MayConsult,
  after: MayConsult,
  held: readonly Held[],
  { now, zone }: CollisionMoment,
): Collision<Held>[] {
  const against =
    (person: MayConsult) =>
    ({ start }: Held): CollisionReason[] => {
      if (!isConsultant(person)) return ['no-consultant'];
      return isSignedOff(person, dayOf(fromEpochMinutes(start), zone)) ? [] : ['not-signed-off'];
    };
  return newlyColliding(held, now, { before: against(before), after: against(after) });
}

/** Whether a change may end what somebody may hold, so that it is worth looking at what they do. */
export function mayEndConsulting(before: MayConsult, after: MayConsult): boolean {
  return (
    isConsultant(before) &&
    (!isConsultant(after) ||
      before.signedOffFrom !== after.signedOffFrom ||
      before.signedOffUntil !== after.signedOffUntil)
  );
}

function isSignedOff({ signedOffFrom: from, signedOffUntil: until }: MayConsult, day: string): boolean {
  return from !== null && isWithin(day, { from, until });
}
