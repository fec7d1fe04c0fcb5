import {
  type About,
  type Day,
  type Mode,
  type Priority,
  type Stage,
  type UnmetBecame,
  type UnmetKind,
  type WithLeadReason,
} from '@case-consultation/domain';

export interface Named {
  id: string;
  name: string;
}

/** What every line of the board tells of its consultation; never case text. */
export interface BoardItem {
  code: string;
  priority: Priority;
  /** The requester's agency. */
  agency: string | null;
  stage: Stage | null;
  mode: Mode;
  restricted: boolean;
  /** Null while only the outline is open to this lead, who is its consultant and has not yet said "no conflict". */
  requester: Named | null;
}

/** A consultation whose target counts: until it is booked. */
export interface TargetedItem extends BoardItem {
  targetOn: Day;
  /** Working days of the programme from today to the target: 0 is today, below 0 it has passed. */
  workingDaysLeft: number;
}

export interface WaitingItem extends TargetedItem {
  submittedAt: Date;
  /** The soonest, or start times in order of preference. */
  wish: { soonest: boolean; preferredTimes: readonly Date[] };
  /** How many times a consultant was asked so far. */
  offersTried: number;
}

export interface WithLeadItem extends WaitingItem {
  /** Why it came to the lead. */
  because: WithLeadReason | null;
  since: Date;
}

export interface OpenOfferItem extends TargetedItem {
  offerId: string;
  /** Who was asked. */
  consultant: Named;
  startsAt: Date;
  endsAt: Date;
  madeAt: Date;
  remindAt: Date;
  /** When the half-time reminder left; null while it has not. */
  remindedAt: Date | null;
  expiresAt: Date;
  /** Whole minutes of working time since it was made. */
  openWorkingMinutes: number;
}

export interface WeekItem extends BoardItem {
  targetOn: Day;
  startsAt: Date;
  endsAt: Date;
  /** Whose hour it is. */
  consultant: Named;
  /** `closed` too was held. */
  status: 'booked' | 'held' | 'closed';
  /** It is over, and nobody has said whether it took place. */
  attendanceOwed: boolean;
}

export interface RecordOwedItem extends BoardItem {
  /** The day it was held, in the programme's zone. */
  heldOn: Day;
  /** Calendar days since then. */
  daysSince: number;
  /** Who is to write it. */
  consultant: Named;
  /** `shared`: the practitioner has not agreed it yet. */
  record: 'none' | 'started' | 'shared';
}

/** Without its description, which is case text. */
export interface OverdueActionItem {
  actionId: string;
  code: string;
  dueOn: Day;
  /** Calendar days since then, at least 1. */
  daysOverdue: number;
  /** The agency that is to act. */
  agency: string;
  /** Null, like `about`, while only the outline of the consultation is open to this lead. */
  owner: Named | null;
  about: About | null;
  priority: Priority;
  stage: Stage | null;
  restricted: boolean;
  consultant: Named | null;
}

/**
 * One search or request that found no consultation. Of what was never sent only when, why and the agency are told, since a
 * draft is its author's alone; the rest is null then. It names nobody: this is about what the programme could not give.
 */
export interface UnmetItem {
  id: string;
  at: Date;
  kind: UnmetKind;
  /** What became of it up to now. */
  became: UnmetBecame;
  agency: Named | null;
  /** What was asked for, as it stands now. */
  asked: {
    code: string;
    priority: Priority;
    stage: Stage | null;
    mode: Mode;
    restricted: boolean;
    wish: { soonest: boolean; preferredTimes: readonly Date[] };
  } | null;
}
