export { type EpochMinute, type Interval } from './intervals.js';
export * from './consultant-time.js';
export { freeSlots } from './free-slots.js';
export * from './free-times.js';
export * from './free-at.js';
export * from './bookable-window.js';
