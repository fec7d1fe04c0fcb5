export {
  createTestDatabase,
  ensureTemplate,
  freePort,
  startPostgres,
  urlOfDatabase,
  type MailSinkManner,
  type PostgresOptions,
  type PostgresServer,
  type RedisServer,
  type SunkMessage,
  type TestDatabase,
} from '@case-consultation/local';
export { startMailbox, type TestMailbox } from './mailbox.js';
export { startRedis } from './redis.js';
