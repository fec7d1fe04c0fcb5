import {
  formatDay,
  formatInstant,
  formatPeriod,
  type ProgrammeSettings,
  type WorkingCalendar,
} from '@case-consultation/domain';
import { type ConsultantHome, type HomeAction, type HomeBooking } from '@case-consultation/features';
import { workingTime } from '../board/parts/time-words.js';
import { ABOUT_WORDS, MODE_WORDS, PRIORITY_WORDS } from '../words/words.js';

/** One thing to do, as GOV.UK's task list shows it. */
export interface ThingToDo {
  readonly title: { readonly text: string };
  readonly href: string;
  readonly hint: { readonly text: string };
  readonly status: { readonly tag: { readonly text: string; readonly classes: string } };
}

/** What the time that is left is counted by. */
export interface TimeLeft {
  readonly now: Date;
  readonly calendar: WorkingCalendar;
  readonly workingDay: ProgrammeSettings['workingDay'];
}

/** What others wait for: offers, with how long is left where that is known, and conflict checks. */
export function toAnswer(
  { offers, conflictChecks }: ConsultantHome,
  { zone, left }: { zone: string; left?: TimeLeft },
): ThingToDo[] {
  return [
    ...offers.items.map(({ id, startsAt, endsAt, priority, expiresAt }) =>
      toDo(
        `Answer an offer: ${formatPeriod(startsAt, endsAt, zone)}`,
        `/offers/${id}`,
        `${PRIORITY_WORDS[priority]}. Answer by ${formatInstant(expiresAt, zone)}${left ? `: ${leftWords(expiresAt, left)}` : ''}.`,
        'To answer',
        'blue',
      ),
    ),
    ...conflictChecks.items.map(({ code, startsAt }) =>
      toDo(
        `Say whether you have a conflict with ${code}`,
        `/consultations/${code}`,
        `Booked for you on ${formatInstant(startsAt, zone)}. The rest opens once you have said it.`,
        'To check',
        'blue',
      ),
    ),
  ];
}

/** What is owed for consultations that are over. */
export function toFollowUp({ attendanceToSay, recordsToWrite }: ConsultantHome, zone: string): ThingToDo[] {
  return [
    ...attendanceToSay.items.map(({ code, startsAt, endsAt }) =>
      toDo(
        `Say whether ${code} was held`,
        `/consultations/${code}/attendance`,
        `It was booked for ${formatPeriod(startsAt, endsAt, zone)}.`,
        'To say',
        'yellow',
      ),
    ),
    ...recordsToWrite.items.map(({ code, heldAt, started }) =>
      toDo(
        `${started ? 'Go on with' : 'Write'} the record of ${code}`,
        `/consultations/${code}/record`,
        `Held on ${formatInstant(heldAt, zone)}.`,
        started ? 'Started' : 'To write',
        'yellow',
      ),
    ),
  ];
}

/** Actions somebody owns, as they come. */
export function actionsToDo(actions: readonly HomeAction[]): ThingToDo[] {
  return actions.map(({ id, code, dueOn, about, pathway, overdue }) =>
    toDo(
      `${pathway ?? `Action about ${ABOUT_WORDS[about].toLowerCase()}`} (${code})`,
      `/actions/${id}`,
      overdue ? `Was due on ${formatDay(dueOn)}.` : `Due on ${formatDay(dueOn)}.`,
      overdue ? 'Overdue' : 'To do',
      overdue ? 'red' : 'grey',
    ),
  );
}

export function toDo(text: string, href: string, hint: string, tag: string, colour: string): ThingToDo {
  return {
    title: { text },
    href,
    hint: { text: hint },
    status: { tag: { text: tag, classes: `govuk-tag--${colour}` } },
  };
}

export interface BookingLine {
  readonly code: string;
  readonly href: string;
  readonly when: string;
  readonly isToday: boolean;
  readonly what: string;
}

/** A consultation that is booked. */
export function bookingLine(
  { code, startsAt, endsAt, mode, agency, isToday }: HomeBooking,
  zone: string,
): BookingLine {
  return {
    code,
    href: `/consultations/${code}`,
    when: formatPeriod(startsAt, endsAt, zone),
    isToday,
    what: [MODE_WORDS[mode], agency].filter(Boolean).join(', '),
  };
}

function leftWords(until: Date, { now, calendar, workingDay }: TimeLeft): string {
  const minutes = Math.max(0, Math.floor(calendar.workingMinutesBetween(now, until)));
  return `${workingTime(minutes, workingDay.endMinute - workingDay.startMinute)} left`;
}
