export * from './errors.js';
export * from './people/person.js';
export * from './people/consultant.js';
export * from './programme/settings.js';
export * from './asking/request.js';
export * from './consultation/index.js';
export * from './follow-up/index.js';
