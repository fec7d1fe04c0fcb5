import { readConfig } from '@case-consultation/config';
import { type LocalSecrets } from './secrets.js';

export interface ServiceAddresses {
  readonly databaseUrl: string;
  readonly queueUrl: string;
  readonly apiPort: number;
  readonly workerHealthPort: number;
  readonly smtpUrl: string;
}

/** The settings of api and worker on this machine; whatever is set already wins over ours. */
export function serviceEnvironment(
  env: NodeJS.ProcessEnv,
  secrets: LocalSecrets,
  { databaseUrl, queueUrl, smtpUrl, apiPort, workerHealthPort }: ServiceAddresses,
): Record<string, string | undefined> {
  return {
    CASE_KEYS: secrets.caseKeys,
    MAIL_DOMAIN: 'consultations.example.org',
    ORGANIZER_EMAIL: 'consultations@example.org',
    LOG_LEVEL: 'info',
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    ...env,
    // Only api and worker's own roles: neither may ever act as the owner of the tables.
    DATABASE_ADMIN_URL: undefined,
    DATABASE_MIGRATOR_URL: undefined,
    DATABASE_URL: databaseUrl,
    QUEUE_URL: queueUrl,
    SMTP_URL: smtpUrl,
    LOCAL_MODE: 'on',
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    WORKER_HEALTH_PORT: String(workerHealthPort),
  };
}

/** Throws ConfigError for what is wrong with the settings that were given, before anything is started. */
export function checkGiven(env: NodeJS.ProcessEnv, secrets: LocalSecrets): void {
  const ours = 'postgres://127.0.0.1/consultations';
  readConfig({
    ...serviceEnvironment(env, secrets, {
      databaseUrl: env['DATABASE_URL'] ?? ours,
      queueUrl: env['QUEUE_URL'] ?? ours,
      smtpUrl: env['SMTP_URL'] ?? 'smtp://127.0.0.1',
      apiPort: 0,
      workerHealthPort: 0,
    }),
    ...(env['PORT'] ? { PORT: env['PORT'] } : {}),
    ...(env['WORKER_HEALTH_PORT'] ? { WORKER_HEALTH_PORT: env['WORKER_HEALTH_PORT'] } : {}),
  });
}
