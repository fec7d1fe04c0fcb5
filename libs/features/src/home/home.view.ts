import { type About, type Mode, type Priority, type Status } from '@case-consultation/domain';
import { type OfferView } from '../offers/offer.queries.js';
import { type Page } from '../paging.js';

/** "What needs me now?": for each thing that can, the most pressing few, and whether there are more. No case text. */
export interface HomeView {
  /** Today in the programme's zone, `YYYY-MM-DD`. */
  today: string;
  /** Open actions that I own, soonest due first. */
  actions: Page<HomeAction>;
  /** Null for somebody who neither is a practitioner nor has asked for anything that is still open. */
  practitioner: PractitionerHome | null;
  /** Null for somebody who neither may consult nor has anything left from consulting. */
  consultant: ConsultantHome | null;
}

export interface PractitionerHome {
  /** Last saved first. */
  drafts: Page<HomeDraft>;
  /** What is asked for and not over yet, newest first. */
  requests: Page<HomeRequest>;
  /** Shared with me and not agreed yet, longest shared first. */
  recordsToAgree: Page<{ code: string; consultant: string; sharedAt: Date }>;
  /** Look-backs whose day has come. */
  reviewsDue: Page<{ code: string; dueOn: string }>;
  /** Held in the last four weeks, with nothing said of it yet. */
  feedbackToGive: Page<{ code: string; consultant: string; heldAt: Date }>;
}

export interface ConsultantHome {
  /** Soonest to expire first. */
  offers: Page<OfferView>;
  /** What is booked and not over, soonest first. */
  bookings: Page<HomeBooking>;
  /** Where I have not yet said whether I have a conflict: its detail is shut until then. Soonest first. */
  conflictChecks: Page<{ code: string; startsAt: Date }>;
  /** Over, and nobody has said whether it was held. Longest ago first. */
  attendanceToSay: Page<{ code: string; startsAt: Date; endsAt: Date }>;
  /** Held, and the record is not shared yet. Longest ago first. */
  recordsToWrite: Page<{ code: string; heldAt: Date; started: boolean }>;
}

export interface HomeDraft {
  code: string;
  savedAt: Date;
  /** Of the steps before checking the answers. */
  stepsMissing: number;
}

export interface HomeRequest {
  code: string;
  status: Extract<Status, 'waiting' | 'with_lead' | 'offered' | 'booked' | 'held'>;
  priority: Priority;
  mode: Mode;
  targetOn: string;
  statusSince: Date;
  /** Tentative while it is offered. */
  time: { startsAt: Date; endsAt: Date; status: 'tentative' | 'confirmed' } | null;
  /** Named once it is booked; while it is offered, whom it is offered to is theirs to say. */
  consultant: string | null;
}

export interface HomeBooking {
  code: string;
  startsAt: Date;
  endsAt: Date;
  /** On the programme's today. */
  isToday: boolean;
  mode: Mode;
  agency: string | null;
  conflictChecked: boolean;
}

export interface HomeAction {
  id: string;
  code: string;
  dueOn: string;
  overdue: boolean;
  about: About;
  pathway: string | null;
}
