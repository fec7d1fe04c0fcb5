import { type CaseKey } from './case-keys.js';
import { ConfigError } from './config-error.js';
import { isLoopback, type LogLevel, settings, type SettingName, type SettingValue } from './settings.js';

/** The environment of api and worker, validated. Frozen; keys are KeyObjects, which do not print. */
export interface Config {
  readonly databaseUrl: string;
  /** redis://, rediss:// or postgres:// */
  readonly queueUrl: string;
  readonly smtpUrl: string;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** At least one; the first is current. */
  readonly caseKeys: readonly CaseKey[];
  readonly mailDomain: string;
  readonly organizerEmail: string;
  readonly serviceName: string;
  /** Base of the variable envelope sender: bounces@… → bounces+<message>@… */
  readonly bounceEmail: string;
  readonly localMode: boolean;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly workerHealthPort: number;
  readonly logLevel: LogLevel;
  readonly databasePool: number;
  readonly workerConcurrency: number;
  readonly workerLockSeconds: number;
  readonly workerRequeueSeconds: number;
}

/** What set-up and migrations need besides: the role that owns the tables. */
export interface MigratorConfig {
  readonly databaseMigratorUrl: string;
  readonly databaseUrl: string;
  readonly queueUrl: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and validates the settings of api and worker. Throws ConfigError for the first problem. */
export function readConfig(env: Environment): Config {
  const databaseUrl = read(env, 'DATABASE_URL');
  const queueUrl = read(env, 'QUEUE_URL');
  const smtpUrl = read(env, 'SMTP_URL');
  const publicUrl = read(env, 'PUBLIC_URL');
  const caseKeys = read(env, 'CASE_KEYS');
  const mailDomain = read(env, 'MAIL_DOMAIN');
  const organizerEmail = read(env, 'ORGANIZER_EMAIL');
  const localMode = read(env, 'LOCAL_MODE');
  const host = read(env, 'HOST') ?? (localMode ? '127.0.0.1' : '0.0.0.0');
  if (localMode && !isLoopback(host)) {
    throw new ConfigError('HOST', 'must be this machine itself when LOCAL_MODE is on', '127.0.0.1');
  }
  return Object.freeze({
    databaseUrl,
    queueUrl,
    smtpUrl,
    publicUrl,
    caseKeys,
    mailDomain,
    organizerEmail,
    serviceName: read(env, 'SERVICE_NAME'),
    bounceEmail: read(env, 'BOUNCE_EMAIL') ?? `bounces@${mailDomain}`,
    localMode,
    host,
    port: read(env, 'PORT'),
    workerHealthPort: read(env, 'WORKER_HEALTH_PORT'),
    logLevel: read(env, 'LOG_LEVEL'),
    databasePool: read(env, 'DATABASE_POOL'),
    workerConcurrency: read(env, 'WORKER_CONCURRENCY'),
    workerLockSeconds: read(env, 'WORKER_LOCK_SECONDS'),
    workerRequeueSeconds: read(env, 'WORKER_REQUEUE_SECONDS'),
  });
}

/** Reads what set-up and migrations need. Throws ConfigError for the first problem. */
export function readMigratorConfig(env: Environment): MigratorConfig {
  return Object.freeze({
    databaseMigratorUrl: read(env, 'DATABASE_MIGRATOR_URL'),
    databaseUrl: read(env, 'DATABASE_URL'),
    queueUrl: read(env, 'QUEUE_URL'),
  });
}

/** Reads what making a programme needs. Throws ConfigError for the first problem. */
export function readProgrammeConfig(env: Environment): Pick<Config, 'databaseUrl' | 'caseKeys'> {
  return Object.freeze({ databaseUrl: read(env, 'DATABASE_URL'), caseKeys: read(env, 'CASE_KEYS') });
}

/** One setting as documentation shows it. */
export interface SettingDescription {
  readonly name: SettingName;
  readonly about: string;
  readonly example: string;
  /** What holds when it is left out; absent when it must be set. */
  readonly fallback?: string;
}

/** Every setting with its meaning and an example, in the order in which they are read. */
export function describeSettings(): readonly SettingDescription[] {
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const { about, example, fallback }: Omit<SettingDescription, 'name'> = settings[name];
    return { name, about, example, ...(fallback === undefined ? {} : { fallback }) };
  });
}

function read<N extends SettingName>(env: Environment, name: N): SettingValue<N> {
  const { schema, example } = settings[name];
  // Compose files and shells give an unset setting as an empty one.
  const given = env[name]?.trim();
  const result = schema.safeParse(given === '' ? undefined : given);
  if (!result.success) {
    throw new ConfigError(name, result.error.issues[0]?.message ?? 'is wrong', example);
  }
  return result.data as SettingValue<N>;
}
