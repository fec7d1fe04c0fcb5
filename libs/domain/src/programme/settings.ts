import { type Priority } from '../asking/request.js';
import { type Brand, DEFAULT_BRAND } from './brand.js';

/** Nobody books further ahead than half a year. */
export const MOST_HORIZON_WEEKS = 26;

/** The numbers a programme decides for itself. Minutes, days and counts are whole numbers. */
export interface ProgrammeSettings {
  /** IANA zone; all wall-clock times are in it. */
  zone: string;
  /** Days beside weekends and bank holidays on which the council is closed, `YYYY-MM-DD`. */
  closureDays: readonly string[];
  /** Working hours in local minutes of the day; offer windows are counted in them. */
  workingDay: { startMinute: number; endMinute: number };
  /** Working days from submission to target, day 0 not counted. */
  targetWorkingDays: Readonly<Record<Priority, number>>;
  /** A decision within so many working days makes a request P1 or P2. */
  decisionNearWorkingDays: { P1: number; P2: number };
  /** How long a consultant has to answer, in working minutes. */
  offerWindowMinutes: Readonly<Record<Priority, number>>;
  sessionMinutes: number;
  bufferAfterMinutes: number;
  startStepMinutes: number;
  noticeWorkingDays: number;
  horizonWeeks: number;
  weeklyCap: number;
  /** The most that a consultant may choose to take in a week; 1 or more. */
  weeklyCapMost: number;
  /** The lead is asked only when nobody else fits. */
  leadIsLastResort: boolean;
  /** Rolling weeks over which fairness counts recent work. */
  fairnessWeeks: number;
  /** Regular expression (no flags) a case reference must match, and how to say it. */
  caseReference: { pattern: string; example: string };
  /** Domains mail may go to and attendees may come from, lower case. */
  allowedMailDomains: readonly string[];
  /** Weeks from the consultation to its review. */
  reviewWeeks: number;
  actionReminderWorkingDays: number;
  actionOverdueToLeadWorkingDays: number;
  /** Where to turn first in danger; shown by the safety gate. */
  localContacts: readonly { name: string; phone: string; when: string }[];
  /** Whose service this is, as the header shows it. */
  brand: Brand;
}

/** The defaults of the design; a programme overrides what it needs. A working day is 09:00 to 17:00. */
export const DEFAULT_SETTINGS: ProgrammeSettings = {
  zone: 'Europe/London',
  closureDays: [],
  workingDay: { startMinute: 9 * 60, endMinute: 17 * 60 },
  targetWorkingDays: { P1: 3, P2: 5, P3: 10 },
  decisionNearWorkingDays: { P1: 3, P2: 10 },
  offerWindowMinutes: { P1: 4 * 60, P2: 8 * 60, P3: 16 * 60 },
  sessionMinutes: 60,
  bufferAfterMinutes: 15,
  startStepMinutes: 30,
  noticeWorkingDays: 1,
  horizonWeeks: 8,
  weeklyCap: 2,
  weeklyCapMost: 6,
  leadIsLastResort: true,
  fairnessWeeks: 8,
  caseReference: { pattern: '^[A-Z]{1,4}-?[0-9]{2,10}(-[0-9]{1,6})?$', example: 'C-2026-1042' },
  allowedMailDomains: [],
  reviewWeeks: 12,
  actionReminderWorkingDays: 2,
  actionOverdueToLeadWorkingDays: 5,
  localContacts: [],
  brand: DEFAULT_BRAND,
};
