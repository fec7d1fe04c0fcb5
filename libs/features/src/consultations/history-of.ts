import { type ConsultationEvent } from '@case-consultation/domain';
import { type HistoryRow } from '@case-consultation/database';

/**
 * One event as the history keeps it: ids, times and codes in the open, the reason a person gave sealed.
 * @param seal seals a reason for the history of this consultation
 */
export function historyOf(event: ConsultationEvent, seal: (reason: string) => Buffer): HistoryRow {
  const { type, ...facts } = event;
  const reason = 'reason' in facts && facts.reason ? facts.reason : null;
  return {
    event: type,
    detail: detailOf(event),
    reason: reason === null ? null : seal(reasonText(event, reason)),
  };
}

function reasonText(event: ConsultationEvent, reason: string): string {
  return event.type === 'turned-down' ? `${reason}\n\nWhere to turn instead: ${event.signpost}` : reason;
}

function detailOf(event: ConsultationEvent): Record<string, unknown> {
  switch (event.type) {
    case 'offer-made':
    case 'offer-expired':
    case 'offer-withdrawn':
      return { consultantId: event.offer.consultantId, offerId: event.offer.id, ...times(event.offer) };
    case 'offer-accepted':
      return {
        consultantId: event.offer.consultantId,
        offerId: event.offer.id,
        automatically: event.automatically,
        ...times(event.offer),
      };
    case 'offer-declined':
      return {
        consultantId: event.offer.consultantId,
        offerId: event.offer.id,
        because: event.because,
        ...times(event.offer),
      };
    case 'conflict-declared':
      return { consultantId: event.consultantId, ...times(event.booking) };
    case 'conflict-cleared':
      return { consultantId: event.consultantId };
    case 'moved-to-lead':
      return { because: event.because };
    case 'taken-by-lead':
      return { consultantId: event.booking.consultantId, ...times(event.booking) };
    case 'reassigned':
      return {
        consultantId: event.booking.consultantId,
        fromConsultantId: event.fromConsultantId,
        ...times(event.booking),
        ...(event.from && { from: times(event.from) }),
      };
    case 'rescheduled':
      return { ...times(event.booking), from: times(event.from) };
    case 'booking-cancelled':
      return { by: event.by, consultantId: event.booking.consultantId, ...times(event.booking) };
    case 'withdrawn':
      return event.booking ? times(event.booking) : {};
    case 'held':
      return {
        minutesLate: event.minutesLate,
        consultantId: event.booking.consultantId,
        ...times(event.booking),
      };
    case 'not-held':
      return {
        because: event.because,
        next: event.next,
        consultantId: event.booking.consultantId,
        ...times(event.booking),
      };
    case 'priority-overridden':
      return { from: event.from, to: event.to };
    case 'attendees-changed':
      return { added: event.added, removed: event.removed };
    case 'action-added':
      return { actionId: event.actionId };
    case 'action-settled':
      return { actionId: event.actionId, as: event.as };
    case 'review-done':
      return { completed: event.completed };
    case 'record-handed-over':
      return { consultantId: event.consultantId, fromConsultantId: event.fromConsultantId };
    case 'submitted':
    case 'times-changed':
    case 'turned-down':
    case 'record-shared':
    case 'record-agreed':
    case 'closed-by-lead':
    case 'closed':
      return {};
  }
}

function times(of: { startsAt: Date; endsAt: Date }): { startsAt: Date; endsAt: Date } {
  return { startsAt: of.startsAt, endsAt: of.endsAt };
}
