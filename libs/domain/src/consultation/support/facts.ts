import { isLead } from '../../people/person.js';
import { type Booking, type Consultation } from '../consultation.js';
import { type Outcome } from '../events.js';
import * as rules from '../index.js';
import { type Call, newWishOf, personOf, todayOf } from './any-call.js';
import { type RuleName } from './rule-calls.js';

/** What one consultation's life so far makes certain about what comes next. */
export class Facts {
  private readonly lastSequence = new Map<string, number>();

  follow(rule: RuleName, call: Call, { consultation: after, events }: Outcome): void {
    const { c: before, actor, now } = call;
    const must = (holds: boolean, what: string): void => {
      if (!holds) throw new Error(`${rule}: ${what}`);
    };
    for (const key of ['id', 'programmeId', 'code', 'requesterId', 'version'] as const) {
      must(after[key] === before[key], `${key} never changes by a rule`);
    }
    must(
      before.status === 'draft' || before.lockedOut.every((id) => after.lockedOut.includes(id)),
      'locked out is for good',
    );
    must(events.length > 0 || equal(before, after), 'what changes is in the history');

    for (const event of events) {
      const booking: Booking | null = 'booking' in event ? event.booking : null;
      if (booking === null) continue;
      const last = this.lastSequence.get(booking.uid) ?? -1;
      const says = event.type !== 'held' && event.type !== 'not-held';
      must(says ? booking.sequence > last : booking.sequence === last, 'a sequence rises with every message');
      this.lastSequence.set(booking.uid, booking.sequence);
    }
    if (after.booking !== null) {
      must(
        after.booking.sequence === this.lastSequence.get(after.booking.uid),
        'the booking is as last sent',
      );
    }
    if (before.booking !== null && after.booking === null && rule !== 'recordNotHeld') {
      must((this.lastSequence.get(before.booking.uid) ?? -1) > before.booking.sequence, 'its end is sent');
    }

    const holder = after.consultantId;
    const checkedNow =
      after.conflictClearedAt !== null &&
      (before.conflictClearedAt === null || holder !== before.consultantId);
    if (checkedNow)
      must(actor.personId === holder && after.conflictClearedAt === now, 'a conflict check is one’s own');

    if (holder !== before.consultantId && rule !== 'take') {
      must(after.conflictClearedAt === null, 'whoever takes over is asked');
    }

    if (
      ['reschedule', 'cancelBooking', 'reassign', 'withdraw'].includes(rule) &&
      before.status === 'booked'
    ) {
      must(before.booking !== null && before.booking.startsAt > now, 'what has begun was held, or was not');
    }
    if (rule === 'cancelBooking') {
      const wish = newWishOf(call);
      const isRequester = actor.personId === before.requesterId;
      must(isRequester || wish === null, 'the times are the requester’s to say');
      must(
        !isRequester || after.soonest === (wish ?? before).soonest,
        'the soonest only where it was asked for',
      );
    }
    if (rule === 'recordHeld')
      must(actor.personId !== before.requesterId || isLead(actor), 'not for oneself');
    if (rule === 'addAction')
      must(!before.lockedOut.includes(personOf(call)), 'an owner may know of the case');
    if (rule === 'completeReview') {
      must(isLead(actor) || todayOf(call) >= (before.reviewDueOn ?? ''), 'the review waits for its day');
    }
    if (rule === 'handOverRecord') {
      must(
        isLead(actor) && ['none', 'started'].includes(before.record),
        'a lead hands over what is not shared',
      );
    }
    if (rule === 'closeByLead') {
      must(isLead(actor) && before.openActions === 0, 'a lead closes once no action is open');
    }
    if (after.status === 'booked' && before.status !== 'booked' && after.booking !== null) {
      must(after.booking.startsAt > now, 'nobody is booked for a time that has gone');
    }
    if (after.status === 'held' && before.status === 'booked') {
      must(before.booking !== null && now >= before.booking.startsAt, 'held only once it has begun');
    }
    if (rule === 'expireOffer')
      must(before.offer !== null && rules.hasExpired(before.offer, now), 'no early expiry');
    if (after.status !== before.status) {
      must(
        after.status !== 'withdrawn' || actor.personId === before.requesterId,
        'only the requester withdraws',
      );
      must(after.status !== 'turned_down' || isLead(actor), 'only a lead turns down');
    }
  }
}

function equal(a: Consultation, b: Consultation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
