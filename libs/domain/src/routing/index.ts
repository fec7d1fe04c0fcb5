export * from './routing-inputs.js';
export * from './eligibility.js';
export * from './fairness.js';
export * from './choice.js';
export * from './searches.js';
export * from './route.js';
export * from './offerable-times.js';
export * from './explain.js';
