import {
  countOf,
  type Day,
  type DeclineReason,
  type NotHeldReason,
  percentileOf,
  type Period,
  type Priority,
  PRIORITIES,
  type Stage,
  type Tally,
  type UnmetKind,
} from '@case-consultation/domain';
import { type DemandFilter } from './asked.js';
import { type AgencyRow, type HeldRow } from './demand.statements.js';
import { type EventRow, type OfferRow } from './demand-events.statements.js';

/** A week of the period; the first and the last may be cut short. */
export interface DemandWeek {
  monday: Day;
  first: Day;
  last: Day;
  workingDays: number;
  /** Requests submitted that match the filter. */
  requests: number;
  /** All requests submitted, whatever the filter. */
  allRequests: number;
  slotsPublished: number;
  slotsUsed: number;
  slotsUnused: number;
}

export interface WaitingFigure {
  priority: Priority;
  /** From today to the target: 0 is today, below 0 it has passed. */
  workingDaysLeft: number;
  n: number;
}

/** How long what was held had waited, and whether it met its target. */
export interface HeldFigure {
  /** Null for all of them together. */
  priority: Priority | null;
  held: number;
  metTarget: number;
  /** Working days, by the nearest rank; null when none was held. */
  medianWait: number | null;
  wait80: number | null;
}

export interface ShareFigure {
  consultantId: string;
  name: string;
  /** Whether they still consult. */
  active: boolean;
  slotsPublished: number;
  booked: number;
}

/** An agency with what it asked for and who is trained in it. */
export interface TrainingFigure {
  agency: string;
  /** Submitted in the period. */
  requests: number;
  /** Who can sign in today as a practitioner, champion or lead. */
  people: number;
  /** Of those, whose training and sign-off to consult hold today. */
  trained: number;
  /** Of those, whose sign-off ends within `SIGN_OFF_ENDS_SOON_DAYS` days. */
  endsSoon: number;
}

/** Sign-off that ends within so many days is to be renewed. */
export const SIGN_OFF_ENDS_SOON_DAYS = 60;

export interface OffersFigure {
  accepted: number;
  declined: Readonly<Record<DeclineReason, number>>;
  expired: number;
  conflict: number;
  withdrawn: number;
}

export interface OverdueFigure {
  agency: string;
  upToAWeek: number;
  upToAMonth: number;
  longer: number;
}

export interface KindFigure {
  agency: string;
  stage: Stage | null;
  n: number;
}

/**
 * Demand and capacity over a period, as exact counts. What each counts, and on which day, is said with it. Consultations
 * that the asking lead is locked out of are in none of them, and a filter holds for all but slots, load and shares, which
 * are for everybody.
 */
export interface DemandFigures {
  period: Period;
  filter: DemandFilter;
  /** The day on which "now" is. */
  today: Day;
  /** Requests, by the day on which they were submitted, whatever became of them; slots, by the day of the consultation. */
  weeks: readonly DemandWeek[];
  /** At this moment: submitted, and no time is confirmed yet. */
  waitingNow: readonly WaitingFigure[];
  /**
   * By the day on which they were held. The wait is in working days from submission to holding, day 0 not counted; the
   * target is met when that day is on or before it. All together first, then by priority.
   */
  held: readonly HeldFigure[];
  /** Consultants with slots or bookings in the period, by name. Bookings by the day on which they begin. */
  shares: readonly ShareFigure[];
  /** Agencies that asked or have people, those with the most requests first. */
  training: readonly TrainingFigure[];
  /** By the day on which the offer was answered, expired, or was withdrawn. */
  offers: OffersFigure;
  /** By the day on which the conflict was declared; `reRouted`: somebody was asked, or it was booked, from then on. */
  conflicts: { declared: number; reRouted: number };
  /** By the day on which it was said that it did not take place. */
  notHeld: Readonly<Record<NotHeldReason, number>>;
  /** By the day of the search, the press of "none of these times", or the decision. */
  unmet: Readonly<Record<UnmetKind, number>>;
  /** At this moment: open actions whose day has passed, by the agency that is to act. */
  overdue: readonly OverdueFigure[];
  /** Requests submitted in the period by the agency that asked and the stage of the case. */
  kinds: readonly KindFigure[];
  /** Requests submitted in the period; `repeats`: the case had been consulted on when it was submitted. */
  requests: { n: number; repeats: number };
}

/** All together first, then each priority. */
export function heldFigures(rows: readonly HeldRow[]): HeldFigure[] {
  return [null, ...PRIORITIES].map((priority) => {
    const those = rows.filter((row) => priority === null || row.priority === priority);
    const waits: Tally = those.map(({ waited, n }) => [waited, n]);
    return {
      priority,
      held: countOf(waits),
      metTarget: sum(those.filter(({ met }) => met)),
      medianWait: percentileOf(waits, 0.5),
      wait80: percentileOf(waits, 0.8),
    };
  });
}

export function offersFigure(rows: readonly OfferRow[]): OffersFigure {
  const ended = (status: OfferRow['status']): number => sum(rows.filter((row) => row.status === status));
  const declined = (because: DeclineReason): number =>
    sum(rows.filter((row) => row.status === 'declined' && (row.because ?? 'other') === because));
  return {
    accepted: ended('accepted'),
    declined: {
      'time-does-not-suit': declined('time-does-not-suit'),
      'no-room-this-week': declined('no-room-this-week'),
      'not-the-right-person': declined('not-the-right-person'),
      other: declined('other'),
    },
    expired: ended('expired'),
    conflict: ended('conflict'),
    withdrawn: ended('withdrawn'),
  };
}

export function trainingFigures(
  agencies: readonly AgencyRow[],
  asked: readonly { agencyId: string | null; n: number }[],
): TrainingFigure[] {
  return agencies
    .map(({ id, name, ...those }) => ({
      agency: name,
      requests: sum(asked.filter(({ agencyId }) => agencyId === id)),
      ...those,
    }))
    .filter(({ requests, people }) => requests + people > 0)
    .sort((a, b) => b.requests - a.requests || (a.agency < b.agency ? -1 : 1));
}

export function conflictsFigure(rows: readonly EventRow[]): DemandFigures['conflicts'] {
  const conflicts = rows.filter(({ event }) => event === 'conflict-declared');
  return { declared: sum(conflicts), reRouted: sum(conflicts.filter(({ wentOn }) => wentOn)) };
}

export function notHeldFigure(rows: readonly EventRow[]): DemandFigures['notHeld'] {
  const because = (reason: NotHeldReason): number =>
    sum(rows.filter((row) => row.event === 'not-held' && row.because === reason));
  return {
    requester: because('requester'),
    consultant: because('consultant'),
    logistics: because('logistics'),
  };
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}
