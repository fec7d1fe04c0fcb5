import 'reflect-metadata';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Config } from '@case-consultation/config';
import { OutboxRelay } from '@case-consultation/features';
import {
  type Clock,
  HealthChecks,
  JobQueue,
  type Logger,
  Mailer,
  Metrics,
  NestLogger,
  startHealthServer,
} from '@case-consultation/platform';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  app: INestApplicationContext;
  /** Where /health/live, /health/ready and /metrics answer. */
  healthPort: number;
  stop(): Promise<void>;
}

/** Starts a worker: relay, queue and health. Rejects when the database cannot be reached. */
export async function startWorker(options: {
  config: Config;
  clock: Clock;
  logger: Logger;
}): Promise<RunningWorker> {
  const { config, clock, logger } = options;
  const metrics = new Metrics({ process: 'worker' });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot({ ...options, metrics }), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const relay = app.get(OutboxRelay);
  const queue = app.get(JobQueue);
  metrics.watchOutbox(() => relay.depth(clock.now()));
  metrics.watchQueue(() => queue.counts());
  const health = new HealthChecks()
    .add('database', () => relay.depth(clock.now()))
    .add('queue', () => queue.counts())
    .add('mail', () => app.get(Mailer).verify());
  const server = await startHealthServer({
    host: config.host,
    port: config.workerHealthPort,
    health,
    metrics,
  });
  return {
    app,
    healthPort: server.port,
    stop: async () => {
      health.stopping();
      await app.close();
      await server.close();
    },
  };
}
