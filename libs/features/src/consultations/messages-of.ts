import { v7 as newId } from 'uuid';
import {
  type Audience,
  type Booking,
  type Consultation,
  type ConsultationEvent,
  type InviteRecipient,
  messageId,
  type MessageKind,
  MESSAGES,
  methodOf,
} from '@case-consultation/domain';
import { type MessageRow, type Parties, type Party } from '@case-consultation/database';
import { linkPath } from '../messages/owe-message.js';

/** What messages are written from, besides the event. */
export interface Writing {
  before: Consultation;
  after: Consultation;
  /** Who was concerned before the change. */
  parties: Parties;
  /** The consultant it came to, where that is someone else than before. */
  newConsultant: Party | null;
  mailDomain: string;
  /** Who made the change; null for the service itself. */
  saidBy: string | null;
}

/** The messages that one event owes, and to whom. Exhaustive: a new event does not compile until it is decided here. */
export function messagesOf(event: ConsultationEvent, writing: Writing): MessageRow[] {
  const { parties, before, after } = writing;
  const consultant = parties.consultant;
  const now = writing.newConsultant ?? consultant;
  const guests = [parties.requester, ...parties.attendees];
  const write = writer(writing);
  switch (event.type) {
    case 'offer-made':
      return [
        ...write.calendar('offer-made', event.booking, [now], justThe(now)),
        ...write.plainOnce('being-arranged', guests),
      ];
    case 'offer-accepted':
    case 'taken-by-lead':
      return write.calendar('booking-confirmed', event.booking, [now, ...guests], everyone(now, parties));
    case 'offer-declined':
    case 'offer-expired':
    case 'offer-withdrawn':
      return write.calendar('offer-closed', event.booking, [consultant], justThe(consultant));
    case 'conflict-declared':
      return event.offer
        ? write.calendar('offer-closed', event.booking, [consultant], justThe(consultant))
        : write.calendar(
            'booking-cancelled',
            event.booking,
            [consultant, ...guests],
            everyone(consultant, parties),
          );
    case 'moved-to-lead':
      if (after.status !== 'with_lead') return [];
      return [
        ...write.plain('needs-the-lead', parties.leads, before.version),
        ...write.plainOnce('being-arranged', guests),
      ];
    case 'reassigned':
      return [
        // Whoever it leaves is told of the time that stands in their calendar.
        ...write.calendar(
          'booking-moved-away',
          { ...event.booking, ...event.from },
          [consultant],
          justThe(consultant),
        ),
        ...write.calendar('booking-confirmed', event.booking, [now], everyone(now, parties)),
        ...write.calendar('booking-changed', event.booking, guests, everyone(now, parties)),
      ];
    case 'rescheduled':
      return write.calendar(
        'booking-changed',
        event.booking,
        [consultant, ...guests],
        everyone(consultant, parties),
      );
    case 'booking-cancelled':
      return write.calendar(
        'booking-cancelled',
        event.booking,
        [consultant, ...guests],
        everyone(consultant, parties),
      );
    case 'withdrawn':
      if (event.booking === null) return [];
      return before.offer
        ? write.calendar('offer-closed', event.booking, [consultant], justThe(consultant))
        : write.calendar(
            'booking-cancelled',
            event.booking,
            [consultant, ...guests],
            everyone(consultant, parties),
          );
    case 'attendees-changed': {
      const { booking } = event;
      if (booking === null) {
        // Of a request that waits they hear with everybody else, once it is being arranged.
        const isToldOf = after.status === 'offered' || after.status === 'with_lead';
        return isToldOf ? write.plainOnce('being-arranged', partiesAt(event.added)) : [];
      }
      // Everybody else's calendar stays as it is: the time is the same, and nobody is asked again.
      const attendees = attendeesAfter(parties, event);
      const others = [parties.requester.email, consultant?.email];
      const notBesides = (email: string) => !others.includes(email);
      return [
        ...event.removed
          .filter(notBesides)
          .flatMap((email) =>
            write.calendar('attendee-taken-off', booking, partiesAt([email]), [{ email, as: 'attendee' }]),
          ),
        ...write.calendar(
          'booking-confirmed',
          booking,
          partiesAt(event.added.filter(notBesides)),
          everyone(consultant, { ...parties, attendees }),
        ),
      ];
    }
    case 'not-held':
      return write.plain(
        'not-held',
        [parties.requester, consultant].filter((party) => party?.id !== writing.saidBy),
        before.version,
      );
    case 'turned-down':
      return write.plain('turned-down', [parties.requester], before.version);
    case 'record-shared':
      return write.plain('record-shared', [parties.requester], before.version);
    case 'record-handed-over':
      return write.plain('record-owed', [now], before.version);
    case 'times-changed':
      return after.status === 'with_lead' ? write.plain('needs-the-lead', parties.leads, before.version) : [];
    case 'submitted':
    case 'priority-overridden':
    case 'conflict-cleared':
    case 'held':
    case 'record-agreed':
    case 'action-added':
    case 'action-settled':
    case 'review-done':
    case 'closed-by-lead':
    case 'closed':
      return [];
  }
}

/**
 * Where the link of a message leads its reader: to the consultation for those who may read it, to their own consultations
 * for a consultant who is let go, and to signing in for whoever only attends.
 */
function pathFor(kind: MessageKind, { email }: Party, { after, parties, newConsultant }: Writing): string {
  const isRequester = email === parties.requester.email;
  const isConsultant = [parties.consultant?.email, newConsultant?.email].includes(email) && !isRequester;
  const isLetGo = kind === 'not-held' || MESSAGES[kind].calendar?.method === 'CANCEL';
  if (isConsultant && isLetGo) return '/consulting';
  const to: readonly Audience[] = MESSAGES[kind].to;
  return to.includes('attendee') && !isRequester && !isConsultant ? '/' : linkPath(after.code);
}

function writer(writing: Writing) {
  const { after, mailDomain } = writing;
  const row = (kind: MessageKind, to: Party, subject: string, sequence: number): MessageRow => ({
    id: newId(),
    kind,
    recipient_id: to.id,
    recipient_email: to.email,
    link_path: pathFor(kind, to, writing),
    uid: null,
    sequence: null,
    method: null,
    starts_at: null,
    ends_at: null,
    mode: null,
    listed: null,
    message_id: messageId(
      { subject, sequence, method: methodOf(kind) ?? kind, recipient: to.email },
      mailDomain,
    ),
  });
  return {
    calendar: (kind: MessageKind, booking: Booking, to: (Party | null)[], listed: InviteRecipient[]) =>
      distinct(to).map((party) => ({
        ...row(kind, party, booking.uid, booking.sequence),
        uid: booking.uid,
        sequence: booking.sequence,
        method: methodOf(kind),
        starts_at: booking.startsAt,
        ends_at: booking.endsAt,
        mode: after.mode,
        listed: kind === 'booking-moved-away' ? listed.slice(0, 1) : listed,
      })),
    /** `occasion` tells one message of a kind about a consultation from the next. */
    plain: (kind: MessageKind, to: readonly (Party | null)[], occasion: number) =>
      distinct(to).map((party) => row(kind, party, after.id, occasion)),
    /** However often it comes up, a person hears this once about one consultation. */
    plainOnce: (kind: MessageKind, to: readonly (Party | null)[]) =>
      distinct(to).map((party) => row(kind, party, after.id, 0)),
  };
}

function justThe(consultant: Party | null): InviteRecipient[] {
  return consultant ? [{ email: consultant.email, as: 'consultant' }] : [];
}

function everyone(consultant: Party | null, parties: Parties): InviteRecipient[] {
  return [
    ...justThe(consultant),
    { email: parties.requester.email, as: 'requester' },
    ...parties.attendees.map(({ email }): InviteRecipient => ({ email, as: 'attendee' })),
  ];
}

/** Attendees need no account. */
function partiesAt(emails: readonly string[]): Party[] {
  return emails.map((email) => ({ id: null, email }));
}

function attendeesAfter(
  { attendees }: Parties,
  { added, removed }: Extract<ConsultationEvent, { type: 'attendees-changed' }>,
): Party[] {
  return [...attendees.filter(({ email }) => !removed.includes(email)), ...partiesAt(added)];
}

/** Each address once: a requester who is named as an attendee too gets one message. */
function distinct(parties: readonly (Party | null)[]): Party[] {
  const seen = new Set<string>();
  return parties.filter((party): party is Party => {
    if (party === null || seen.has(party.email)) return false;
    seen.add(party.email);
    return true;
  });
}
