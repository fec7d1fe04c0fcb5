import { type MessageKind, type Status } from '@case-consultation/domain';

/**
 * Plain mails that no longer say anything true once the consultation has moved on, by the states in which they still do.
 * A kind that is not here is always sent; calendar messages have a rule of their own (`nextStep`).
 */
const STILL_TRUE: Partial<Record<MessageKind, readonly Status[]>> = {
  'being-arranged': ['waiting', 'offered', 'with_lead', 'booked'],
  'offer-reminder': ['offered'],
  'needs-the-lead': ['with_lead'],
  'target-at-risk': ['waiting', 'offered'],
  'record-owed': ['booked', 'held'],
  'review-due': ['held'],
  'action-due-soon': ['held'],
  'action-due-today': ['held'],
  'action-overdue': ['held'],
  'action-overdue-lead': ['held'],
};

/** Whether an unsent plain mail would tell what is no longer so: nothing is sent for what was cancelled meanwhile. */
export function isMoot(kind: MessageKind, status: Status | null): boolean {
  const states = STILL_TRUE[kind];
  return status !== null && states !== undefined && !states.includes(status);
}
