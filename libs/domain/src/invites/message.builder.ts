import { type InviteIdentity, type InviteRecipient } from './calendar-invite.js';
import { type MessageFacts } from './message-facts.js';
import { calendarUid } from './message-id.js';

/** Facts of a plainly fictional consultation, all of them told. */
export function someFacts(change: Partial<MessageFacts> = {}): MessageFacts {
  return {
    code: 'B-7F3K2Q',
    start: new Date('2027-03-02T10:00:00Z'),
    end: new Date('2027-03-02T11:00:00Z'),
    mode: 'video',
    serviceName: 'Practice consultations',
    link: 'https://consult.example.org/consultations/B-7F3K2Q',
    ...change,
  };
}

export function anInviteIdentity(change: Partial<InviteIdentity> = {}): InviteIdentity {
  return {
    uid: calendarUid('0f0e0d0c-0b0a-4908-8706-050403020100', 'consult.example.org'),
    sequence: 0,
    stampedAt: new Date('2027-02-22T09:30:00Z'),
    organizer: { name: 'Practice consultations', email: 'calendar@consult.example.org' },
    ...change,
  };
}

/** One consultant, one requester and one colleague whom the requester brings along. */
export const SOME_RECIPIENTS = {
  consultant: { email: 'rowan.marsh@health.example.org', as: 'consultant' },
  requester: { email: 'ash.field@borough.example.org', as: 'requester' },
  attendee: { email: 'linden.brook@school.example.org', as: 'attendee' },
} as const satisfies Record<InviteRecipient['as'], InviteRecipient>;
