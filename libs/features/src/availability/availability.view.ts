import {
  type AvailabilityChange,
  type Day,
  type DayRange,
  type Leave,
  type PictureWeek,
  type Preferences,
  type WeeklyHours,
} from '@case-consultation/domain';
import { type HeldFor } from '../collisions/held.js';

/** What one consultant has said about their time, for themselves and the leads. */
export interface AvailabilityView {
  consultant: { id: string; name: string };
  /** Rises with every change. */
  version: number;
  /** In the programme's zone. */
  today: Day;
  active: boolean;
  signedOff: DayRange;
  /** What is not over. */
  weeklyHours: readonly WeeklyHours[];
  /** Soonest first, what is not over. */
  oneOff: readonly SingleTime[];
  /** Soonest first, what is not over. */
  leave: readonly Leave[];
  /** null when it is over. */
  paused: DayRange | null;
  preferences: Preferences;
  /** What holds where a preference is left to the programme, and the bounds. */
  programme: { weeklyCap: number; weeklyCapMost: number; bufferAfterMinutes: number; sessionMinutes: number };
  /** By name. */
  neverMatch: readonly { id: string; name: string }[];
}

export interface SingleTime {
  id: string;
  kind: 'extra' | 'blocked';
  startsAt: Date;
  endsAt: Date;
}

export interface AvailabilityOverview {
  availability: AvailabilityView;
  weeks: readonly PictureWeek<HeldFor>[];
}

/** One entry of the history. */
export interface ChangeView {
  version: number;
  at: Date;
  /** Who did it; null for the service. */
  by: string | null;
  /** A lead did it for them. */
  onBehalf: boolean;
  change: AvailabilityChange;
  /** The same as a sentence. */
  words: string;
  /** Bookings and offers that collided, and were kept. */
  kept: number;
}
