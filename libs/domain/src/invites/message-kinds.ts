/** Whom a message is for. `attendee`: a colleague whom the requester brings along. */
export type Audience = 'consultant' | 'requester' | 'attendee' | 'lead' | 'action-owner';

export type CalendarMethod = 'REQUEST' | 'CANCEL';
/** RFC 5545, 3.8.1.11. */
export type CalendarStatus = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
/** MS-OXCICAL 2.1.3.1.1.20.31; wins over TRANSP in Exchange. */
export type BusyStatus = 'TENTATIVE' | 'BUSY' | 'FREE';

/** What a message does to the recipient's calendar. */
export interface CalendarEffect {
  method: CalendarMethod;
  /** null: no STATUS line. The one who is taken off a booking gets a CANCEL, yet the booking itself lives on. */
  status: CalendarStatus | null;
  busyStatus: BusyStatus;
}

export interface MessageDefinition {
  to: readonly Audience[];
  /** null: a plain mail. Reminders are plain, because Exchange may turn a calendar part into an entry and bin the mail. */
  calendar: CalendarEffect | null;
  /** The message tells start and end, so it cannot be written without them. */
  tellsTime: boolean;
  /** Every message but the ones about the service itself names a consultation by its code. */
  about: 'consultation' | 'service';
}

const HOLD: CalendarEffect = { method: 'REQUEST', status: 'TENTATIVE', busyStatus: 'TENTATIVE' };
const BOOK: CalendarEffect = { method: 'REQUEST', status: 'CONFIRMED', busyStatus: 'BUSY' };
const CANCEL: CalendarEffect = { method: 'CANCEL', status: 'CANCELLED', busyStatus: 'FREE' };
const TAKE_OFF: CalendarEffect = { method: 'CANCEL', status: null, busyStatus: 'FREE' };

const CONSULTANT = ['consultant'] as const;
const REQUESTER = ['requester'] as const;
const GUESTS = ['requester', 'attendee'] as const;
const EVERYONE = ['consultant', 'requester', 'attendee'] as const;
const BOTH_SIDES = ['consultant', 'requester'] as const;
const ATTENDEE = ['attendee'] as const;
const LEAD = ['lead'] as const;
const OWNER = ['action-owner'] as const;

function withCalendar<C extends CalendarEffect>(to: readonly Audience[], calendar: C) {
  return { to, calendar, tellsTime: true, about: 'consultation' } as const;
}
function plain(to: readonly Audience[], tellsTime = false) {
  return { to, calendar: null, tellsTime, about: 'consultation' } as const;
}

/** The closed list of messages the service sends about consultations. */
export const MESSAGES = {
  /** A consultant is asked to take one consultation at one time. */
  'offer-made': withCalendar(CONSULTANT, HOLD),
  /** Half of the offer's window has gone. */
  'offer-reminder': plain(CONSULTANT, true),
  /** Declined, expired, withdrawn, or a conflict was declared. */
  'offer-closed': withCalendar(CONSULTANT, CANCEL),
  'booking-confirmed': withCalendar(EVERYONE, BOOK),
  /** Another time, or (for the requester and attendees) another consultant: one updated event, never a second. */
  'booking-changed': withCalendar(EVERYONE, BOOK),
  'booking-cancelled': withCalendar(EVERYONE, CANCEL),
  /** Reassigned: only the consultant who is taken off hears this. */
  'booking-moved-away': withCalendar(CONSULTANT, TAKE_OFF),
  /** Somebody who was to attend is no longer expected; it goes ahead without them. */
  'attendee-taken-off': withCalendar(ATTENDEE, TAKE_OFF),
  'record-owed': plain(CONSULTANT),
  /** While a time is only offered, the requester's calendar stays untouched. */
  'being-arranged': plain(GUESTS),
  /** Told to whoever did not say so themselves. */
  'not-held': plain(BOTH_SIDES),
  'turned-down': plain(REQUESTER),
  'record-shared': plain(REQUESTER),
  'review-due': plain(REQUESTER),
  'needs-the-lead': plain(LEAD),
  'target-at-risk': plain(LEAD),
  'action-overdue-lead': plain(LEAD),
  /** A job was given up on; it may concern no consultation at all. */
  'job-failed': { to: LEAD, calendar: null, tellsTime: false, about: 'service' },
  'action-due-soon': plain(OWNER),
  'action-due-today': plain(OWNER),
  'action-overdue': plain(OWNER),
} as const satisfies Record<string, MessageDefinition>;

export type MessageKind = keyof typeof MESSAGES;
export const MESSAGE_KINDS = Object.keys(MESSAGES) as readonly MessageKind[];

/** The kinds that carry a calendar part. */
export type CalendarKind = {
  [K in MessageKind]: (typeof MESSAGES)[K]['calendar'] extends null ? never : K;
}[MessageKind];

export function hasCalendarPart(kind: MessageKind): kind is CalendarKind {
  return MESSAGES[kind].calendar !== null;
}

/** The iTIP method of a kind's calendar part, or null for a plain mail. */
export function methodOf(kind: MessageKind): CalendarMethod | null {
  return MESSAGES[kind].calendar?.method ?? null;
}
