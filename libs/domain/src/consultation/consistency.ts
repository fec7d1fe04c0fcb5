import { type Consultation, isLive, ownerOf, type Status } from './consultation.js';
import { ALLOWED_CHANGES, type ConsultationEvent, type Outcome } from './events.js';

/**
 * What must be true of every consultation that the rules have made, whatever happened to it. For tests: of the rules here,
 * and of rows read back after a journey. Empty when nothing is wrong, otherwise one sentence for each thing that is.
 */
export function inconsistencies(consultation: Consultation): string[] {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(`${consultation.status}: ${what}`);
  };
  const { status, offer, booking, consultantId, conflictClearedAt, lockedOut, heldAt } = consultation;

  const unsubmitted = consultation.priority === null && (status === 'draft' || status === 'withdrawn');

  const owner = ownerOf(consultation);
  check(isLive(consultation) === (owner !== null), 'a live one has an owner, and one that is over has none');
  check(
    Number.isInteger(consultation.openActions) && consultation.openActions >= 0,
    'open actions are counted',
  );
  check(consultantId !== consultation.requesterId, 'nobody consults for themselves');
  check(consultantId === null || !lockedOut.includes(consultantId), 'nobody locked out holds it');
  check(new Set(lockedOut).size === lockedOut.length, 'nobody is locked out twice');
  check(unsubmitted || consultation.priority !== null, 'what was submitted has a priority');
  check((booking === null) === (consultantId === null), 'a consultant and a held time come and go together');
  check(
    booking === null || booking.consultantId === consultantId || heldAt !== null,
    'the time held is the consultant’s own until it was held',
  );
  check(conflictClearedAt === null || consultantId !== null, 'a conflict check is someone’s');
  check(
    unsubmitted || consultation.soonest || consultation.preferredTimes.length > 0,
    'there is a time to look for',
  );
  if (booking !== null) {
    check(booking.startsAt < booking.endsAt, 'a booking ends after it starts');
    check(booking.endsAt <= booking.freeAgainAt, 'the buffer comes after the session');
    check(booking.sequence >= 0, 'sequences count from nought');
  }
  if (heldAt === null) {
    check(consultation.record === 'none', 'only what was held has a record');
    check(consultation.openActions === 0, 'only what was held has actions');
    check(!consultation.reviewDone && consultation.reviewDueOn === null, 'only what was held is reviewed');
  }

  switch (status) {
    case 'draft':
    case 'waiting':
    case 'with_lead':
    case 'turned_down':
    case 'withdrawn':
      check(offer === null && booking === null, 'nobody’s time is held');
      check(heldAt === null, 'it has not been held');
      break;
    case 'offered':
      check(offer !== null && booking?.status === 'tentative', 'an offer and a tentative time');
      check(offer?.consultantId === consultantId, 'the offer is to the consultant it is with');
      check(
        offer?.startsAt.getTime() === booking?.startsAt.getTime() &&
          offer?.endsAt.getTime() === booking?.endsAt.getTime(),
        'the time held is the time offered',
      );
      check(conflictClearedAt === null, 'the detail is shut while it is offered');
      check(heldAt === null, 'it has not been held');
      break;
    case 'booked':
      check(offer === null && booking?.status === 'confirmed', 'a confirmed time and no offer');
      check(heldAt === null, 'it has not been held');
      break;
    case 'held':
      check(offer === null && booking?.status === 'confirmed', 'a confirmed time and no offer');
      check(
        heldAt !== null && consultation.reviewDueOn !== null,
        'it was held, and has a day for its review',
      );
      check(!isSettled(consultation), 'one with everything settled is closed');
      break;
    case 'closed':
      check(offer === null, 'no offer is open');
      if (heldAt === null) check(booking === null, 'one that never took place holds nobody’s time');
      else check(consultation.openActions === 0, 'one that was held is closed with no action open');
      break;
  }
  if (status === 'offered' || status === 'booked' || status === 'held') {
    check(owner?.kind === 'person' && owner.personId === consultantId, 'its consultant owns it');
  }
  return wrong;
}

/** The statuses a consultation went through in one outcome, from the one before to the last; each once in a row. */
export function statusesPassed(before: Consultation, { statuses }: Outcome): Status[] {
  return [before.status, ...statuses].filter((status, i, all) => status !== all[i - 1]);
}

/**
 * What is wrong with one outcome's history: changes of status that are not allowed, as `from → to`, events that do not
 * tell what became of the consultation, and one that was held being closed with something left though no lead said so.
 * A rule may do several things in one breath (withdraw an offer, make another).
 */
export function historyFaults(before: Consultation, result: Outcome): string[] {
  const passed = statusesPassed(before, result);
  const faults = passed.slice(1).flatMap((to, i) => {
    const from = passed[i] as Status;
    return ALLOWED_CHANGES[from].includes(to) ? [] : [`${from} → ${to}`];
  });
  const told = result.events.map((event, i) => statusAfter(event) ?? result.statuses[i - 1] ?? before.status);
  if (told.join() !== result.statuses.join()) {
    faults.push(`the events tell of ${told.join()}, the statuses of ${result.statuses.join()}`);
  }
  if (passed.includes('held') && passed.at(-1) === 'closed') {
    const byLead = result.events.some(({ type }) => type === 'closed-by-lead');
    if (!byLead && !isSettled(result.consultation))
      faults.push('closed with something left, and not by the lead');
  }
  if (passed.at(-1) !== result.consultation.status) {
    faults.push(`the history ends at ${passed.at(-1)}, the consultation at ${result.consultation.status}`);
  }
  return faults;
}

/** Where an event leaves a consultation; null when it leaves it where it was. */
function statusAfter(event: ConsultationEvent): Status | null {
  switch (event.type) {
    case 'submitted':
    case 'offer-declined':
    case 'offer-expired':
    case 'offer-withdrawn':
    case 'conflict-declared':
    case 'booking-cancelled':
      return 'waiting';
    case 'offer-made':
      return 'offered';
    case 'offer-accepted':
    case 'taken-by-lead':
    case 'reassigned':
    case 'rescheduled':
      return 'booked';
    case 'moved-to-lead':
      return 'with_lead';
    case 'withdrawn':
      return 'withdrawn';
    case 'turned-down':
      return 'turned_down';
    case 'held':
      return 'held';
    case 'not-held':
      return event.next === 'rebook' ? 'waiting' : 'closed';
    case 'closed-by-lead':
    case 'closed':
      return 'closed';
    case 'times-changed':
    case 'attendees-changed':
    case 'priority-overridden':
    case 'conflict-cleared':
    case 'record-shared':
    case 'record-agreed':
    case 'action-added':
    case 'action-settled':
    case 'review-done':
    case 'record-handed-over':
      return null;
  }
}

function isSettled({ openActions, reviewDone, record }: Consultation): boolean {
  return openActions === 0 && reviewDone && (record === 'shared' || record === 'agreed');
}
