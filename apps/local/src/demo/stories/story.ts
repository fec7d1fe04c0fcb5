import {
  type About,
  type DecisionKind,
  type ChildrenByAge,
  type DeclineReason,
  type Mode,
  type NotHeldReason,
  type Purpose,
  type RecordContent,
  type Review,
  type SafetyFlag,
  type SafetyGate,
  type Settlement,
  type Stage,
} from '@case-consultation/domain';

/** A moment in a story: working days from the day the demo is made (negative before it), and the time by the wall clock. */
export type Moment = readonly [workingDay: number, time: string];

/** What a practitioner asks; whatever is not said is the form's ordinary answer (no, none, video, the soonest). */
export interface Ask {
  readonly caseReference: string;
  readonly children: ChildrenByAge;
  readonly stage: Stage;
  readonly purposes: readonly Purpose[];
  readonly question: string;
  /** Answered yes; all others no. */
  readonly flags?: readonly SafetyFlag[];
  readonly gate?: Partial<SafetyGate>;
  readonly decision?: { readonly inWorkingDays: number; readonly kind: DecisionKind };
  readonly mode?: Mode;
  readonly accessNeeds?: string;
  /** Keys of colleagues who will attend. */
  readonly attendees?: readonly string[];
  /** Keys of colleagues who must not see this. */
  readonly notToBeSeenBy?: readonly string[];
  readonly restricted?: boolean;
  /** The first of the times shown on or after that working day; the soonest when it is not said. */
  readonly wantedFrom?: number;
}

/** What somebody who is asked does; the others accept. `waits` lets the offer run out. */
export type Answer =
  | { readonly declines: DeclineReason; readonly reason?: string }
  | { readonly declares: 'conflict' }
  | 'waits';

/** What happens to a booking before it is held. */
export type BookingChange =
  | { readonly moved: 'a later time'; readonly reason: string }
  | { readonly cancelledBy: 'consultant' | 'requester'; readonly reason: string }
  | { readonly notHeld: NotHeldReason; readonly next: 'rebook' | 'close' };

export interface AgreedAction {
  readonly description: string;
  readonly owner: 'requester' | 'consultant' | (string & {});
  readonly about: About;
  readonly pathway?: string;
  /** Working days after it was held, or from the day the demo is made. */
  readonly due: { readonly afterHeld: number } | { readonly fromToday: number };
  /** How and how many working days after its due day (negative before) it was settled; open when it is not said. */
  readonly settled?: readonly [Settlement, afterDue: number];
}

/** What followed once it was held. */
export interface FollowUp {
  readonly minutesLate?: number;
  readonly record: RecordContent;
  readonly agreed?: false;
  readonly actions: readonly AgreedAction[];
  /** On the day it falls due. */
  readonly review?: Review;
}

/** How a story ends, as far as the demo tells it; what is still to come is the reader's. */
export type Ending =
  | { readonly as: 'draft'; readonly without: readonly (keyof Ask)[]; readonly noTimeSuited?: true }
  | { readonly as: 'just-asked' }
  | { readonly as: 'withdrawn'; readonly reason: string }
  | {
      readonly as: 'turned-down';
      readonly reason: string;
      readonly signpost: string;
      readonly outOfArea?: true;
    }
  | { readonly as: 'offered' | 'with-lead' | 'booked' }
  | { readonly as: 'not-held' }
  | { readonly as: 'held'; readonly followUp: FollowUp | null };

/** One consultation from the asking on. */
export interface Story {
  readonly by: string;
  readonly asked: Moment;
  readonly ask: Ask;
  readonly answers?: readonly Answer[];
  readonly changes?: readonly BookingChange[];
  readonly ends: Ending;
}
