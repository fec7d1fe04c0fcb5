import { type Day } from '../people/consultant.js';
import { type Interval } from './intervals.js';

/**
 * Hours a consultant gives each week, by the wall clock of the programme's zone, between two days
 * inclusive.
 */
export interface WeeklyHours {
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: number;
  /** Minutes after midnight, 0 to 1,440; the end is not in it. */
  startMinute: number;
  endMinute: number;
  effectiveFrom: Day;
  /** null: until further notice. */
  effectiveUntil: Day | null;
}

/**
 * All that is known of one consultant's time. Instants are whole minutes since the Unix epoch, UTC; lists
 * may come in any order and overlap, but sorted ones are quicker. It must reach from the Monday of the
 * first week asked about (bookings of that week count towards the cap) to the last start plus session and
 * buffer.
 */
export interface ConsultantTime {
  consultantId: string;
  weeklyHours: readonly WeeklyHours[];
  /** One-off time offered beyond the weekly hours. */
  extra: readonly Interval[];
  /** One-off time taken out of the weekly hours. */
  blocked: readonly Interval[];
  leave: readonly Interval[];
  /** Busy time from the consultant's own calendar. */
  busy: readonly Interval[];
  /** One entry a booking, tentative and confirmed alike, from its start to the end of its buffer. */
  held: readonly Interval[];
  sessionMinutes: number;
  bufferAfterMinutes: number;
  /** Starts lie this many minutes apart by the wall clock, counted from local midnight. */
  startStepMinutes: number;
  /** Bookings a week, Monday to Sunday by local start; 0 or more. */
  weeklyCap: number;
}
