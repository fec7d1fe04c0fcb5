export * from './published-slots.js';
export * from './period.js';
export * from './spread.js';
export * from './unmet.js';
