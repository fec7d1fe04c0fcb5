import { type ConsultationEvent } from './events.js';

/**
 * Whether a consultant has an hour to give that they had not before this event: those who wait are then asked about again.
 * A consultant who declines because the time does not suit, or because there is no room that week, has not got it free.
 */
export function freesTime(event: ConsultationEvent): boolean {
  switch (event.type) {
    case 'offer-declined':
      return event.because === 'not-the-right-person' || event.because === 'other';
    case 'withdrawn':
      return event.booking !== null;
    case 'offer-expired':
    case 'offer-withdrawn':
    case 'conflict-declared':
    case 'booking-cancelled':
    case 'rescheduled':
    case 'reassigned':
    // The hour itself is over, but one more fits under the weekly cap.
    case 'not-held':
      return true;
    case 'submitted':
    case 'times-changed':
    case 'attendees-changed':
    case 'priority-overridden':
    case 'offer-made':
    case 'offer-accepted':
    case 'conflict-cleared':
    case 'moved-to-lead':
    case 'taken-by-lead':
    case 'turned-down':
    case 'held':
    case 'record-shared':
    case 'record-agreed':
    case 'action-added':
    case 'action-settled':
    case 'review-done':
    case 'record-handed-over':
    case 'closed-by-lead':
    case 'closed':
      return false;
  }
}
