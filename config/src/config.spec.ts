import { inspect } from 'node:util';
import { describeSettings, readConfig, readMigratorConfig } from './config.js';
import { ConfigError } from './config-error.js';
import { settings } from './settings.js';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

const complete = {
  DATABASE_URL: 'postgres://app:hunter2@db.example.org/consultations',
  QUEUE_URL: 'redis://queue.example.org:6379',
  SMTP_URL: 'smtp://mail.example.org:25',
  PUBLIC_URL: 'https://consultations.example.org/',
  CASE_KEYS: `new:${key(1)},old:${key(2)}`,
  MAIL_DOMAIN: 'consultations.example.org',
  ORGANIZER_EMAIL: 'consultations@example.org',
};

function problem(change: Record<string, string | undefined>): string {
  try {
    readConfig({ ...complete, ...change });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

describe('readConfig', () => {
  it('reads a complete environment and fills in the defaults', () => {
    const { caseKeys, ...rest } = readConfig(complete);
    expect(caseKeys.map(({ id }) => id)).toEqual(['new', 'old']);
    expect(rest).toEqual({
      databaseUrl: complete.DATABASE_URL,
      queueUrl: complete.QUEUE_URL,
      smtpUrl: complete.SMTP_URL,
      publicUrl: 'https://consultations.example.org',
      mailDomain: 'consultations.example.org',
      organizerEmail: 'consultations@example.org',
      serviceName: 'Practice consultations',
      bounceEmail: 'bounces@consultations.example.org',
      localMode: false,
      host: '0.0.0.0',
      port: 3000,
      workerHealthPort: 3001,
      logLevel: 'info',
      databasePool: 10,
      workerConcurrency: 20,
      workerLockSeconds: 30,
      workerRequeueSeconds: 60,
    });
  });

  it('is frozen and does not print its keys', () => {
    const config = readConfig(complete);
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.caseKeys)).toBe(true);
    expect(inspect(config.caseKeys, { depth: 9 }) + JSON.stringify(config)).not.toContain(
      key(1).slice(0, 20),
    );
  });

  it.each([
    [{ DATABASE_URL: undefined }, 'DATABASE_URL is missing'],
    [{ DATABASE_URL: '  ' }, 'DATABASE_URL is missing'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be a URL that starts with postgres://'],
    [{ QUEUE_URL: 'amqp://queue' }, 'QUEUE_URL must be a URL that starts with redis://'],
    [{ SMTP_URL: 'mail.example.org' }, 'SMTP_URL must be a URL that starts with smtp://'],
    [{ PUBLIC_URL: 'http://consultations.example.org' }, 'PUBLIC_URL must use https'],
    [{ PUBLIC_URL: 'https://consultations.example.org/?a=1' }, 'PUBLIC_URL must be a plain address'],
    [{ CASE_KEYS: key(1) }, 'CASE_KEYS needs an id of 1 to 32'],
    [{ CASE_KEYS: 'a:c2hvcnQ=' }, 'CASE_KEYS needs exactly 32 bytes in base64 as key 1'],
    [{ CASE_KEYS: `a:${key(1)},a:${key(2)}` }, 'CASE_KEYS must not name the same key twice'],
    [{ MAIL_DOMAIN: 'no spaces.example' }, 'MAIL_DOMAIN must be a domain name'],
    [{ ORGANIZER_EMAIL: 'nobody' }, 'ORGANIZER_EMAIL must be an e-mail address'],
    [{ SERVICE_NAME: 'two\nlines' }, 'SERVICE_NAME must be 1 to 80 characters on one line'],
    [{ BOUNCE_EMAIL: 'a b@example.org' }, 'BOUNCE_EMAIL must be an e-mail address'],
    [{ LOCAL_MODE: 'maybe' }, 'LOCAL_MODE must be on or off'],
    [{ LOCAL_MODE: 'on', HOST: '0.0.0.0' }, 'HOST must be this machine itself when LOCAL_MODE is on'],
    [{ HOST: 'a host' }, 'HOST must be a host name or an address'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535'],
    [{ WORKER_HEALTH_PORT: '-1' }, 'WORKER_HEALTH_PORT must be a whole number from 0 to 65535'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error'],
    [{ DATABASE_POOL: '1' }, 'DATABASE_POOL must be a whole number from 2 to 200'],
    [{ WORKER_CONCURRENCY: '0' }, 'WORKER_CONCURRENCY must be a whole number from 1 to 200'],
    [{ WORKER_LOCK_SECONDS: '0.5' }, 'WORKER_LOCK_SECONDS must be a whole number from 1 to 600'],
    [{ WORKER_REQUEUE_SECONDS: '0' }, 'WORKER_REQUEUE_SECONDS must be a whole number from 1 to 3600'],
  ])('refuses %j in one line that names the setting and shows an example', (change, expected) => {
    const message = problem(change);
    expect(message).toContain(expected);
    expect(message).toMatch(/\. Example: [A-Z_]+=.+$/);
    expect(message).not.toContain('\n');
  });

  it('never repeats what it was given, which may be a secret', () => {
    expect(problem({ DATABASE_URL: 'http://app:hunter2@db' })).not.toContain('hunter2');
    expect(problem({ CASE_KEYS: 'a:c2VjcmV0' })).not.toContain('c2VjcmV0');
  });

  it('prints as one line, without a stack', () => {
    expect(() => readConfig({})).toThrow(ConfigError);
    const { stack } = new ConfigError('PORT', 'is missing', '3000');
    expect(stack).toBe('ConfigError: PORT is missing. Example: PORT=3000');
  });

  it('listens on this machine only in local mode', () => {
    const local = readConfig({
      ...complete,
      LOCAL_MODE: 'on',
      PUBLIC_URL: 'http://127.0.0.1:3000',
      PORT: '0',
    });
    expect(local).toMatchObject({
      localMode: true,
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1:3000',
    });
    expect(readConfig({ ...complete, LOCAL_MODE: 'on', HOST: '::1' }).host).toBe('::1');
  });
});

describe('readMigratorConfig', () => {
  it('asks for the role that owns the tables', () => {
    expect(() => readMigratorConfig(complete)).toThrow('DATABASE_MIGRATOR_URL is missing');
    expect(
      readMigratorConfig({
        ...complete,
        DATABASE_MIGRATOR_URL: 'postgres://owner@db.example.org/consultations',
      }),
    ).toEqual({
      databaseMigratorUrl: 'postgres://owner@db.example.org/consultations',
      databaseUrl: complete.DATABASE_URL,
      queueUrl: complete.QUEUE_URL,
    });
  });
});

describe('describeSettings', () => {
  it('shows an example for each that the setting itself accepts', () => {
    for (const { name, example } of describeSettings()) {
      const given = name === 'CASE_KEYS' ? example.replace('<32 bytes in base64>', key(1)) : example;
      expect([name, settings[name].schema.safeParse(given).success]).toEqual([name, true]);
    }
  });
});
