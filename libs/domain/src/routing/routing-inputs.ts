import { type Mode, type Priority, type Purpose } from '../asking/request.js';
import { type ConsultantTime } from '../availability/consultant-time.js';
import { type EpochMinute, type Interval } from '../availability/intervals.js';
import { type DeclineReason } from '../consultation/events.js';
import { type Consultant, type Day } from '../people/consultant.js';
import { type ProgrammeSettings } from '../programme/settings.js';

/** What routing knows of the request: no case text, no case reference. */
export interface RoutingRequest {
  consultationId: string;
  programmeId: string;
  /** Programmes that cover for this one under an agreement that is live now. */
  coveringProgrammeIds: readonly string[];
  requesterId: string;
  requesterTeamId: string;
  requesterAgencyId: string;
  requesterManagerId: string | null;
  priority: Priority;
  /** The day by which it should be held. */
  targetOn: Day;
  mode: Mode;
  purposes: readonly Purpose[];
  restricted: boolean;
  /** The champion the lead named for a restricted consultation. */
  namedConsultantId: string | null;
  /** Agencies that someone in the family works for. */
  familyAgencyIds: readonly string[];
  /** Named by the requester: must not see this. */
  conflictPersonIds: readonly string[];
  /** Said "conflict" themselves: locked out of this consultation for good. */
  lockedOutPersonIds: readonly string[];
  /** Up to three, in the requester's order. None means "the soonest". */
  preferredStarts: readonly EpochMinute[];
  /** Starts that the requester had and cancelled. Runs that were stored before this was known have none. */
  cancelledStarts?: readonly EpochMinute[];
}

/** One consultant and all that bears on this request. */
export interface Candidate {
  /** The weekly cap that counts is the one in `time`. */
  consultant: Omit<Consultant, 'name' | 'weeklyCap' | 'autoAccept'>;
  time: ConsultantTime;
  /** Consultations held, booked or on offer from the first of the fairness weeks on (`fairnessStretch`), 0 or more. */
  recentWork: number;
  /** How many they could have taken in those weeks (`capacityOver`), above 0. */
  capacity: number;
  /** The last day on which they consulted on the same case. */
  consultedThisCaseOn: Day | null;
  /** Offers of this consultation that they did not take. */
  declined: readonly { start: EpochMinute; because: DeclineReason | 'no-answer' }[];
}

/** Everything one routing run reads, as plain data: stored with the run and enough to replay it. */
export interface RoutingInputs {
  now: EpochMinute;
  /** IANA zone of the programme. */
  zone: string;
  /** The starts that notice and horizon allow (`bookableWindow`). */
  window: Interval;
  settings: Pick<ProgrammeSettings, 'leadIsLastResort' | 'fairnessWeeks'>;
  request: RoutingRequest;
  candidates: readonly Candidate[];
  /**
   * From when on everybody's leave and held time are given whole: `SETTLING_DAYS` back, and as far beyond the window. Runs
   * that were stored before first weeks were looked at have none, and nobody is new or just back in them.
   */
  heldSince?: EpochMinute;
  /** The time that was on offer and was not taken: tried again, with somebody else, before any other. */
  sameStart: EpochMinute | null;
  /** The lead's choice: this consultant, or this start even outside the window, or both. */
  only: { consultantId: string | null; start: EpochMinute | null } | null;
}
