import { z } from 'zod';
import { CaseKeyFormatError, parseCaseKeys } from './case-keys.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One setting: how it is read, what it is for, and an example for the message when it is wrong. */
interface Setting<S extends z.ZodType> {
  readonly schema: S;
  readonly about: string;
  readonly example: string;
  /** Shown in the documentation when the setting may be left out. */
  readonly fallback?: string;
}

function setting<S extends z.ZodType>(definition: Setting<S>): Setting<S> {
  return definition;
}

const text = z.string({ error: 'is missing' });

/** A URL with one of the given schemes and a host. */
function url(...schemes: string[]) {
  const problem = `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`;
  return text.refine(
    (value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, hostname } = new URL(value);
      return schemes.includes(protocol.slice(0, -1)) && hostname !== '';
    },
    { error: problem },
  );
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/;

/** True for the names and addresses by which a machine reaches itself only. */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

const publicUrl = url('https', 'http')
  .refine((value) => value.startsWith('https:') || isLoopback(new URL(value).hostname), {
    error: 'must use https, save on this machine itself',
  })
  .refine(
    (value) => {
      const { username, search, hash } = new URL(value);
      return username === '' && search === '' && hash === '';
    },
    { error: 'must be a plain address without a user name, query or fragment' },
  )
  .transform((value) => value.replace(/\/+$/, ''));

const email = text.regex(/^[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, {
  error: 'must be an e-mail address',
});

const domainName = text.regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, { error: 'must be a domain name' });

function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return text
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .pipe(z.number().min(min, { error }).max(max, { error }));
}

const switches: Readonly<Record<string, boolean>> = {
  true: true,
  on: true,
  '1': true,
  false: false,
  off: false,
  '0': false,
};

const onOrOff = text.transform((value, context) => {
  const on = switches[value.toLowerCase()];
  if (on === undefined) context.addIssue({ code: 'custom', message: 'must be on or off' });
  return on ?? false;
});

const caseKeys = text.transform((value, context) => {
  try {
    return parseCaseKeys(value);
  } catch (error) {
    if (!(error instanceof CaseKeyFormatError)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

/** Every setting, in the order in which problems are reported. */
export const settings = {
  DATABASE_URL: setting({
    schema: url('postgres', 'postgresql'),
    about:
      'PostgreSQL, as the application role, which neither owns the tables nor bypasses row-level security',
    example: 'postgres://consultations_app:secret@db.example.org:5432/consultations',
  }),
  DATABASE_MIGRATOR_URL: setting({
    schema: url('postgres', 'postgresql'),
    about: 'PostgreSQL, as the role that owns the tables; read by set-up and migrations only',
    example: 'postgres://consultations_migrator:secret@db.example.org:5432/consultations',
  }),
  QUEUE_URL: setting({
    schema: url('redis', 'rediss', 'postgres', 'postgresql'),
    about: 'The queue: Redis for more than one machine, or PostgreSQL for one',
    example: 'redis://queue.example.org:6379',
  }),
  SMTP_URL: setting({
    schema: url('smtp', 'smtps'),
    about: 'The mail server that takes our messages',
    example: 'smtps://user:secret@mail.example.org:465',
  }),
  PUBLIC_URL: setting({
    schema: publicUrl,
    about: 'Where people reach the service; links in mails begin with it',
    example: 'https://consultations.example.org',
  }),
  CASE_KEYS: setting({
    schema: caseKeys,
    about: 'Key-encryption keys for case text, the current one first. Make one with: openssl rand -base64 32',
    example: '2026a:<32 bytes in base64>',
  }),
  MAIL_DOMAIN: setting({
    schema: domainName,
    about: 'The domain of Message-ID and calendar UID; never change it',
    example: 'consultations.example.org',
  }),
  ORGANIZER_EMAIL: setting({
    schema: email,
    about: "The service's own mailbox, organiser of every invite; never change it",
    example: 'consultations@example.org',
  }),
  SERVICE_NAME: setting({
    schema: text
      .regex(/^[^\p{Cc}]{1,80}$/u, { error: 'must be 1 to 80 characters on one line' })
      .default('Practice consultations'),
    about: 'The name in mails and invites; it must not say what the service is about',
    example: 'Practice consultations',
    fallback: 'Practice consultations',
  }),
  BOUNCE_EMAIL: setting({
    schema: email.optional(),
    about: 'The mailbox that takes undeliverable mail; each message gets its own +tag of it',
    example: 'bounces@example.org',
    fallback: 'bounces@<MAIL_DOMAIN>',
  }),
  LOCAL_MODE: setting({
    schema: onOrOff.default(false),
    about: 'Conveniences for one person on one machine; refused when others could reach the service',
    example: 'on',
    fallback: 'off',
  }),
  HOST: setting({
    schema: text.regex(/^[A-Za-z0-9.:-]+$/, { error: 'must be a host name or an address' }).optional(),
    about: 'The address to listen on',
    example: '127.0.0.1',
    fallback: '0.0.0.0, in local mode 127.0.0.1',
  }),
  PORT: setting({
    schema: wholeNumber(0, 65_535).default(3000),
    about: "The API's port; 0 takes any free one",
    example: '3000',
    fallback: '3000',
  }),
  WORKER_HEALTH_PORT: setting({
    schema: wholeNumber(0, 65_535).default(3001),
    about: "The port of the worker's health and metrics; 0 takes any free one",
    example: '3001',
    fallback: '3001',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
    about: 'How much is logged',
    example: 'info',
    fallback: 'info',
  }),
  DATABASE_POOL: setting({
    schema: wholeNumber(2, 200).default(10),
    about: 'Most database connections a process holds',
    example: '10',
    fallback: '10',
  }),
  WORKER_CONCURRENCY: setting({
    schema: wholeNumber(1, 200).default(20),
    about: 'Most jobs a worker runs at the same time',
    example: '20',
    fallback: '20',
  }),
  WORKER_LOCK_SECONDS: setting({
    schema: wholeNumber(1, 600).default(30),
    about: 'How long a job stays the own of a worker that has gone silent, before another takes it over',
    example: '30',
    fallback: '30',
  }),
  WORKER_REQUEUE_SECONDS: setting({
    schema: wholeNumber(1, 3600).default(60),
    about:
      'After how long a job that was queued and is not done is queued again, should the queue have lost it',
    example: '60',
    fallback: '60',
  }),
} as const;

export type SettingName = keyof typeof settings;

/** What a setting reads as, once validated. */
export type SettingValue<N extends SettingName> = z.output<(typeof settings)[N]['schema']>;
