export * from './consultation.js';
export * from './events.js';
export * from './asking.js';
export * from './offer.js';
export * from './booking.js';
export * from './lead.js';
export * from './after.js';
export * from './access.js';
