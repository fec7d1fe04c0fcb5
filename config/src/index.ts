export * from './case-keys.js';
export * from './config-error.js';
export * from './config.js';
export { isLoopback, logLevels, type LogLevel } from './settings.js';
