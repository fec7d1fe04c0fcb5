import { type Priority } from '../asking/request.js';
import { type Booking, type Consultation, type Offer, type Status } from './consultation.js';

export const DECLINE_REASONS = [
  'time-does-not-suit',
  'no-room-this-week',
  'not-the-right-person',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const WITH_LEAD_REASONS = ['nobody-fits', 'target-at-risk', 'taken-over', 'restricted'] as const;
export type WithLeadReason = (typeof WITH_LEAD_REASONS)[number];

export const NOT_HELD_REASONS = ['requester', 'consultant', 'logistics'] as const;
export type NotHeldReason = (typeof NOT_HELD_REASONS)[number];

/** What happened, as the history keeps it. `reason` is free text a person gave: encrypted at rest, never in a mail. */
export type ConsultationEvent =
  | { type: 'submitted' }
  | { type: 'times-changed' }
  | {
      type: 'attendees-changed';
      /** With the next sequence; null while no time is confirmed. */
      booking: Booking | null;
      added: readonly string[];
      removed: readonly string[];
    }
  | { type: 'priority-overridden'; from: Priority; to: Priority; reason: string }
  | { type: 'offer-made'; offer: Offer; booking: Booking }
  | { type: 'offer-accepted'; offer: Offer; booking: Booking; automatically: boolean }
  | { type: 'offer-declined'; offer: Offer; booking: Booking; because: DeclineReason; reason: string | null }
  | { type: 'offer-expired'; offer: Offer; booking: Booking }
  | { type: 'offer-withdrawn'; offer: Offer; booking: Booking; reason: string }
  | { type: 'conflict-declared'; consultantId: string; offer: Offer | null; booking: Booking }
  | { type: 'conflict-cleared'; consultantId: string }
  | { type: 'moved-to-lead'; because: WithLeadReason }
  | { type: 'taken-by-lead'; booking: Booking }
  | {
      type: 'reassigned';
      booking: Booking;
      fromConsultantId: string;
      /** The time before, where that changed too. */
      from?: { startsAt: Date; endsAt: Date };
      reason: string;
    }
  | { type: 'rescheduled'; booking: Booking; from: { startsAt: Date; endsAt: Date }; reason: string }
  | { type: 'booking-cancelled'; booking: Booking; reason: string; by: 'requester' | 'consultant' | 'lead' }
  | { type: 'withdrawn'; booking: Booking | null; reason: string }
  | { type: 'turned-down'; reason: string; signpost: string }
  | { type: 'held'; booking: Booking; minutesLate: number }
  | { type: 'not-held'; booking: Booking; because: NotHeldReason; next: 'rebook' | 'close' }
  | { type: 'record-shared' }
  | { type: 'record-agreed' }
  | { type: 'action-added'; actionId: string }
  | { type: 'action-settled'; actionId: string; as: 'done' | 'not-done' | 'no-longer-needed' }
  | { type: 'review-done'; completed: boolean }
  | { type: 'record-handed-over'; consultantId: string; fromConsultantId: string; reason: string }
  | { type: 'closed-by-lead'; reason: string }
  | { type: 'closed' };

export type EventType = ConsultationEvent['type'];

/** What a rule gives back: how things stand now, and what happened on the way, in order. */
export interface Outcome {
  consultation: Consultation;
  events: readonly ConsultationEvent[];
  /** The status after each event, for the history. */
  statuses: readonly Status[];
}

/** Every change of status that product.md allows; the model-based test holds the rules against it. */
export const ALLOWED_CHANGES: Readonly<Record<Status, readonly Status[]>> = {
  draft: ['waiting', 'withdrawn'],
  waiting: ['offered', 'with_lead', 'withdrawn'],
  offered: ['booked', 'waiting', 'withdrawn'],
  booked: ['held', 'waiting', 'closed', 'withdrawn'],
  held: ['closed'],
  with_lead: ['offered', 'turned_down', 'withdrawn'],
  closed: [],
  turned_down: [],
  withdrawn: [],
};
