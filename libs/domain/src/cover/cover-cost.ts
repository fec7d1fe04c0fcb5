import { type EpochMinute } from '../availability/intervals.js';
import { type Priority, type Purpose } from '../asking/request.js';
import { OTHER_AGENCY_HELPS, tieBreak } from '../routing/choice.js';
import { type Candidate } from '../routing/routing-inputs.js';
import { type CoverBooking } from './cover-problem.js';

/**
 * What a cover plan tries to keep small, in points; the plan with the fewest in all is made. One point is a quarter of an
 * hour by which a booking is moved. The order of the weights is the product's: keep the time where somebody can, else the
 * nearest time before the target, else the nearest after it, else nobody; continuity, fit and fairness then tell apart what
 * is otherwise level, in the order in which routing looks at them.
 */
export const COVER_WEIGHTS = {
  /** Nobody takes it over: worse than forty bookings of the highest weight moved by weeks and past their targets. */
  nobody: 5_000_000,
  /** It is moved past its target. */
  late: 8_000,
  /** It is moved at all: as much as a week of distance, so that keeping the time comes first. */
  moved: 7 * 96,
  /** For each quarter of an hour between the old start and the new. */
  quarterHour: 1,
  /** A lead takes it where leads are the last resort: as much as a day of distance, so that a lead may keep a time. */
  lead: 96,
  /** They never consulted on the same case. */
  newToTheCase: 0.4,
  /** For each purpose asked for in which they are not strong; up to eight. */
  notTheirStrength: 0.04,
  /** The view of another agency is wanted, and theirs is the requester's own. */
  sameAgency: 0.03,
  /** All of fairness: reached by somebody endlessly above their share. */
  fairness: 0.025,
  /** The draw that tells apart what is level in everything else. */
  draw: 0.0001,
} as const;

/** How much each point counts for a booking: what is urgent, and what stands in calendars already, is disturbed least. */
const PRIORITY_WEIGHT: Readonly<Record<Priority, number>> = { P1: 4, P2: 2, P3: 1 };
const KIND_WEIGHT: Readonly<Record<CoverBooking['kind'], number>> = { confirmed: 2, tentative: 1 };

export function weightOf({ kind, request }: Pick<CoverBooking, 'kind' | 'request'>): number {
  return PRIORITY_WEIGHT[request.priority] * KIND_WEIGHT[kind];
}

/** What it costs that nobody takes it over. */
export function costOfNobody(booking: Pick<CoverBooking, 'kind' | 'request'>): number {
  return COVER_WEIGHTS.nobody * weightOf(booking);
}

/** What a start costs, whoever takes it. @param targetEnds the first minute after the day of the target */
export function costOfStart(
  booking: Pick<CoverBooking, 'kind' | 'request' | 'start'>,
  start: EpochMinute,
  targetEnds: EpochMinute,
): number {
  if (start === booking.start) return 0;
  const distance = (Math.abs(start - booking.start) / 15) * COVER_WEIGHTS.quarterHour;
  const late = start >= targetEnds ? COVER_WEIGHTS.late : 0;
  return weightOf(booking) * (COVER_WEIGHTS.moved + late + distance);
}

/** What a consultant costs for a booking, whatever the start; fairness apart, which depends on the whole plan. */
export function costOfConsultant(
  { request }: Pick<CoverBooking, 'request'>,
  { consultant, consultedThisCaseOn }: Candidate,
  { leadIsLastResort }: { leadIsLastResort: boolean },
): number {
  const strengths = new Set<Purpose>(consultant.specialisms);
  const missing = new Set(request.purposes.filter((purpose) => !strengths.has(purpose))).size;
  const otherAgencyHelps = request.purposes.some((purpose) => OTHER_AGENCY_HELPS.includes(purpose));
  const sameAgency = otherAgencyHelps && consultant.agencyId === request.requesterAgencyId;
  // In 64 steps, each well above the grain of the solver's arithmetic.
  const draw = Math.floor(tieBreak(request.consultationId, consultant.id) / 2 ** 26) / 64;
  return (
    (leadIsLastResort && consultant.isLead ? COVER_WEIGHTS.lead : 0) +
    (consultedThisCaseOn === null ? COVER_WEIGHTS.newToTheCase : 0) +
    missing * COVER_WEIGHTS.notTheirStrength +
    (sameAgency ? COVER_WEIGHTS.sameAgency : 0) +
    draw * COVER_WEIGHTS.draw
  );
}

/**
 * What it costs that a consultant is given one more, having been given `already` by the plan: rises with each, so that the
 * work is shared out. It is (2 × work + 1) ÷ capacity, as in `compareShares` (Sainte-Laguë), brought between 0 and 1 by
 * q ÷ (1 + q), which keeps the order.
 */
export function costOfOneMore(
  { recentWork, capacity }: Pick<Candidate, 'recentWork' | 'capacity'>,
  already: number,
): number {
  const share = (2 * (recentWork + already) + 1) / capacity;
  return COVER_WEIGHTS.fairness * (share / (1 + share));
}
