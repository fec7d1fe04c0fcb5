import { type Priority } from '../asking/request.js';
import { type EpochMinute } from '../availability/intervals.js';
import { type Day } from '../people/consultant.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type WorkingCalendar } from '../time/working-days.js';
import { type RoutingInputs } from './routing-inputs.js';

/** The rules of routing that a replay can try out. */
export type RoutingRules = Pick<
  ProgrammeSettings,
  | 'leadIsLastResort'
  | 'fairnessWeeks'
  | 'weeklyCap'
  | 'noticeWorkingDays'
  | 'horizonWeeks'
  | 'targetWorkingDays'
  | 'offerWindowMinutes'
>;

export interface Choice {
  consultantId: string;
  start: EpochMinute;
}

/** The end of what was given to somebody. */
export interface LetGo {
  at: EpochMinute;
  /**
   * Because of who was asked (they declined, said nothing or could not keep it, or the lead chose otherwise), and so not so if
   * somebody else had been. False when the requester withdrew or asked for another time.
   */
  ofTheChoice: boolean;
}

/** How whom a run chose answered its offer. */
export interface Answer {
  at: EpochMinute;
  /** `refused`: declined, or said that there is a conflict. `no-answer`: the window ended. */
  kind: 'accepted' | 'refused' | 'no-answer';
}

/** One stored run, and what came of it. */
export interface StoredRun {
  inputs: RoutingInputs;
  /** Who was asked; null: it went to the lead. */
  chosen: Choice | null;
  /** Null: nobody was asked, the offer is open still, or it was taken back before they answered. */
  answer: Answer | null;
  /** When that was let go again; null while it stands, or was held. */
  letGo: LetGo | null;
  /** The day on which the request was sent. */
  submittedOn: Day;
}

export interface ReplaySurroundings {
  /** In force now. What the change leaves alone stays, in every run, as it was on its day. */
  before: RoutingRules;
  after: RoutingRules;
  settings: Pick<ProgrammeSettings, 'workingDay'>;
  calendar: WorkingCalendar;
  /** Consultants who set a weekly cap of their own: the programme’s does not change theirs. */
  ownCaps: ReadonlySet<string>;
  /** Until when there are runs: what is open then is not over yet. */
  until: EpochMinute;
  /** Sessions that were held, for counting work over other weeks than those counted then. */
  work: readonly { consultantId: string; freeAgainAt: EpochMinute }[];
}

/** One request as it went, and as it would have gone. */
export interface ReplayedRequest {
  consultationId: string;
  priority: Priority;
  submittedOn: Day;
  /** Null: with the lead. */
  before: Choice | null;
  after: Choice | null;
  targetBefore: Day;
  targetAfter: Day;
}
