import { type LocalDatabase } from './local-database.js';
import { type LocalSecrets } from './secrets.js';

export interface ServiceAddresses {
  readonly apiPort: number;
  readonly workerHealthPort: number;
  readonly smtpUrl: string;
}

/** The settings of api and worker on this machine; whatever is set already wins over ours. */
export function serviceEnvironment(
  env: NodeJS.ProcessEnv,
  database: LocalDatabase,
  secrets: LocalSecrets,
  { apiPort, workerHealthPort, smtpUrl }: ServiceAddresses,
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
    DATABASE_URL: database.appUrl,
    QUEUE_URL: database.queueUrl,
    SMTP_URL: smtpUrl,
    LOCAL_MODE: 'on',
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    WORKER_HEALTH_PORT: String(workerHealthPort),
  };
}
