import { DomainError } from '../errors.js';
import { isMailAddress, isSameAddress } from './mail-address.js';
import { MODE_WORDS } from './mail-content.js';
import { checkFacts, type MessageFacts } from './message-facts.js';
import {
  type BusyStatus,
  type CalendarKind,
  type CalendarMethod,
  type CalendarStatus,
  MESSAGES,
} from './message-kinds.js';

/** The service's own, read mailbox; the same for the booking's whole life, and never a recipient. */
export interface Organizer {
  name: string;
  email: string;
}

export interface CalendarAttendee {
  email: string;
  role: 'REQ-PARTICIPANT' | 'OPT-PARTICIPANT';
  /** null in a CANCEL: nobody is asked to answer it. `NEEDS-ACTION` also asks for a reply. */
  partstat: 'NEEDS-ACTION' | 'ACCEPTED' | null;
}

/** One VEVENT and its METHOD, as data. Never a time zone: a consultation does not recur, its instants say all. */
export interface CalendarInvite {
  uid: string;
  /** Rises with every message of the booking after the first, whoever it goes to. */
  sequence: number;
  method: CalendarMethod;
  status: CalendarStatus | null;
  busyStatus: BusyStatus;
  start: Date;
  end: Date;
  /** DTSTAMP: when the message came to be owed, so that a retry repeats it and a newer message is newer. */
  stampedAt: Date;
  organizer: Organizer;
  attendees: readonly CalendarAttendee[];
  summary: string;
  description: string;
  url: string;
  location: string | null;
}

/** What an invite needs beyond the facts of the mail that carries it. */
export interface InviteIdentity {
  /** From `calendarUid`. */
  uid: string;
  /** 0 for the first message of the booking. */
  sequence: number;
  stampedAt: Date;
  organizer: Organizer;
}

/** A person whom the event lists. */
export interface InviteRecipient {
  email: string;
  as: 'consultant' | 'requester' | 'attendee';
}

/** What a calendar shows of a consultation, to whoever looks at it. */
const SUMMARY = 'Practice consultation';

/**
 * The calendar part of one message.
 *
 * @param recipients all whom the event lists. Before acceptance that is the consultant alone; of a booking that goes on without
 *   them, only the one who is taken off. A person named twice is listed once.
 * @throws DomainError `invalid-input`: no recipient, the organiser among them (Exchange bins an invite whose organiser is
 *   its recipient), more than one taken off, an address that is none, a time or sequence that is none
 */
export function inviteFor(
  kind: CalendarKind,
  facts: MessageFacts,
  identity: InviteIdentity,
  recipients: readonly InviteRecipient[],
): CalendarInvite {
  checkFacts(kind, facts);
  checkIdentity(identity);
  const { start, end } = facts;
  if (!start || !end) throw refusal('start', 'A calendar entry needs a start and an end');
  const { uid, sequence, stampedAt, organizer } = identity;
  return {
    uid,
    sequence,
    ...MESSAGES[kind].calendar,
    start,
    end,
    stampedAt,
    organizer: { name: organizer.name, email: organizer.email },
    attendees: attendeesOf(kind, organizer, recipients),
    summary: SUMMARY,
    description: describe(facts),
    url: facts.link,
    location: facts.mode ? MODE_WORDS[facts.mode] : null,
  };
}

function attendeesOf(
  kind: CalendarKind,
  organizer: Organizer,
  recipients: readonly InviteRecipient[],
): CalendarAttendee[] {
  const once = recipients.filter(
    ({ email }, at) => recipients.findIndex((other) => isSameAddress(other.email, email)) === at,
  );
  if (once.length === 0) throw refusal('recipients', 'A calendar entry needs somebody to go to');
  if (once.some(({ email }) => !isMailAddress(email))) {
    throw refusal('recipients', 'A recipient has no e-mail address that can be written to');
  }
  if (once.some(({ email }) => isSameAddress(email, organizer.email))) {
    throw refusal('recipients', 'The organiser of a calendar entry cannot be one of its recipients');
  }
  if (MESSAGES[kind].calendar.status === null && once.length > 1) {
    throw refusal('recipients', 'Only the one who is taken off is told that a booking goes on without them');
  }
  return once.map(({ email, as }) => ({
    email,
    role: as === 'attendee' ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT',
    partstat: partstatOf(kind, as),
  }));
}

/** A consultant's yes is what confirms a booking; whatever changes afterwards asks everybody again. */
function partstatOf(kind: CalendarKind, as: InviteRecipient['as']): CalendarAttendee['partstat'] {
  if (MESSAGES[kind].calendar.method === 'CANCEL') return null;
  return kind === 'booking-confirmed' && as === 'consultant' ? 'ACCEPTED' : 'NEEDS-ACTION';
}

function describe({ code, mode, serviceName, link }: MessageFacts): string {
  return [
    ...(code === null ? [] : [`Reference: ${code}`]),
    ...(mode ? [`How: ${MODE_WORDS[mode]}`] : []),
    `Sign in to see more: ${link}`,
    serviceName,
  ].join('\n');
}

function checkIdentity({ uid, sequence, stampedAt, organizer }: InviteIdentity): void {
  if (!/^[0-9A-Za-z-]+@[0-9A-Za-z.-]+$/.test(uid)) throw refusal('uid', 'The UID is not one of ours');
  if (!Number.isInteger(sequence) || sequence < 0) throw refusal('sequence', 'The sequence counts from 0');
  if (Number.isNaN(stampedAt.getTime())) throw refusal('stampedAt', 'The stamp must be an instant');
  if (!isMailAddress(organizer.email)) throw refusal('organizer', 'The organiser needs an e-mail address');
  if (!organizer.name.trim() || /[\p{Cc}"\\]/u.test(organizer.name)) {
    throw refusal('organizer', 'The organiser needs a plain name');
  }
}

function refusal(field: string, message: string): DomainError {
  return new DomainError('invalid-input', message, field);
}
