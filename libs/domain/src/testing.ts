/** For tests only: builders, and what must hold of everything that the rules make. */
export * from './asking/request-form.builder.js';
export * from './consultation/consultation.builder.js';
export * from './consultation/consistency.js';
export * from './refusal.js';
export * from './invites/message.builder.js';
export * from './routing/routing-inputs.builder.js';
export * from './availability/availability.builder.js';
