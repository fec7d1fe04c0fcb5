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
export * from './programme/names.service.js';
export * from './programme/programmes.service.js';
export * from './programme/programme.queries.js';
export { beginProgramme, type FirstProgramme } from './programme/begin-programme.js';
export { type AddedAgency, type NewPerson, type NewProgramme } from './programme/programme-rows.js';
export * from './programme/programme-setup.service.js';
export * from './sign-in/sessions.service.js';
export * from './sign-in/sign-in.service.js';
export * from './sign-in/local-sign-in.service.js';
export * from './people/tokens.service.js';
export * from './people/issue-token.js';
export * from './people/idempotency.service.js';
export * from './people/people.service.js';
export * from './people/people.queries.js';
export type { TeamRow } from './people/people-rows.js';
export * from './people/import/people-import.service.js';
export { textOfFile } from './people/import/read-csv.js';
export * from './audit/audit-chain.service.js';
export * from './audit/verify-audit.js';
export * from './asking/asking.service.js';
export * from './asking/asking-preview.queries.js';
export * from './asking/language-prompts.service.js';
export * from './routing/unmet-demand.service.js';
export * from './feedback/feedback.service.js';
export {
  KEPT_IDENTIFIERS,
  KeptIdentifierQueries,
  type KeptIdentifier,
} from './case-text/kept-identifiers.queries.js';
export { CaseReads } from './consultations/case-reads.service.js';
export { type KeptIn } from './case-text/case-places.js';
export { type MayKeep } from './case-text/written-text.js';
export * from './consulting/consulting.view.js';
export * from './consulting/consulting.queries.js';
export { type HeldFor } from './collisions/held.js';
export { askedIn, type CollisionsAsked, type CollisionView } from './collisions/refuse-unless-kept.js';
export * from './availability/availability.view.js';
export { AvailabilityQueries } from './availability/availability.queries.js';
export * from './availability/availability.service.js';
export * from './home/home.view.js';
export { HomeQueries } from './home/home.queries.js';
export * from './consultations/consultation-changes.service.js';
export * from './consultations/consultation.queries.js';
export * from './consultations/my-requests.queries.js';
export type { ConsultationOutline } from './consultations/outline.js';
export * from './routing/routing.service.js';
export * from './routing/freed-time.service.js';
export * from './routing/offer-freed-time.service.js';
export * from './routing/routing.queries.js';
export * from './routing/times.queries.js';
export * from './offers/offers.service.js';
export * from './offers/offer.queries.js';
export * from './bookings/bookings.service.js';
export * from './bookings/attendees.service.js';
export * from './lead/lead.service.js';
export * from './lead/lead-tasks.service.js';
export * from './lead/lead-times.queries.js';
export * from './board/board.queries.js';
export * from './board/board-items.js';
export {
  type BoardPage,
  type BoardWish,
  type CaseFilter,
  type ConsultantFilter,
  type Target,
  type TargetFilter,
  TARGETS,
  type UnmetFilter,
} from './board/board-list.js';
export { type BoardSummary, type Count, MOST_COUNTED, type WaitingCounts } from './board/board-summary.js';
export type { ActionOrder } from './board/actions-overdue-list.js';
export type { OfferOrder } from './board/offers-open-list.js';
export type { RecordOrder } from './board/records-owed-list.js';
export type { UnmetOrder, UnmetPage, UnmetWish } from './board/unmet-list.js';
export type { WeekOrder } from './board/this-week-list.js';
export type { WaitingOrder, WithLeadOrder } from './board/waiting-lists.js';
export * from './insight/demand.queries.js';
export * from './insight/forecast.queries.js';
export * from './insight/demand-figures.js';
export { type DemandFilter, NO_FILTER } from './insight/asked.js';
export * from './follow-up/records.service.js';
export * from './follow-up/record-prompts.service.js';
export * from './follow-up/actions.service.js';
export * from './follow-up/actions.queries.js';
export * from './follow-up/action-owners.queries.js';
export * from './follow-up/action-timers.service.js';
export * from './follow-up/reviews.service.js';
export * from './outbox/jobs.service.js';
export * from './outbox/due-work.service.js';
export * from './outbox/outbox-relay.service.js';
export * from './settings/settings.service.js';
export * from './settings/agencies.service.js';
export * from './settings/pathways.service.js';
export { type SettingsChangeView, type SettingsSubject } from './settings/settings-history.js';
export * from './settings/replay.queries.js';
export * from './cover/cover.service.js';
export * from './cover/cover.queries.js';
export { type CoverOwed } from './cover/still-owed.js';
export * from './cover/swaps.service.js';
export * from './alerts/alerts.queries.js';
export * from './alerts/alerts.service.js';
