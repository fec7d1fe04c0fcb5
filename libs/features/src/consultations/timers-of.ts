import { type ConsultationEvent, type Consultation, wallTimeToInstant } from '@case-consultation/domain';
import { type OutboxRow } from '@case-consultation/database';
import { type JobName } from '@case-consultation/platform';
import { type Programme } from '../programme/programmes.service.js';

/** What is to be done later, or at once by the worker, because of one event. */
export function timersOf(
  event: ConsultationEvent,
  after: Consultation,
  programme: Programme,
  now: Date,
): OutboxRow[] {
  const { calendar } = programme;
  const about = (job: JobName, due_at: Date = now): OutboxRow => ({ job, subject_id: after.id, due_at });
  // Whoever forgets to say whether it was held is asked on the next working day.
  const askForRecord = (endsAt: Date): OutboxRow[] => [
    about('ask-for-record', calendar.addWorkingMinutes(endsAt, workingDayMinutes(programme))),
  ];
  const route = after.status === 'waiting' ? [about('route-consultation')] : [];
  switch (event.type) {
    case 'submitted':
      return [...route, about('flag-target-at-risk', atRiskFrom(after, programme, now))];
    case 'priority-overridden':
      return [...route, about('flag-target-at-risk', atRiskFrom(after, programme, now))];
    case 'times-changed':
    case 'offer-declined':
    case 'offer-expired':
    case 'offer-withdrawn':
    case 'conflict-declared':
    case 'booking-cancelled':
    case 'not-held':
      return route;
    case 'offer-made':
      return after.offer === null
        ? []
        : [
            { job: 'remind-offer', subject_id: event.offer.id, due_at: event.offer.remindAt },
            { job: 'expire-offer', subject_id: event.offer.id, due_at: event.offer.expiresAt },
          ];
    case 'offer-accepted':
    case 'taken-by-lead':
    case 'rescheduled':
      return askForRecord(event.booking.endsAt);
    case 'held':
      return [
        about('ask-for-record', calendar.addWorkingMinutes(now, workingDayMinutes(programme))),
        ...(after.reviewDueOn ? [about('ask-for-review', morningOf(after.reviewDueOn, programme))] : []),
      ];
    case 'record-handed-over':
      return [about('ask-for-record', calendar.addWorkingMinutes(now, workingDayMinutes(programme)))];
    case 'reassigned':
      return event.from ? askForRecord(event.booking.endsAt) : [];
    case 'attendees-changed':
    case 'conflict-cleared':
    case 'moved-to-lead':
    case 'withdrawn':
    case 'turned-down':
    case 'record-shared':
    case 'record-agreed':
    case 'action-added':
    case 'action-settled':
    case 'review-done':
    case 'closed-by-lead':
    case 'closed':
      return [];
  }
}

function workingDayMinutes({ settings: { workingDay } }: Programme): number {
  return workingDay.endMinute - workingDay.startMinute;
}

/** A target is at risk from the morning of the working day before it. */
export function atRiskFrom(consultation: Consultation, programme: Programme, now: Date): Date {
  if (consultation.targetOn === null) return now;
  const morning = morningOf(programme.calendar.addWorkingDays(consultation.targetOn, -1), programme);
  return morning < now ? now : morning;
}

/** When the programme's working day begins. */
export function morningOf(day: string, { settings }: Programme): Date {
  return wallTimeToInstant(day, settings.workingDay.startMinute, settings.zone);
}
