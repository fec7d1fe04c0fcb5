import { type Mode, type Priority, type Purpose } from '../asking/request.js';

/** A day as `YYYY-MM-DD`, in the programme's zone. */
export type Day = string;

/** Inclusive days; `until` null is open-ended. */
export interface DayRange {
  from: Day;
  until: Day | null;
}

export function isWithin(day: Day, { from, until }: DayRange): boolean {
  return from <= day && (until === null || day <= until);
}

/** Anyone who may hold a consultation: the lead, or a champion. `id` is the person's id. */
export interface Consultant {
  id: string;
  programmeId: string;
  name: string;
  agencyId: string;
  teamId: string;
  isLead: boolean;
  active: boolean;
  /** Days on which training and sign-off hold. */
  signedOff: DayRange;
  /** "Not this week" and longer pauses, chosen by the consultant. */
  paused: DayRange | null;
  /** Consultations a week, Monday to Sunday, tentative and confirmed counted alike. */
  weeklyCap: number;
  priorities: readonly Priority[];
  modes: readonly Mode[];
  specialisms: readonly Purpose[];
  autoAccept: boolean;
  /** People this consultant must never be matched with; the reason is never asked. */
  neverMatch: readonly string[];
}
