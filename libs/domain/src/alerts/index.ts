export * from './alerts.js';
export * from './digest-mail.js';
