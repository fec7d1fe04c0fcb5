import 'reflect-metadata';
import { type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { parseCaseKeys } from '@case-consultation/config';
import { FeaturesModule, WorkerFeaturesModule } from '@case-consultation/features';
import { createLogger, KeyRing, SystemClock } from '@case-consultation/platform';
import { type BenchDatabase } from './database.js';

export const CASE_KEYS = `bench:${Buffer.alloc(32, 7).toString('base64')}`;
export const MAIL_DOMAIN = 'consultations.example.org';
const organizer = { name: 'Practice consultations', email: `calendar@${MAIL_DOMAIN}` };

/** The use cases in this process, on a real database and by the real clock. */
export interface BenchService {
  get<T>(type: { readonly prototype: T }): T;
  stop(): Promise<void>;
}

export async function startService(
  database: BenchDatabase,
  options: { smtpUrl?: string; poolSize?: number; further?: readonly DynamicModule[] } = {},
): Promise<BenchService> {
  const logger = createLogger({ level: 'error', name: 'bench' });
  const url = database.appUrl;
  const module: DynamicModule = {
    module: class BenchModule {},
    imports: [
      FeaturesModule.forRoot({
        database: { url, poolSize: options.poolSize ?? 16, name: 'bench' },
        keyRing: new KeyRing(parseCaseKeys(CASE_KEYS)),
        identity: {
          serviceName: organizer.name,
          publicUrl: 'https://consultations.example.org',
          mailDomain: MAIL_DOMAIN,
          organizer,
        },
        clock: new SystemClock(),
        logger,
      }),
      ...(options.smtpUrl === undefined
        ? []
        : [
            WorkerFeaturesModule.forRoot({
              mailer: { smtpUrl: options.smtpUrl, from: organizer, bounceEmail: `bounces@${MAIL_DOMAIN}` },
              database: { url, name: 'bench' },
            }),
          ]),
      ...(options.further ?? []),
    ],
  };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(module, {
    logger: false,
    abortOnError: false,
  });
  return {
    get: <T>(type: { readonly prototype: T }) => app.get<T>(type as Type<T>),
    stop: () => app.close(),
  };
}
