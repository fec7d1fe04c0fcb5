export * from './bounce-address.js';
export * from './mail-error.js';
export * from './mailer.js';
export * from './render-mail.js';
