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
export * from './home/home.view.js';
export * from './home/home.queries.js';
export * from './consultations/consultation-changes.service.js';
export * from './consultations/consultation.queries.js';
export * from './routing/routing.service.js';
export * from './routing/routing.queries.js';
export * from './routing/times.queries.js';
export * from './offers/offers.service.js';
export * from './offers/offer.queries.js';
export * from './bookings/bookings.service.js';
export * from './bookings/attendees.service.js';
export * from './lead/lead.service.js';
export * from './lead/lead-tasks.service.js';
export * from './follow-up/records.service.js';
export * from './follow-up/actions.service.js';
export * from './follow-up/actions.queries.js';
export * from './follow-up/action-timers.service.js';
export * from './follow-up/reviews.service.js';
export * from './outbox/jobs.service.js';
export * from './outbox/due-work.service.js';
export * from './outbox/outbox-relay.service.js';
