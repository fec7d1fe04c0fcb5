import { type Mode, type Priority, type Purpose } from '../asking/request.js';
import { type Day, type DayRange } from '../people/consultant.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type ConsultantTime, type WeeklyHours } from './consultant-time.js';
import { type Interval } from './intervals.js';

/** All that one consultant has said of their own time and of what they take. */
export interface Availability {
  consultantId: string;
  /** Rises by one with every change. */
  version: number;
  weeklyHours: readonly WeeklyHours[];
  /** What is not over yet, and whatever else is known. */
  oneOff: readonly OneOffTime[];
  /** "Not this week", or a longer pause. */
  paused: DayRange | null;
  preferences: Preferences;
  /** People this consultant is never matched with; nobody asks why. */
  neverMatch: readonly string[];
}

export const ONE_OFF_KINDS = ['extra', 'blocked', 'leave'] as const;
export type OneOffKind = (typeof ONE_OFF_KINDS)[number];

/** One stretch of time, in epoch minutes; leave is whole local days. */
export interface OneOffTime extends Interval {
  id: string;
  kind: OneOffKind;
}

/** What a consultant takes, and how much of it. */
export interface Preferences {
  /** Consultations a week; null: the programme's own number. */
  weeklyCap: number | null;
  /** Minutes kept free after each; null: the programme's own number. */
  bufferAfterMinutes: number | null;
  priorities: readonly Priority[];
  modes: readonly Mode[];
  specialisms: readonly Purpose[];
  /** An offer is taken at once; the conflict check still comes first. */
  autoAccept: boolean;
}

/** One stretch of a week, by the wall clock. */
export type HoursOfWeek = Pick<WeeklyHours, 'weekday' | 'startMinute' | 'endMinute'>;

/** What was changed, as the history keeps it. Days and instants as text, so that it can be stored as it is. */
export type AvailabilityChange =
  | { kind: 'hours-changed'; from: Day; until: Day | null; hours: readonly HoursOfWeek[] }
  | { kind: 'time-added' | 'time-removed'; time: 'extra' | 'blocked'; startsAt: string; endsAt: string }
  | { kind: 'leave-taken' | 'leave-taken-back'; from: Day; until: Day }
  | { kind: 'paused' | 'resumed'; from: Day; until: Day | null }
  | { kind: 'preferences-changed'; before: Preferences; after: Preferences }
  | { kind: 'never-match-changed'; added: readonly string[]; removed: readonly string[] };

/** What a rule makes of a wish; `change` is null when all is so already. */
export interface AvailabilityOutcome {
  next: Availability;
  change: AvailabilityChange | null;
}

/** Whether a change may let somebody be asked who could not be before; what surely only takes time away does not. */
export function mayFreeTime(change: AvailabilityChange): boolean {
  switch (change.kind) {
    case 'hours-changed':
    case 'leave-taken-back':
    case 'resumed':
    case 'preferences-changed':
      return true;
    case 'time-added':
      return change.time === 'extra';
    case 'time-removed':
      return change.time === 'blocked';
    case 'never-match-changed':
      return change.removed.length > 0;
    case 'leave-taken':
    case 'paused':
      return false;
  }
}

/** How long this consultant's sessions and what follows them are, and how many they take a week. */
export function lengthsOf(
  { weeklyCap, bufferAfterMinutes }: Pick<Preferences, 'weeklyCap' | 'bufferAfterMinutes'>,
  settings: Pick<
    ProgrammeSettings,
    'sessionMinutes' | 'bufferAfterMinutes' | 'startStepMinutes' | 'weeklyCap'
  >,
): Pick<ConsultantTime, 'sessionMinutes' | 'bufferAfterMinutes' | 'startStepMinutes' | 'weeklyCap'> {
  return {
    sessionMinutes: settings.sessionMinutes,
    bufferAfterMinutes: bufferAfterMinutes ?? settings.bufferAfterMinutes,
    startStepMinutes: settings.startStepMinutes,
    weeklyCap: weeklyCap ?? settings.weeklyCap,
  };
}

/** The consultant's time as free times are found in it. @param held from each start to the end of its buffer */
export function consultantTimeOf(
  { consultantId, weeklyHours, oneOff, preferences }: Availability,
  held: readonly Interval[],
  settings: Parameters<typeof lengthsOf>[1],
): ConsultantTime {
  const ofKind = (kind: OneOffKind) => oneOff.filter((time) => time.kind === kind);
  return {
    consultantId,
    weeklyHours,
    extra: ofKind('extra'),
    blocked: ofKind('blocked'),
    leave: ofKind('leave'),
    busy: [],
    held,
    ...lengthsOf(preferences, settings),
  };
}
