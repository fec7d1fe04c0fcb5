export * from './action.js';
export * from './record.js';
export * from './review.js';
export * from './feedback.js';
