import { checkAttendees } from '../asking/request-form.js';
import { type RequestProblem } from '../asking/request-problem.js';
import { mustHaveNoProblems } from '../problems.js';
import { DomainError } from '../errors.js';
import { type Actor, isLead } from '../people/person.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type Consultation, mustBe } from './consultation.js';
import { type Outcome } from './events.js';
import { bookingOf, mustNotHaveStarted, nextSequence, outcome } from './rule.js';

/** Who comes along besides the requester, before and after; e-mail addresses in lower case, each once. */
export interface AttendeeLists {
  before: readonly string[];
  after: readonly string[];
}

/**
 * Other people come along, after the request was submitted and before it begins: said by the requester or the lead. Those
 * added to a booking are invited, and those taken off it are told, with the booking's next sequence; for everybody else
 * nothing changes. Nothing happens when nobody is added or taken off.
 * @throws DomainError `not-your-task`, `wrong-state`
 */
export function changeAttendees(
  consultation: Consultation,
  { before, after }: AttendeeLists,
  actor: Actor,
  now: Date,
): Outcome {
  mustBeRequesterOrLead(consultation, actor);
  mustBe(consultation, 'waiting', 'with_lead', 'offered', 'booked');
  const isBooked = consultation.status === 'booked';
  if (isBooked) mustNotHaveStarted(bookingOf(consultation), now);
  const added = after.filter((email) => !before.includes(email));
  const removed = before.filter((email) => !after.includes(email));
  if (added.length === 0 && removed.length === 0) return outcome(consultation, {});
  const booking = isBooked ? nextSequence(bookingOf(consultation)) : null;
  return outcome(consultation, booking === null ? {} : { booking }, {
    type: 'attendees-changed',
    booking,
    added,
    removed,
  });
}

/**
 * The list as it will be: `attendees` in lower case, each once. Who attends already may stay, wherever their address is.
 * @throws DomainError `email-not-allowed` or `invalid-input` for `attendees` or `attendees/<n>`, with every problem
 */
export function attendeesGiven(
  attendees: readonly string[],
  before: readonly string[],
  settings: Pick<ProgrammeSettings, 'allowedMailDomains'>,
): string[] {
  const given = attendees.map((email) => email.trim().toLowerCase());
  const isNew = ({ field }: RequestProblem): boolean => {
    const at = field.split('/')[1];
    return at === undefined || !before.includes(given[Number(at)] ?? '') || isRepeated(given, Number(at));
  };
  mustHaveNoProblems(checkAttendees({ attendees: given }, settings).filter(isNew));
  return given;
}

function isRepeated(given: readonly string[], at: number): boolean {
  return given.indexOf(given[at] ?? '') < at;
}

function mustBeRequesterOrLead(consultation: Consultation, actor: Actor): void {
  if (actor.personId === consultation.requesterId || isLead(actor)) return;
  throw new DomainError('not-your-task', 'Only the person who asked and the lead say who attends. Ask them.');
}
