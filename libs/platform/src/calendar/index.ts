export * from './to-icalendar.js';
