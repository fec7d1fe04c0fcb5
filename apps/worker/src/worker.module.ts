import { type DynamicModule, Module } from '@nestjs/common';
import { type Config } from '@case-consultation/config';
import {
  FeaturesModule,
  Jobs,
  LeadTasks,
  RelayModule,
  WorkerFeaturesModule,
} from '@case-consultation/features';
import {
  type Clock,
  KeyRing,
  type Logger,
  type Metrics,
  QueueModule,
  WorkerQueueModule,
} from '@case-consultation/platform';

export interface WorkerOptions {
  config: Config;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

/** The queue process: no pages, no rules; it hands each job to a use case. */
@Module({})
export class WorkerModule {
  static forRoot({ config, clock, logger, metrics }: WorkerOptions): DynamicModule {
    const { databaseUrl, databasePool, queueUrl, serviceName, publicUrl, mailDomain, organizerEmail } =
      config;
    const organizer = { name: serviceName, email: organizerEmail };
    return {
      module: WorkerModule,
      imports: [
        FeaturesModule.forRoot({
          // Every job may hold one connection while it sends, and routing needs some beside.
          database: {
            url: databaseUrl,
            poolSize: Math.max(databasePool, config.workerConcurrency + 2),
            name: 'worker',
          },
          keyRing: new KeyRing(config.caseKeys),
          identity: { serviceName, publicUrl, mailDomain, organizer },
          clock,
          logger,
        }),
        QueueModule.forRoot({
          url: queueUrl,
          onError: (error) => logger.warn({ err: error }, 'The queue reports an error'),
        }),
        WorkerFeaturesModule.forRoot({
          mailer: { smtpUrl: config.smtpUrl, from: organizer, bounceEmail: config.bounceEmail },
          database: { url: databaseUrl, name: 'worker' },
        }),
        RelayModule.forRoot({ requeueAfterMs: config.workerRequeueSeconds * 1000 }),
        WorkerQueueModule.forRoot({
          url: queueUrl,
          inject: [Jobs, LeadTasks],
          useFactory: (jobs: Jobs, tasks: LeadTasks) => ({
            handlers: jobs.handlers,
            concurrency: config.workerConcurrency,
            lockMs: config.workerLockSeconds * 1000,
            logger,
            observer: metrics,
            onDead: (job) => tasks.aboutDeadJob(job),
          }),
        }),
      ],
    };
  }
}
