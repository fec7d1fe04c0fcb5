export * from './calendar-invite.js';
export * from './mail-address.js';
export * from './mail-content.js';
export * from './message-facts.js';
export * from './message-id.js';
export * from './message-kinds.js';
export * from './message-stream.js';
