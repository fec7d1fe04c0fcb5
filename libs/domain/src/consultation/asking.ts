import { type Priority, type Mode } from '../asking/request.js';
import { DomainError } from '../errors.js';
import { type Actor } from '../people/person.js';
import { type Day } from '../people/consultant.js';
import { type Consultation, mustBe } from './consultation.js';
import { type Outcome } from './events.js';
import {
  BACK_TO_WAITING,
  bookingOf,
  mustBeLead,
  mustBeRequester,
  mustGiveReason,
  mustNotHaveStarted,
  nextSequence,
  outcome,
  then,
} from './rule.js';

/** The times somebody asks for, most wanted first; `soonest` when any time will do, instead of or after those. */
export interface Wish {
  preferredTimes: readonly Date[];
  soonest: boolean;
}

export interface Submission extends Wish {
  priority: Priority;
  targetOn: Day;
  mode: Mode;
  restricted: boolean;
  lockedOut: readonly string[];
}

/** draft → waiting. The form has been checked whole (`checkComplete`) and the gate has said go. */
export function submit(consultation: Consultation, submission: Submission, actor: Actor): Outcome {
  mustBeRequester(consultation, actor);
  mustBe(consultation, 'draft');
  const { priority, targetOn, mode, restricted, preferredTimes, soonest, lockedOut } = submission;
  return outcome(
    consultation,
    { priority, targetOn, mode, restricted, preferredTimes, soonest, lockedOut, status: 'waiting' },
    { type: 'submitted' },
  );
}

/**
 * The requester gives other times while nothing is booked yet; who is asked at that moment need not answer any more. At most
 * three, distinct, still to come.
 */
export function changeTimes(consultation: Consultation, wish: Wish, actor: Actor, now: Date): Outcome {
  mustBeRequester(consultation, actor);
  mustBe(consultation, 'waiting', 'with_lead', 'offered');
  mustBeTimes(wish, now);
  const { preferredTimes, soonest } = wish;
  const { offer } = consultation;
  const free =
    offer === null
      ? outcome(consultation, {})
      : outcome(consultation, BACK_TO_WAITING, {
          type: 'offer-withdrawn',
          offer,
          booking: nextSequence(bookingOf(consultation)),
          reason: 'Other times were asked for',
        });
  return then(free, (c) => outcome(c, { preferredTimes, soonest }, { type: 'times-changed' }));
}

/** @throws DomainError `invalid-input` unless one to three coming times are given, or none and `soonest`. */
export function mustBeTimes(wish: Wish, now: Date): void {
  const distinct = new Set(wish.preferredTimes.map((time) => time.getTime()));
  if (distinct.size !== wish.preferredTimes.length || distinct.size > 3) {
    throw new DomainError('invalid-input', 'Select up to three different times.', 'preferredTimes');
  }
  if (distinct.size === 0 && !wish.soonest) {
    throw new DomainError('invalid-input', 'Select a time, or select the soonest.', 'preferredTimes');
  }
  if (wish.preferredTimes.some((time) => time <= now)) {
    throw new DomainError('invalid-input', 'Select times that are still to come.', 'preferredTimes');
  }
}

/** A draft was its author's alone: what it held goes with it, for leads may see what is withdrawn. */
const NOTHING_WRITTEN = { mode: null, restricted: false, preferredTimes: [], soonest: false } as const;

/**
 * The requester no longer needs it. From any live state but held, and when booked only before it starts: once held,
 * what was agreed is followed up to the end (docs/adr/0004-the-life-of-a-consultation.md).
 */
export function withdraw(consultation: Consultation, reason: string, actor: Actor, now: Date): Outcome {
  mustBeRequester(consultation, actor);
  mustBe(consultation, 'draft', 'waiting', 'with_lead', 'offered', 'booked');
  if (consultation.status === 'booked') mustNotHaveStarted(bookingOf(consultation), now);
  const mayBeSilent = consultation.status === 'draft' && reason.trim() === '';
  const given = mayBeSilent ? '' : mustGiveReason(reason);
  const booking = consultation.booking === null ? null : nextSequence(consultation.booking);
  return outcome(
    consultation,
    { ...BACK_TO_WAITING, ...(consultation.status === 'draft' ? NOTHING_WRITTEN : {}), status: 'withdrawn' },
    { type: 'withdrawn', booking, reason: given },
  );
}

/** The lead sets another priority, and with it another target. */
export function overridePriority(
  consultation: Consultation,
  change: { priority: Priority; targetOn: Day },
  reason: string,
  actor: Actor,
): Outcome {
  mustBeLead(actor);
  mustBe(consultation, 'waiting', 'with_lead', 'offered', 'booked');
  if (consultation.priority === null || consultation.priority === change.priority) {
    throw new DomainError('invalid-input', 'Select a priority other than the present one.', 'priority');
  }
  const given = mustGiveReason(reason);
  const { priority, targetOn } = change;
  return outcome(
    consultation,
    { priority, targetOn },
    { type: 'priority-overridden', from: consultation.priority, to: priority, reason: given },
  );
}
