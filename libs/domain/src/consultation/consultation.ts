import { type Mode, type Priority } from '../asking/request.js';
import { type Day } from '../people/consultant.js';
import { DomainError } from '../errors.js';

export const STATUSES = [
  'draft',
  'waiting',
  'offered',
  'booked',
  'held',
  'closed',
  'with_lead',
  'turned_down',
  'withdrawn',
] as const;
export type Status = (typeof STATUSES)[number];

export const TERMINAL: readonly Status[] = ['closed', 'turned_down', 'withdrawn'];

/** A consultant is asked to take one consultation at one time. Only the open offer is part of a consultation. */
export interface Offer {
  id: string;
  consultantId: string;
  startsAt: Date;
  endsAt: Date;
  madeAt: Date;
  /** Half-way through the window, in working time. */
  remindAt: Date;
  expiresAt: Date;
}

/**
 * A consultant's time held: tentative while offered, confirmed once accepted. Keeps its `uid` for life, and once it was
 * held its consultant too, whoever writes the record in the end.
 */
export interface Booking {
  id: string;
  /** iCalendar UID, random, on the service's domain. */
  uid: string;
  /** iCalendar SEQUENCE of the last change that went out; rises with every one. */
  sequence: number;
  consultantId: string;
  startsAt: Date;
  endsAt: Date;
  /** End of the buffer: nobody else gets this consultant before. */
  freeAgainAt: Date;
  status: 'tentative' | 'confirmed';
}

export type RecordState = 'none' | 'started' | 'shared' | 'agreed';

/** What the rules need to know of one consultation. Case text is not here: no rule reads it. */
export interface Consultation {
  id: string;
  programmeId: string;
  code: string;
  status: Status;
  requesterId: string;
  /** The consultant it is with: offered to, booked with, or held by. */
  consultantId: string | null;
  /** Null while a draft. */
  priority: Priority | null;
  targetOn: Day | null;
  mode: Mode | null;
  restricted: boolean;
  preferredTimes: readonly Date[];
  soonest: boolean;
  offer: Offer | null;
  booking: Booking | null;
  /** When the present consultant said that there is no conflict; until then the detail stays shut. */
  conflictClearedAt: Date | null;
  /** Locked out for good: named by the requester, or said "conflict" themselves. */
  lockedOut: readonly string[];
  record: RecordState;
  openActions: number;
  heldAt: Date | null;
  reviewDueOn: Day | null;
  reviewDone: boolean;
  /** Optimistic lock: rises by one with every saved change. */
  version: number;
}

/** Who must do something next, so that nothing falls between two people. Null once it is over. */
export type Owner = { kind: 'person'; personId: string } | { kind: 'leads' } | null;

/**
 * The owner of a consultation: the requester of a draft, the consultant it is with, otherwise the programme's leads.
 * Every state that is not terminal has one.
 */
export function ownerOf(consultation: Consultation): Owner {
  switch (consultation.status) {
    case 'draft':
      return { kind: 'person', personId: consultation.requesterId };
    case 'offered':
    case 'booked':
    case 'held':
      return consultation.consultantId === null
        ? { kind: 'leads' }
        : { kind: 'person', personId: consultation.consultantId };
    case 'waiting':
    case 'with_lead':
      return { kind: 'leads' };
    case 'closed':
    case 'turned_down':
    case 'withdrawn':
      return null;
  }
}

export function isLive(consultation: { status: Status }): boolean {
  return !TERMINAL.includes(consultation.status);
}

const STATUS_WORDS: Record<Status, string> = {
  draft: 'a draft',
  waiting: 'waiting for a consultant',
  offered: 'offered to a consultant',
  booked: 'booked',
  held: 'held',
  closed: 'closed',
  with_lead: 'with the lead',
  turned_down: 'turned down',
  withdrawn: 'withdrawn',
};

/** @throws DomainError `wrong-state` saying where the consultation stands now. */
export function mustBe(consultation: Pick<Consultation, 'status'>, ...allowed: readonly Status[]): void {
  if (allowed.includes(consultation.status)) return;
  throw new DomainError(
    'wrong-state',
    `This consultation is ${STATUS_WORDS[consultation.status]}, so that cannot be done now. Open it again to see where it stands.`,
    undefined,
    { status: consultation.status, allowed },
  );
}
