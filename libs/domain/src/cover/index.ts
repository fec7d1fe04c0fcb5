export * from './away.js';
export * from './linear-problem.js';
export * from './cover-cost.js';
export * from './cover-problem.js';
export * from './ways.js';
export { type BestCover, bestCover, costOf } from './best-cover.js';
export * from './cover-plan.js';
export * from './explain-cover.js';
export * from './change-cover.js';
