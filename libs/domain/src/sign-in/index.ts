export * from './session.js';
export * from './sign-in-code.js';
export * from './sign-in-mail.js';
