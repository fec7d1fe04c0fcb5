import {
  type AvailabilityChange,
  type CollisionReason,
  type Day,
  type DayRange,
  type HeldRequest,
  type Leave,
  type PictureWeek,
  type Preferences,
  type WeeklyHours,
} from '@case-consultation/domain';

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

/** A time that is held, and for which consultation, when the reader may know. */
export interface HeldFor extends HeldRequest {
  code: string | null;
  /** null with the code. */
  consultationId: string | null;
}

export interface AvailabilityOverview {
  availability: AvailabilityView;
  weeks: readonly PictureWeek<HeldFor>[];
}

/** What collides with a change: no case text. `status` tentative is an open offer. */
export interface CollisionView {
  code: string | null;
  startsAt: Date;
  endsAt: Date;
  status: 'tentative' | 'confirmed';
  reasons: readonly CollisionReason[];
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
