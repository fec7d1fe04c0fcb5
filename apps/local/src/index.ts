export * from './clock/local-clock.js';
export * from './demo/index.js';
export * from './mailbox/mailbox.js';
export * from './services/free-port.js';
export * from './services/mail-sink.js';
export * from './services/postgres-server.js';
export * from './services/redis-server.js';
export * from './services/test-database.js';
