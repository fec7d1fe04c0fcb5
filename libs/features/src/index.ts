export {
  migrateDatabase,
  prepareDatabase,
  type DatabaseUrls,
  type RolePasswords,
} from '@case-consultation/database';
export * from './wiring.js';
export * from './paging.js';
export * from './features.module.js';
export * from './worker.module.js';
export * from './messages/service-identity.js';
export * from './messages/send-message.service.js';
export * from './programme/programmes.service.js';
export * from './programme/programme.queries.js';
export * from './programme/programme-setup.service.js';
export * from './sign-in/sessions.service.js';
export * from './sign-in/sign-in.service.js';
export * from './sign-in/local-sign-in.service.js';
export * from './people/tokens.service.js';
export * from './people/issue-token.js';
export * from './people/idempotency.service.js';
export * from './audit/audit-chain.service.js';
export * from './audit/verify-audit.js';
export * from './asking/asking.service.js';
export * from './feedback/feedback.service.js';
export * from './home/home.view.js';
export * from './home/home.queries.js';
export * from './consultations/consultation-changes.service.js';
export * from './consultations/consultation.queries.js';
export * from './consultations/my-requests.queries.js';
export type { ConsultationOutline } from './consultations/outline.js';
export * from './routing/routing.service.js';
export * from './routing/routing.queries.js';
export * from './routing/times.queries.js';
export * from './offers/offers.service.js';
export * from './offers/offer.queries.js';
export * from './bookings/bookings.service.js';
export * from './bookings/attendees.service.js';
export * from './lead/lead.service.js';
export * from './lead/lead-tasks.service.js';
export * from './board/board.queries.js';
export * from './board/board-items.js';
export type { BoardPage, BoardWish, CaseFilter, ConsultantFilter } from './board/board-list.js';
export { type BoardSummary, type Count, MOST_COUNTED, type WaitingCounts } from './board/board-summary.js';
export type { ActionOrder } from './board/actions-overdue-list.js';
export type { OfferOrder } from './board/offers-open-list.js';
export type { RecordOrder } from './board/records-owed-list.js';
export type { WeekOrder } from './board/this-week-list.js';
export type { WaitingOrder, WithLeadOrder } from './board/waiting-lists.js';
export * from './follow-up/records.service.js';
export * from './follow-up/actions.service.js';
export * from './follow-up/actions.queries.js';
export * from './follow-up/action-timers.service.js';
export * from './follow-up/reviews.service.js';
export * from './outbox/jobs.service.js';
export * from './outbox/due-work.service.js';
export * from './outbox/outbox-relay.service.js';
