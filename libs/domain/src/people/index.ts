export * from './person.js';
export * from './consultant.js';
export * from './managing.js';
export * from './person-details.js';
export * from './person-changes.js';
export * from './person-mail.js';
export * from './import/index.js';
